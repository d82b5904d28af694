internal import Foundation
internal import PlumbCore
internal import PlumbDatabases

/// Databases for tests on the private server that `Tests/Postgres/server run` has started.
public enum TestPostgres {
    /// The server's address; nil where there is none, and what needs one is skipped.
    public static let address = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"]

    /// Why what needs the server is skipped.
    public static let missing = "no Postgres server: run the tests with Tests/Postgres/server run"

    /// Makes an empty database, which is gone with the server.
    ///
    /// - Returns: its address.
    /// - Throws: `PlumbError`.
    public static func makeDatabase() async throws -> String {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await run("CREATE DATABASE \(name)")
        return try server().with(["dbname": name]).description
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
        let place = try address.map { try location($0) } ?? server()
        let connection = try await PostgresConnection.connect(to: place)
        defer { connection.close() }
        return try await connection.rows(sql)
    }

    private static func server() throws -> PostgresLocation {
        guard let address else { throw PlumbError(.badInput, missing) }
        return try location(address)
    }

    private static func location(_ address: String) throws -> PostgresLocation {
        guard let server = try DatabaseLocation(address).server else {
            throw PlumbError(.badInput, "\(address) is no address of a Postgres server")
        }
        return server
    }
}
