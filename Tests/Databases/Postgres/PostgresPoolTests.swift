import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

@Suite(.needsPostgres) struct PostgresPoolTests {
    @Test func connectionsAreMadeWhenNeededAndUsedAgain() async throws {
        let pool = PostgresPool(try TestPostgres.location(), limits: .init(connections: 3))
        #expect(pool.count == 0)
        let first = try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") }
        #expect(try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") } == first)
        #expect(pool.count == 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { try await pool.withConnection { _ = try await $0.rows("SELECT pg_sleep(0.005)") } }
            }
            try await group.waitForAll()
        }
        #expect(pool.count == 3)
    }

    @Test func whoWaitsIsServedInTurn() async throws {
        let pool = PostgresPool(try TestPostgres.location(), limits: .init(connections: 1))
        let order = Log<Int>()
        let held = try await pool.take()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<10 {
                group.addTask { try await pool.withConnection { _ in order.append(number) } }
                try await Task.sleep(for: .milliseconds(20))
            }
            await pool.give(held)
            try await group.waitForAll()
        }
        #expect(order.all == Array(0..<10))
    }

    @Test func waitingEnds() async throws {
        let pool = PostgresPool(try TestPostgres.location(), limits: .init(connections: 1))
        let held = try await pool.take()
        let late = await failure { try await pool.take(within: 0.1) }
        #expect(late?.code == .limitExceeded)
        #expect(late?.message.contains("busy") == true)
        let cancelled = Task { try await pool.take(within: 60) }
        let closed = Task { try await pool.take(within: 60) }
        try await Task.sleep(for: .milliseconds(50))
        cancelled.cancel()
        #expect(await failure { try await cancelled.value }?.code == .cancelled)
        pool.close()
        #expect(await failure { try await closed.value }?.code == .databaseUnavailable)
        await pool.give(held)
        #expect(pool.count == 0)
        #expect(await failure { try await pool.take() }?.code == .databaseUnavailable)
    }

    @Test func anOpenTransactionIsRolledBack() async throws {
        let pool = PostgresPool(try TestPostgres.location(), limits: .init(connections: 1))
        try await pool.withConnection { try await $0.run(script: "BEGIN; CREATE TABLE left_over (a int)") }
        let found = try await pool.withConnection { try await $0.rows("SELECT to_regclass('left_over')") }
        #expect(found == [[nil]])
        _ = await failure { try await pool.withConnection { try await $0.run(script: "BEGIN; SELECT 1 / 0") } }
        #expect(try await pool.withConnection { $0.isInTransaction } == false)
    }

    @Test func whoIsCancelledGivesBackAWorkingConnection() async throws {
        let pool = PostgresPool(try TestPostgres.location(), limits: .init(connections: 1))
        let pid = try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") }
        for _ in 0..<5 {
            let task = Task {
                try await pool.withConnection { connection in
                    try await connection.run(script: "BEGIN")
                    try await connection.rows("SELECT pg_sleep(60)")
                }
            }
            try await Task.sleep(for: .milliseconds(30))
            task.cancel()
            #expect(await failure { try await task.value }?.code == .cancelled)
        }
        #expect(try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") } == pid)
    }

    @Test func oldAndIdleConnectionsAreReplaced() async throws {
        var limits = PostgresPool.Limits(connections: 2)
        limits.lifeSeconds = 0.1
        let pool = PostgresPool(try TestPostgres.location(), limits: limits)
        let first = try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") }
        try await Task.sleep(for: .milliseconds(200))
        #expect(try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") } != first)
        limits.lifeSeconds = 60
        limits.idleSeconds = 0.2
        let sweeping = PostgresPool(try TestPostgres.location(), limits: limits)
        try await sweeping.withConnection { _ = try await $0.rows("SELECT 1") }
        #expect(sweeping.count == 1)
        try await Task.sleep(for: .milliseconds(600))
        #expect(sweeping.count == 0)
    }

    @Test func aLostConnectionIsReplacedWithoutAWord() async throws {
        let pool = PostgresPool(try TestPostgres.location(), limits: .init(connections: 1))
        let killer = try await TestPostgres.connect()
        let pid = try await pool.withConnection { try await $0.rows("SELECT pg_backend_pid()") }[0][0]
        try await killer.rows("SELECT pg_terminate_backend($1::int, 5000)", [pid])
        try await Task.sleep(for: .milliseconds(50))
        #expect(try await pool.withConnection { try await $0.rows("SELECT 1") } == [["1"]])
        #expect(pool.count == 1)
    }

    @Test func aPoolWithoutAServerSaysSoAtOnce() async throws {
        let pool = PostgresPool(try TestPostgres.location(["host": "/nowhere"]))
        let error = await failure { try await pool.take(within: 30) }
        #expect(error?.code == .databaseUnavailable)
        #expect(pool.count == 0)
    }
}
