import Foundation
import PlumbCore
import PlumbDatabases
import PlumbExecutionCheck
import PlumbSQL
import TestSupport
import Testing

/// Queries that were written for SQLite, mended for a Postgres whose tables have SQLite's names, capitals included.
@Suite(
    .enabled(if: PostgresJudge.server != nil, "PLUMB_TEST_POSTGRES names no server"),
    .enabled(if: Repository.spider != nil, "Spider's databases are not at hand"))
struct PostgresCorpusTests {
    private struct Line: Decodable {
        var db_id: String
        var question: String
        var query: String
    }

    @Test func nearlyAllRunOnceTheyAreMended() async throws {
        let server = try #require(PostgresJudge.server)
        let folder = try #require(Repository.spider)
        let text = try String(contentsOf: folder.appending(path: "questions.jsonl"), encoding: .utf8)
        let lines = try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        // `PLUMB_DATABASES` sets how many databases are taken, in the order of their names.
        let count = ProcessInfo.processInfo.environment["PLUMB_DATABASES"].flatMap { Int($0) } ?? 8
        let cache = try ScratchDatabase()
        var counts = (all: 0, failing: 0, mended: 0)
        for (name, lines) in Dictionary(grouping: lines, by: \.db_id).sorted(by: { $0.key < $1.key }).prefix(count) {
            let path = folder.appending(path: "database/\(name)/\(name).sqlite").path
            let open = try await OpenDatabase.open(
                path, options: DatabaseOptions(cache: .folder(cache.folder + "/cache")))
            let catalog = Self.inPostgres(open.catalog)
            let setup = Self.definition(of: catalog)
            let before = try server.outcomes(of: lines.map(\.query), setup: setup)
            var mended: [String] = []
            for (line, outcome) in zip(lines, before) where outcome.result == nil {
                let scope = MendScope(catalog: catalog, question: Question(line.question))
                mended.append(
                    try await Mender(rules: MendRules.standard).mend(line.query, problem: "it failed", in: scope).sql)
            }
            counts.all += lines.count
            counts.failing += mended.count
            counts.mended += try server.outcomes(of: mended, setup: setup).count { $0.result != nil }
        }
        print("of \(counts.all) queries \(counts.failing) fail; \(counts.mended) of them run once they are mended")
        #expect(counts.failing * 2 > counts.all)
        #expect(counts.mended * 100 >= counts.failing * 95)
    }

    /// The same tables with Postgres's types.
    private static func inPostgres(_ catalog: Catalog) -> Catalog {
        var catalog = catalog
        catalog.dialect = .postgres
        for table in catalog.tables.indices {
            for column in catalog.tables[table].columns.indices {
                catalog.tables[table].columns[column].declaredType =
                    switch catalog.tables[table].columns[column].type {
                    case .integer: "bigint"
                    case .real: "double precision"
                    case .boolean: "boolean"
                    case .date: "date"
                    case .timestamp: "timestamp"
                    case .text, .time, .blob, .other: "text"
                    }
            }
        }
        return catalog
    }

    /// Statements that make the tables, without rows.
    private static func definition(of catalog: Catalog) -> String {
        func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
        return "SET search_path = pg_temp;\n"
            + catalog.tables.map { table in
                var parts = table.columns.map { "\(quoted($0.name)) \($0.declaredType)" }
                if !table.primaryKey.isEmpty {
                    parts.append("PRIMARY KEY (\(table.primaryKey.map(quoted).joined(separator: ", ")))")
                }
                return "CREATE TABLE \(quoted(table.name.name)) (\(parts.joined(separator: ", ")));\n"
            }.joined()
    }
}
