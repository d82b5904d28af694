import PlumbCore
import PlumbDatabases
import PlumbExecutionCheck
import TestSupport
import Testing

/// What `guarded` makes of candidates that can be mended.
struct MendingCheckTests {
    private static let schema = """
        CREATE TABLE painting (id INTEGER PRIMARY KEY, title TEXT, style TEXT);
        INSERT INTO painting VALUES (1, 'Harbour', 'cubist');
        """

    private func verdict(_ sql: [String], mend: [String]) async throws -> Verdict {
        let scratch = try ScratchDatabase(Self.schema)
        let database = try await scratch.open()
        let names = database.catalog.tables.map(\.name)
        let columns = database.catalog.tables.flatMap { table in
            table.columns.map { ColumnReference(table.name, $0.name) }
        }
        let slice = SchemaSlice(
            catalog: database.catalog,
            tables: .init(ranked: names.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: names),
            columns: .init(ranked: columns.map { ScoredColumn(column: $0, score: 1, evidence: []) }, kept: columns))
        let input = ExecutionCheck.Input(
            question: Question("Which paintings are cubist?"), slice: slice,
            candidates: sql.map { Candidate(sql: $0, confidence: 0.8) })
        let services = StageServices(database: database.executor, values: database.values)
        let verdict = try await GuardedExecutionCheck(steps: CheckSteps(mend: mend)).run(input, with: services)
        try ExecutionCheck.validate(verdict, for: input)
        return verdict
    }

    @Test func failingCandidateIsMended() async throws {
        let verdict = try await verdict(["SELECT titel FROM painting"], mend: ["spelling"])
        guard case .accepted(let query) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(query.sql == "SELECT title FROM painting")
        #expect(query.candidate == 0)
        #expect(query.mends.map(\.rule) == ["spelling"])
        #expect(query.result.rows == [[.text("Harbour")]])
    }

    @Test func runningCandidateIsMendedByRulesForThose() async throws {
        let sql = "SELECT title FROM painting WHERE style = 'Cubist'"
        guard case .accepted(let query) = try await verdict([sql], mend: ["spelling", "ground"]) else {
            Issue.record("not accepted")
            return
        }
        #expect(query.sql == "SELECT title FROM painting WHERE style = 'cubist'")
        guard case .accepted(let other) = try await verdict([sql], mend: ["spelling"]) else {
            Issue.record("not accepted")
            return
        }
        #expect(other.sql == sql)
        #expect(other.mends.isEmpty)
    }

    @Test func withoutRulesNothingIsMended() async throws {
        guard case .fail = try await verdict(["SELECT titel FROM painting"], mend: []) else {
            Issue.record("mended without a rule")
            return
        }
    }

    @Test func parametersNameTheRulesOnlyWhereThereAreAny() {
        #expect(GuardedExecutionCheck().implementation.parameters["mend"] == nil)
        let mending = GuardedExecutionCheck(steps: CheckSteps(mend: ["rebind", "ground"])).implementation
        #expect(mending.parameters["mend"] == "rebind,ground")
    }

    @Test func unknownRuleIsAnError() async {
        await #expect(throws: PlumbError.self) { try await verdict(["SELECT 1"], mend: ["magic"]) }
    }
}
