import PlumbCore
import PlumbExecutionCheck
import TestSupport
import Testing

/// What comes of all rules together for Postgres, and in the check.
struct PostgresMenderTests {
    private static let slips = """
        SELECT T1.Name, COUNT(*) AS cnt FROM guest AS T1 JOIN visit AS T2 ON T1.id = T2.guest_id \
        WHERE strftime('%Y', T2.day) = '2024' AND T2.paid = 1 AND T1.city = "Bern" GROUP BY T1.id HAVING cnt > 0 \
        ORDER BY cnt DESC LIMIT 0, 3
        """

    private static let mended = """
        SELECT t1.name, count(*) AS cnt FROM guest AS t1 JOIN visit AS t2 ON t1.id = t2.guest_id \
        WHERE to_char(t2.day, 'YYYY') = '2024' AND t2.paid = TRUE AND t1.city = 'Bern' GROUP BY t1.id \
        HAVING count(*) > 0 ORDER BY cnt DESC LIMIT 3 OFFSET 0
        """

    @Test func severalSlips() async throws {
        let found = try await PostgresGallery.mend(Self.slips, by: MendRules.standard)
        #expect(found.sql == Self.mended)
        #expect(Set(found.mends.map(\.rule)) == ["reread", "functions", "aliases", "types"])
    }

    @Test(arguments: [
        "SELECT pg_read_file('/etc/passwd')", "SELECT strftime('%Y', pg_read_file('x')) FROM visit",
        "SELECT `name` FROM guest; DROP TABLE guest", "DELETE FROM `guest`",
        "SELECT ifnull(setting, '') FROM pg_catalog.pg_settings",
        "SELECT `name` FROM guest WHERE id IN (SELECT lo_unlink(1))",
    ])
    func nothingForbiddenIsMended(sql: String) async throws {
        #expect(try await PostgresGallery.mend(sql, by: MendRules.all) == MendedQuery(sql: sql))
    }

    /// The check refuses functions that it does not know, and a mended query goes through it once more.
    @Test func aFunctionOfAnotherEngineIsMendedInTheCheck() async throws {
        let executor = FakeExecutor(dialect: .postgres) { _ in
            QueryResult(columns: [ResultColumn(name: "id")], rows: [[.integer(1)]])
        }
        let catalog = PostgresGallery.catalog
        let slice = SchemaSlice(
            catalog: catalog, tables: TableSelection.Output(ranked: [], kept: catalog.tables.map(\.name)),
            columns: ColumnSelection.Output(
                ranked: [],
                kept: catalog.tables.flatMap { table in table.columns.map { ColumnReference(table.name, $0.name) } },
                values: [], ranges: [], joins: []))
        func verdict(_ sql: String) async throws -> Verdict {
            try await GuardedExecutionCheck(steps: CheckSteps(mend: MendRules.standard.map(\.name))).run(
                ExecutionCheck.Input(
                    question: Question("visits of 2024"), slice: slice,
                    candidates: [Candidate(sql: sql, confidence: 0.8)], unplacedWords: [], remainingRepairs: 0),
                with: StageServices(database: executor))
        }
        guard case .accepted(let query) = try await verdict("SELECT id FROM visit WHERE YEAR(day) = 2024") else {
            Issue.record("not accepted")
            return
        }
        #expect(query.sql == "SELECT id FROM visit WHERE extract('year' FROM day) = 2024")
        #expect(query.mends.map(\.rule) == ["functions"])
        guard case .refuse = try await verdict("SELECT pg_sleep(9)") else {
            Issue.record("not refused")
            return
        }
    }
}
