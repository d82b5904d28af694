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

    /// What a command prints.
    ///
    /// Foundation's `Process` takes a command to run for as long as anybody holds what it inherited, and a server that
    /// the command starts does.
    package static func output(of command: String, _ arguments: [String]) throws -> String {
        let file = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
        defer { unlink(file) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT, 0o600)
        var words = ([command] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var process = pid_t()
        guard posix_spawn(&process, command, &actions, nil, words, environ) == 0 else {
            throw PlumbError(.badInput, "\(command) can't be started")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw PlumbError(.badInput, "\(command) \(arguments) failed: \(status)") }
        return try String(contentsOfFile: file, encoding: .utf8)
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
