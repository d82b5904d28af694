import PlumbCore
import PlumbExecutionCheck
import PlumbPrompts
import TestSupport
import Testing

/// The execution check's steps: voting, a judge, repair.
struct CheckStepsTests {
    private static let slice = SchemaSlice(
        catalog: Catalog(
            database: "music", dialect: .sqlite, fingerprint: "1",
            tables: [Table(name: "singer", columns: [Column(name: "name", type: .text)])]),
        tables: .init(ranked: [ScoredTable(table: "singer", score: 1, evidence: [])], kept: ["singer"]),
        columns: .init(
            ranked: [ScoredColumn(column: ColumnReference("singer", "name"), score: 1, evidence: [])],
            kept: [ColumnReference("singer", "name")]))

    /// A database in which a query's number is its result; 0 gives no rows, 9 fails.
    private static let database = FakeExecutor { sql in
        let number = Int64(sql.filter(\.isNumber).prefix(1)) ?? 0
        if number == 9 { throw PlumbError(.queryFailed, "no such column: x") }
        let rows: [Row] = number == 0 ? [] : [[.integer(number)], [.integer(7)]]
        return QueryResult(columns: [ResultColumn(name: "n")], rows: sql.contains("DESC") ? rows.reversed() : rows)
    }

    private func verdict(
        _ candidates: [(String, Double)], _ steps: CheckSteps, repairs: Int = 0, models: (any ChatService)? = nil
    ) async throws -> Verdict {
        let input = ExecutionCheck.Input(
            question: Question("how many?"), slice: Self.slice,
            candidates: candidates.map { Candidate(sql: $0.0, confidence: $0.1) }, remainingRepairs: repairs)
        let verdict = try await GuardedExecutionCheck(steps: steps).run(
            input, with: StageServices(database: Self.database, models: models))
        try ExecutionCheck.validate(verdict, for: input)
        return verdict
    }

    private func accepted(_ verdict: Verdict) throws -> AcceptedQuery {
        guard case .accepted(let query) = verdict else { throw PlumbError(.queryFailed, "\(verdict)") }
        return query
    }

    // MARK: Vote

    @Test func theHeaviestResultWins() async throws {
        let candidates = [("SELECT 1", 0.3), ("SELECT 2", 0.2), ("SELECT 2 ", 0.2)]
        let query = try accepted(try await verdict(candidates, CheckSteps(votes: true)))
        #expect(query.sql == "SELECT 2")
        // Its share of what was drawn, times how sure synthesis is of all.
        #expect(abs(query.confidence - 0.4) < 1e-9)
        #expect(try accepted(try await verdict(candidates, CheckSteps())).sql == "SELECT 1")
    }

    @Test func theOrderOfRowsDividesNoVotes() async throws {
        let candidates = [("SELECT 1", 0.3), ("SELECT 2", 0.2), ("SELECT 2 DESC", 0.2)]
            .map { ($0.0.replacing(" DESC", with: " ORDER BY 1 DESC"), $0.1) }
        #expect(try accepted(try await verdict(candidates, CheckSteps(votes: true))).sql.hasPrefix("SELECT 2"))
    }

    /// A row that comes twice, or columns the other way round, is the same finding.
    @Test func repeatedRowsAndTheOrderOfColumnsDivideNoVotes() async throws {
        let results: [String: [Row]] = [
            "SELECT a": [[.integer(1), .text("x")]],
            "SELECT b": [[.text("y"), .integer(2)], [.text("z"), .integer(3)]],
            "SELECT c": [[.integer(3), .text("z")], [.integer(2), .text("y")], [.integer(2), .text("y")]],
            "SELECT d": [[.integer(3), .text("y")], [.integer(2), .text("z")]],
        ]
        let database = FakeExecutor { sql in
            QueryResult(columns: ["p", "q"].map { ResultColumn(name: $0) }, rows: results[sql] ?? [])
        }
        func winner(_ candidates: [(String, Double)]) async throws -> String {
            let input = ExecutionCheck.Input(
                question: Question("which?"), slice: Self.slice,
                candidates: candidates.map { Candidate(sql: $0.0, confidence: $0.1) }, remainingRepairs: 0)
            return try accepted(
                try await GuardedExecutionCheck(steps: CheckSteps(votes: true)).run(
                    input, with: StageServices(database: database))
            ).sql
        }
        #expect(try await winner([("SELECT a", 0.3), ("SELECT b", 0.2), ("SELECT c", 0.15)]) == "SELECT b")
        // The same values in other rows are something else.
        #expect(try await winner([("SELECT a", 0.3), ("SELECT b", 0.2), ("SELECT d", 0.15)]) == "SELECT a")
    }

