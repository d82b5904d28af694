import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// A network that cuts connections, with whatever is on them.
@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct PostgresResetTests {
    private let proxy: ResettingProxy
    private let database: PostgresDatabase

    init() async throws {
        proxy = try ResettingProxy()
        database = try await PostgresDatabase.open(DatabaseLocation(server: proxy.location()))
    }

    /// The pool has lost nothing: as many queries as it has connections, and one more, find their rows.
    private func expectThatThePoolGoesOn() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0...database.options.connections {
                group.addTask { [database] in
                    let rows = try await database.rows("SELECT \(number)")
                    #expect(rows == [[.integer(Int64(number))]])
                }
            }
            try await group.waitForAll()
        }
        #expect(database.pool.count <= database.options.connections)
    }

    private func expectLoss(_ error: PlumbError?) {
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("lost") == true, "\(error?.message ?? "none")")
        #expect(error?.suggestion != nil)
    }

    @Test func inAQuery() async throws {
        let slow = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"
        let tasks = (0..<database.options.connections).map { _ in
            Task { [database] in try await database.rows(slow, seconds: 20) }
        }
        try await Task.sleep(for: .milliseconds(500))
        let clock = ContinuousClock()
        let start = clock.now
        proxy.resetAll()
        for task in tasks { expectLoss(await failure { try await task.value }) }
        #expect(clock.now - start < .seconds(1))
        try await expectThatThePoolGoesOn()
    }

    /// With a reader that waits for rows, and with one that has stopped reading, so that nobody looks at the socket.
    @Test(arguments: [false, true]) func whileRowsAreRead(isPaused: Bool) async throws {
        let cursor = try await database.execute(
            "SELECT i, repeat('x', 1000) FROM generate_series(1, 1000000) i", limits: ExecutionLimits(seconds: 20))
        var count = 0
        while count < 2_000 { count += try #require(await cursor.next()).count }
        if isPaused { try await Task.sleep(for: .milliseconds(300)) }
        proxy.resetAll()
        let error = await failure { while let rows = try await cursor.next() { count += rows.count } }
        expectLoss(error)
        #expect(count < 1_000_000)
        await cursor.close()
        try await expectThatThePoolGoesOn()
    }

    @Test func whoClosesRowsOfALostConnectionDoesNotWait() async throws {
        let cursor = try await database.execute(
            "SELECT i, repeat('x', 1000) FROM generate_series(1, 1000000) i", limits: ExecutionLimits(seconds: 20))
        _ = try await cursor.next()
        proxy.resetAll()
        await cursor.close()
        try await expectThatThePoolGoesOn()
    }

    /// Nobody notices: dead connections are replaced before anything runs on them.
    @Test func whileNothingRuns() async throws {
        try await expectThatThePoolGoesOn()
        for _ in 0..<3 {
            proxy.resetAll()
            try await expectThatThePoolGoesOn()
        }
    }
}
