internal import Foundation
internal import PlumbCore
package import PlumbDatabases
package import Testing

/// The private server that `Tests/Postgres/server run` has started, and databases for tests on it.
public enum TestPostgres {
    /// The server's address; nil where there is none, and what needs one is skipped.
    public static let address = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"]

    /// Why what needs the server is skipped.
    static let missing = "no Postgres server: run the tests with Tests/Postgres/server run"

    /// Makes an empty database, which is gone with the server.
    ///
    /// - Returns: its address.
    /// - Throws: `PlumbError`.
    public static func makeDatabase() async throws -> String {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await run("CREATE DATABASE \(name)")
        return try location(["dbname": name]).description
    }

    /// Runs a statement on a database of the server, as another program would.
    ///
    /// - Parameters:
    ///   - sql: the statement.
    ///   - address: the database's address; nil for the server's standard one.
    /// - Returns: its rows.
    /// - Throws: `PlumbError`.
    @discardableResult
    public static func run(_ sql: String, on address: String? = nil) async throws -> [[String?]] {
        let place = try address.map { try server(at: $0) } ?? location()
        let connection = try await PostgresConnection.connect(to: place)
        defer { connection.close() }
        return try await connection.rows(sql)
    }

    /// The server's address, with other keywords; nil removes one.
    package static func location(_ changes: [String: String?] = [:]) throws -> PostgresLocation {
        guard let address else { throw PlumbError(.badInput, missing) }
        return try server(at: address).with(changes)
    }

    /// A connection to the server, with other keywords.
    package static func connect(_ changes: [String: String?] = [:]) async throws -> PostgresConnection {
        try await PostgresConnection.connect(to: location(changes))
    }

    private static func server(at address: String) throws -> PostgresLocation {
        guard let server = try DatabaseLocation(address).server else {
            throw PlumbError(.badInput, "\(address) is no address of a Postgres server")
        }
        return server
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs a test only where there is a Postgres server for it.
    package static var needsPostgres: Self {
        .enabled(if: TestPostgres.address != nil, Comment(rawValue: TestPostgres.missing))
    }
}
