import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// A kind of database that the contract is held against.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres

    /// Those that are there: SQLite always is, Postgres where the tests run with a server.
    static var available: [Engine] { allCases.filter { $0 == .sqlite || TestPostgres.address != nil } }

    var testDescription: String { rawValue }

    /// A query whose rows begin well and then fail.
    var failingQuery: String {
        switch self {
        case .sqlite:
            "\(numbers(20_000)) SELECT json_extract(CASE i WHEN 20000 THEN 'oops' ELSE '[1]' END, '$[0]') FROM n"
        case .postgres: "\(numbers(20_000)) SELECT 1 / (20000 - i) FROM n"
        }
    }

    /// Opens a new database with this schema, whose statements both engines take, for one query at a time.
    func open(_ schema: String = "") async throws -> Subject {
        switch self {
        case .sqlite:
            let file = try TemporaryDatabase(schema)
            return Subject(
                executor: try await file.connect(),
                tables: { try await file.connect().rows("SELECT * FROM t ORDER BY id") }, keep: file)
        case .postgres:
            let name = "contract_\(UUID().uuidString.replacing("-", with: "").lowercased())"
            let owner = try await TestPostgres.connect()
            try await owner.run(script: "CREATE SCHEMA \(name); SET search_path = \(name); \(schema)")
            let location = DatabaseLocation(server: try TestPostgres.location(["options": "-csearch_path=\(name)"]))
            let database = try await PostgresDatabase.open(location, options: .init(connections: 1))
            return Subject(
                executor: database,
                tables: { try await database.rows("SELECT * FROM t ORDER BY id") }, keep: owner)
        }
    }
}

/// An open database, and what must live as long.
struct Subject: Sendable {
    let executor: any QueryExecutor
    /// The rows of its table `t`, as somebody else sees them.
    let tables: @Sendable () async throws -> [Row]
    let keep: any Sendable

    func rows(_ sql: String, seconds: Double = 10) async throws -> [Row] {
        try await executor.rows(sql, seconds: seconds)
    }
}
