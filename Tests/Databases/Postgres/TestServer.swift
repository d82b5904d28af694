import Foundation
import PlumbCore
import PlumbDatabases
import Testing

/// The private server that `Tests/Postgres/server run` has started, and servers of a test's own.
enum TestServer {
    /// Its address; nil where there is none, and tests that need one are skipped.
    static let address = ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES"]

    /// Its address, with other keywords.
    static func location(_ changes: [String: String?] = [:]) throws -> PostgresLocation {
        let location = try DatabaseLocation(#require(address))
        return try #require(location.server).with(changes)
    }

    /// What a command prints; a failure of the test where it fails.
    ///
    /// Foundation's `Process` takes a command to run for as long as anybody holds what it inherited, and a server that
    /// the command starts does.
    static func output(of command: String, _ arguments: [String]) throws -> String {
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
        try #require(posix_spawn(&process, command, &actions, nil, words, environ) == 0, "\(command)")
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        try #require(status == 0, "\(command) \(arguments)")
        return try String(contentsOfFile: file, encoding: .utf8)
    }

    static func connect(_ changes: [String: String?] = [:]) async throws -> PostgresConnection {
        try await PostgresConnection.connect(to: location(changes))
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs a test only where there is a Postgres server for it.
    static var needsPostgres: Self {
        .enabled(if: TestServer.address != nil, "no Postgres server: run the tests with Tests/Postgres/server run")
    }
}
