import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// What can go wrong between us and a server, each on a server of its own.
@Suite(.needsPostgres, .serialized) struct PostgresFaultTests {
    private static let slow = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"

    /// Runs a query until it succeeds, for at most ten seconds.
    private func recover(_ database: PostgresDatabase) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        while true {
            do {
                #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
                return
            } catch {
                #expect((error as? PlumbError)?.code == .databaseUnavailable)
                guard clock.now - start < .seconds(10) else { throw error }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    @Test func aBackendKilledInAQuery() async throws {
        let server = try OwnServer()
        let database = try await PostgresDatabase.open(DatabaseLocation(server: server.location()))
        let watcher = try await PostgresConnection.connect(to: server.location())
        let task = Task { try await database.rows(Self.slow, seconds: 60) }
        var pid: String?
        while pid == nil {
            let active = "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT count(*)%'"
            pid = try await watcher.rows(active).first?.first.flatMap { $0 }
        }
        // Killed while it is compiled it would be sent again, and nobody would notice.
        try await Task.sleep(for: .milliseconds(300))
        kill(try #require(pid.flatMap { Int32($0) }), SIGKILL)
        let error = await failure { try await task.value }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("lost") == true)
        try await recover(database)
    }

    @Test func aServerKilledInAQueryAndStartedAgain() async throws {
        let server = try OwnServer()
        let database = try await PostgresDatabase.open(DatabaseLocation(server: server.location()))
        let task = Task { try await database.rows(Self.slow, seconds: 60) }
        try await Task.sleep(for: .milliseconds(300))
        try server.stop()
        #expect(await failure { try await task.value }?.code == .databaseUnavailable)
        let error = await failure { try await database.rows("SELECT 1") }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.suggestion != nil)
        try server.start()
        try await recover(database)
    }

    @Test func aServerRestartedUnderAnIdlePool() async throws {
        let server = try OwnServer()
        let database = try await PostgresDatabase.open(DatabaseLocation(server: server.location()))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { _ = try await database.rows("SELECT count(*) FROM generate_series(1, 100000)") }
            }
            try await group.waitForAll()
        }
        try server.stop()
        try server.start()
        // Nobody notices: dead connections are replaced before anything runs on them.
        for _ in 0..<8 { #expect(try await database.rows("SELECT 1") == [[.integer(1)]]) }
    }

    @Test func tooManyConnections() async throws {
        let server = try OwnServer(["max_connections=3", "superuser_reserved_connections=0", "max_wal_senders=0"])
        let location = try server.location()
        var others: [PostgresConnection] = []
        for _ in 0..<3 { others.append(try await PostgresConnection.connect(to: location)) }
        let pool = PostgresPool(location)
        let error = await failure { try await pool.take(within: 0.4) }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.postgresState == "53300")
        #expect(pool.count == 0)
        let waiting = Task { try await pool.withConnection(within: 10) { try await $0.rows("SELECT 1") } }
        try await Task.sleep(for: .milliseconds(200))
        others.removeLast().close()
        #expect(try await waiting.value == [["1"]])
    }

    @Test func aWrongPassword() async throws {
        let server = try OwnServer(hba: "local all postgres trust\nlocal all all scram-sha-256\n")
        let owner = try await PostgresConnection.connect(to: server.location())
        try await owner.rows("CREATE ROLE ada LOGIN PASSWORD 'right-one'")
        let right = try server.location(["user": "ada", "password": "right-one"])
        #expect(try await PostgresConnection.connect(to: right).rows("SELECT current_user") == [["ada"]])
        let passwords = "\(server.folder).passwords"
        try "*:*:*:ada:right-one\n".write(toFile: passwords, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passwords)
        let file = try server.location(["user": "ada", "passfile": passwords])
        #expect(try await PostgresConnection.connect(to: file).rows("SELECT 1") == [["1"]])
        for password in ["wrong-one", nil] {
            let wrong = try server.location(["user": "ada", "password": password, "passfile": "/nowhere"])
            let error = try #require(await failure { try await PostgresConnection.connect(to: wrong) })
            #expect(error.code == .databaseUnavailable)
            #expect(error.message.contains("password"))
            #expect(!error.debugDescription.contains("wrong-one"))
        }
    }

    @Test func aServerWithoutTLS() async throws {
        let port = try FalseServer(resets: false).port
        let server = try OwnServer(["listen_addresses=127.0.0.1", "port=\(port)"])
        let plain = try server.location(["host": "127.0.0.1", "port": "\(port)"])
        #expect(try await PostgresConnection.connect(to: plain).rows("SELECT 1") == [["1"]])
        let error = try #require(
            await failure { try await PostgresConnection.connect(to: plain.with(["sslmode": "require"])) })
        #expect(error.code == .databaseUnavailable)
        #expect(error.message.contains("SSL"))
    }

    @Test func aConnectionThatIsReset() async throws {
        let reset = try FalseServer(resets: true)
        let location = try TestPostgres.location(["host": "127.0.0.1", "port": "\(reset.port)"])
        let error = await failure { try await PostgresConnection.connect(to: location) }
        #expect(error?.code == .databaseUnavailable)
    }

    @Test func aServerThatLetsInAndNeverAnswers() async throws {
        let frozen = try FalseServer(resets: false, letsIn: true)
        let location = try TestPostgres.location(["host": "127.0.0.1", "port": "\(frozen.port)"])
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure { try await PostgresConnection.connect(to: location, within: 0.5) }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("in time") == true)
        #expect(clock.now - start < .seconds(2))
    }

    /// libpq goes from host to host by itself, and gives each two seconds at least.
    @Test func severalHostsThatNeverAnswer() async throws {
        let silent = try FalseServer(resets: false)
        let location = try TestPostgres.location([
            "host": "127.0.0.1,127.0.0.1", "port": "\(silent.port),\(silent.port)",
        ])
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure { try await PostgresConnection.connect(to: location, within: 0.3) }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("in time") == true)
        #expect(clock.now - start < .seconds(1))
        #expect(
            await failure { try await PostgresConnection.connect(to: location, within: 0) }?.code
                == .databaseUnavailable)
    }

    @Test func aServerThatNeverAnswers() async throws {
        let silent = try FalseServer(resets: false)
        let location = try TestPostgres.location(["host": "127.0.0.1", "port": "\(silent.port)"])
        let clock = ContinuousClock()
        var start = clock.now
        let error = await failure { try await PostgresConnection.connect(to: location, within: 0.3) }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("in time") == true)
        #expect(clock.now - start < .seconds(2))
        let task = Task { try await PostgresConnection.connect(to: location, within: 60) }
        try await Task.sleep(for: .milliseconds(50))
        start = clock.now
        task.cancel()
        #expect(await failure { try await task.value }?.code == .cancelled)
        #expect(clock.now - start < .seconds(1))
    }
}