    @Test func rowsWeighMoreThanNone() async throws {
        let query = try accepted(try await verdict([("SELECT 0", 0.5), ("SELECT 3", 0.3)], CheckSteps(votes: true)))
        #expect(query.sql == "SELECT 3")
    }

    @Test func queriesThatFailHaveNoVote() async throws {
        let candidates = [("SELECT 9", 0.4), ("SELECT 9 ", 0.3), ("SELECT 1", 0.1)]
        #expect(try accepted(try await verdict(candidates, CheckSteps(votes: true))).sql == "SELECT 1")
        guard case .fail = try await verdict([("SELECT 9", 0.4)], CheckSteps(votes: true)) else {
            Issue.record("a query that fails was not a failure")
            return
        }
    }

    // MARK: Repair

    @Test func onlyTheStepSendsBack() async throws {
        let failing = [("SELECT 9", 0.5)]
        guard case .repair(let feedback) = try await verdict(failing, CheckSteps(repairs: true), repairs: 1) else {
            Issue.record("not sent back")
            return
        }
        #expect(feedback.problem.contains("no such column") && !feedback.ran)
        guard case .fail = try await verdict(failing, CheckSteps(votes: true), repairs: 1) else {
            Issue.record("sent back without the step")
            return
        }
        guard case .fail = try await verdict(failing, CheckSteps(repairs: true), repairs: 0) else {
            Issue.record("sent back once too often")
            return
        }
    }

    // MARK: Judge

    private func judge(isPrivate: Bool = false) throws -> ModelPrompt {
        ModelPrompt(
            model: ModelName(provider: "openai", model: "test"), template: try PromptTemplate(named: "judge"),
            isPrivate: isPrivate)
    }

    @Test func whatTheJudgeFindsIsAWarningOrGoesBack() async throws {
        let models = ScriptedModels { _ in #"{"answers": false, "problem": "it counts songs"}"# }
        let steps = CheckSteps(repairs: true, judge: try judge())
        let query = try accepted(try await verdict([("SELECT 1", 0.8)], steps, models: models))
        #expect(query.warnings == ["it counts songs"])
        #expect(query.confidence < 0.8)
        guard case .repair(let feedback) = try await verdict([("SELECT 1", 0.8)], steps, repairs: 1, models: models)
        else {
            Issue.record("not sent back")
            return
        }
        #expect(feedback.ran && feedback.problem == "it counts songs")
    }

    @Test func aContentJudgeChangesNothing() async throws {
        let models = ScriptedModels { _ in #"{"answers": true, "problem": "none"}"# }
        let query = try accepted(try await verdict([("SELECT 1", 0.8)], CheckSteps(judge: try judge()), models: models))
        #expect(query.warnings.isEmpty && query.confidence == 0.8)
        #expect(models.requests[0].messages.map(\.text).joined().contains("SELECT 1"))
    }

    @Test(arguments: ["it rambles", #"{"problem": "no verdict"}"#])
    func aJudgeThatCannotBeReadLosesNoAnswer(reply: String) async throws {
        let models = ScriptedModels { _ in reply }
        let steps = CheckSteps(repairs: true, judge: try judge())
        let query = try accepted(try await verdict([("SELECT 1", 0.8)], steps, repairs: 1, models: models))
        #expect(query.warnings.count == 1 && query.warnings[0].contains("judge"))
        let silent = ScriptedModels { _ in throw PlumbError(.modelUnreadable, "no JSON") }
        #expect(try accepted(try await verdict([("SELECT 1", 0.8)], steps, models: silent)).warnings.count == 1)
        let away = ScriptedModels { _ in throw PlumbError(.modelUnreachable, "away") }
        await #expect(throws: PlumbError.self) { try await verdict([("SELECT 1", 0.8)], steps, models: away) }
    }

    @Test func resultsStayPrivate() async throws {
        let models = ScriptedModels { _ in #"{"answers": true, "problem": ""}"# }
        for isPrivate in [false, true] {
            let steps = CheckSteps(judge: try judge(isPrivate: isPrivate))
            _ = try await verdict([("SELECT 8", 0.8)], steps, models: models)
        }
        let texts = models.requests.map { $0.messages.map(\.text).joined() }
        #expect(texts.map { $0.contains("\n8\n7") } == [true, false])
    }

    @Test func stepsAreTheImplementation() throws {
        let all = CheckSteps(mend: ["rebind"], votes: true, repairs: true, judge: try judge())
        #expect(GuardedExecutionCheck(steps: all).implementation.name == "mend, vote, judge, repair")
        #expect(GuardedExecutionCheck().implementation.name == "guarded")
    }
}
