import Foundation
import PlumbCore
import PlumbSQL
import TestSupport
import Testing

/// A real Postgres judges what is read and printed in its dialect.
@Suite(.enabled(if: PostgresJudge.server != nil, "PLUMB_TEST_POSTGRES names no server"))
struct PostgresOracleTests {
    /// A query runs as it is; what is printed for it gives the same rows, and it is safe.
    private func expectSame(_ queries: [String], in database: String) throws {
        let server = try #require(PostgresJudge.server)
        let printer = SQLPrinter(dialect: .postgres)
        let printed = try queries.map { printer.print(try SQLParser.query($0, dialect: .postgres)) }
        let outcomes = try server.outcomes(of: queries + printed, in: database)
        for (place, query) in queries.enumerated() {
            let result = outcomes[place].result
            #expect(result != nil, "\(query)\n\(outcomes[place])")
            #expect(outcomes[queries.count + place].result == result, "\(query)\n\(printed[place])")
            let verdict = SafetyAnalysis.check(query, dialect: .postgres)
            #expect(verdict.isSafe, "\(query)\n\(verdict)")
        }
    }

    @Test(arguments: Repository.sampleDatabases)
    func goldIsReadAndPrinted(name: String) throws {
        try expectSame(try CorpusQuery.gold(ofSample: name, in: .postgres).map(\.sql), in: name)
    }

    @Test func constructsAreReadAndPrinted() throws {
        let queries = try FixtureFile.lines(of: "postgres-shop.sql").map(\.input)
        #expect(queries.count >= 45)
        try expectSame(queries, in: "shop")
    }

    /// Gold without a dialect is right on either engine: both give the same.
    @Test(arguments: Repository.sampleDatabases)
    func unmarkedGoldGivesTheSameAsOnSQLite(name: String) async throws {
        let server = try #require(PostgresJudge.server)
        let unmarked = Set(try CorpusQuery.gold(ofSample: name, in: .sqlite).map(\.sql))
        let queries = try CorpusQuery.gold(ofSample: name, in: .postgres).map(\.sql).filter(unmarked.contains)
        #expect(!queries.isEmpty)
        let database = try await CorpusDatabases.shared.sample(name)
        for (query, outcome) in zip(queries, try server.outcomes(of: queries, in: name)) {
            let expected = try await database.database.result(of: query, limits: .init()).rows
            let isOrdered = try !SQLParser.query(query, dialect: .postgres).orderBy.isEmpty
            let found = outcome.result?.rows.map { $0.map(Self.canonical) }
            let rows = expected.map { $0.map(Self.canonical) }
            #expect(
                isOrdered ? found == rows : found?.sorted(by: Self.precedes) == rows.sorted(by: Self.precedes),
                "\(query)")
        }
    }

    /// Numbers to nine digits: Postgres computes averages exactly, SQLite with doubles.
    private static func canonical(_ value: SQLValue) -> String {
        guard let number = value.number else { return value.description }
        return String(format: "%.9g", number)
    }

    private static func precedes(_ left: [String], _ right: [String]) -> Bool { left.lexicographicallyPrecedes(right) }
}
