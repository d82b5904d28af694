import PlumbCore
import PlumbPipeline
import Testing

/// How stages are run, one after another.
struct RunnerTests {
    @Test func everyStageStartsAndEndsBeforeTheNext() async throws {
        var words: [String] = []
        for try await event in TestPipeline().events() { words.append(event.words) }
        #expect(
            words == [
                "start tableSelection 1", "end tableSelection 1", "start columnSelection 1", "end columnSelection 1",
                "start querySynthesis 1", "end querySynthesis 1", "start executionCheck 1", "end executionCheck 1",
                "answer",
            ])
    }

    @Test func theAnswerHoldsEveryStage() async throws {
        let answer = try await TestPipeline().answer()
        #expect(answer.stages.map(\.kind) == StageKind.allCases)
        #expect(answer.stages.map(\.implementation.name) == ["tables", "columns", "queries", "check"])
        #expect(answer.stages.allSatisfy { $0.cost.seconds >= 0 && !$0.cost.isReplayed })
        #expect(answer.sql == "SELECT 0")
    }

    @Test func aStageSeesWhatTheStageBeforeItGave() async throws {
        var test = TestPipeline()
        test.columns.give = { input in
            #expect(input.tables == ["singer"])
            return ColumnSelection.Output(ranked: [], kept: [])
        }
        test.queries.give = { input in
            #expect(input.slice.tables.map(\.columns.count) == [0])
            return QuerySynthesis.Output(candidates: [Candidate(sql: "SELECT 1", confidence: 1)], unplacedWords: ["x"])
        }
        test.check.give = { input in
            #expect(input.unplacedWords == ["x"])
            return TestPipeline.accepted(input)
        }
        #expect(try await test.answer().sql == "SELECT 1")
    }

    // MARK: Repair

    @Test(arguments: [0, 1, 3])
    func repairsAreBounded(maximum: Int) async throws {
        var test = TestPipeline()
        test.maximumRepairs = maximum
        test.check.give = { input in
            #expect(input.remainingRepairs + (input.candidates[0].sql.last?.wholeNumberValue ?? 0) == maximum)
            return .repair(RepairFeedback(sql: input.candidates[0].sql, problem: "no such column"))
        }
        let answer = try await test.answer()
        guard case .fail(let reason) = answer.verdict else {
            Issue.record("\(answer.verdict)")
            return
        }
        #expect(reason.contains("no such column"))
        #expect(test.journal.all.filter { $0 == "queries" }.count == maximum + 1)
        #expect(test.journal.all.filter { $0 == "tables" }.count == 1)
        #expect(answer.stages.map(\.attempt).max() == maximum + 1)
    }

    @Test func feedbackReachesSynthesis() async throws {
        var test = TestPipeline()
        test.maximumRepairs = 2
        test.check.give = { input in
            guard input.candidates[0].sql == "SELECT 2" else {
                return .repair(RepairFeedback(sql: input.candidates[0].sql, problem: "bad"))
            }
            return TestPipeline.accepted(input)
        }
        let answer = try await test.answer()
        #expect(answer.sql == "SELECT 2")
        #expect(answer.stages.map(\.attempt) == [1, 1, 1, 1, 2, 2, 3, 3])
    }

    // MARK: Contracts

    private func violation(_ test: TestPipeline) async -> PlumbError? {
        do {
            _ = try await test.answer()
            return nil
        } catch {
            return error as? PlumbError
        }
    }

    @Test func anOutputThatBreaksItsContractStopsTheRun() async throws {
        var test = TestPipeline()
        test.tables.give = { _ in
            TableSelection.Output(ranked: [ScoredTable(table: "nowhere", score: 1, evidence: [])], kept: [])
        }
        let error = try #require(await violation(test))
        #expect(error.code == .contractViolated)
        #expect(error.message.contains("table selection") && error.message.contains("nowhere"))
        #expect(test.journal.all == ["tables"])

        var other = TestPipeline()
        other.check.give = { _ in
            .accepted(
                AcceptedQuery(sql: "x", candidate: 7, confidence: 1, result: QueryResult(columns: [], rows: [])))
        }
        #expect(try #require(await violation(other)).message.contains("execution check"))
    }

    @Test func aBrokenOutputIsNotKept() async throws {
        let store = MemoryReplayStore()
        var test = TestPipeline()
        test.queries.give = { _ in QuerySynthesis.Output(candidates: [Candidate(sql: " ", confidence: 1)]) }
        for _ in 0..<2 {
            await #expect(throws: PlumbError.self) { try await test.answer(replay: store) }
        }
        #expect(test.journal.all == ["tables", "columns", "queries", "queries"])
    }

    @Test func anErrorOfAStageEndsTheStream() async {
        var test = TestPipeline()
        test.columns.give = { _ in throw PlumbError(.databaseUnavailable, "gone") }
        var words: [String] = []
        do {
            for try await event in test.events() { words.append(event.words) }
            Issue.record("no error")
        } catch {
            #expect((error as? PlumbError)?.code == .databaseUnavailable)
        }
        #expect(words == ["start tableSelection 1", "end tableSelection 1", "start columnSelection 1"])
    }

    // MARK: Questions

    @Test(arguments: [
        "", " ", "\n\t", "?!", "🎉", "\u{0}", String(repeating: "a", count: 4_001),
        String(repeating: "how many? ", count: 10_000), String(repeating: "👩‍👩‍👧", count: 3_000) + "a",
    ])
    func questionsThatCanNotBeReadAreTurnedAway(text: String) async throws {
        let test = TestPipeline()
        do {
            _ = try await test.answer(text)
            Issue.record("no error")
        } catch let error as PlumbError {
            #expect(error.code == .badInput)
            #expect(error.suggestion != nil)
            #expect(error.message.count < 200)
        }
        #expect(test.journal.all.isEmpty)
    }

    @Test(arguments: [
        "x", "HOW MANY?", "сколько певцов?", "歌手は何人", "كم عدد المغنين", "how many 🎤?", "a\u{0}b",
        String(repeating: "歌", count: 4_000), "2024", "'; DROP TABLE singer; --",
    ])
    func otherQuestionsAreAsked(text: String) async throws {
        #expect(try await TestPipeline().answer(text).question.text == text)
    }
}
