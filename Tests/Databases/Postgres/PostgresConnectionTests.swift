import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

@Suite(.needsPostgres) struct PostgresConnectionTests {
    @Test func rowsComeAsText() async throws {
        let connection = try await TestPostgres.connect()
        let rows = try await connection.rows(
            "SELECT $1::text, NULL, 1 + 1, '' UNION ALL SELECT 'é😀', 'x', 2, 'y'", ["a"])
        #expect(rows == [["a", nil, "2", ""], ["é😀", "x", "2", "y"]])
        #expect(try await connection.rows("SELECT 1 WHERE false") == [])
        #expect(try await connection.rows("SELECT FROM generate_series(1, 3)") == [[], [], []])
    }

    @Test func aMillionRowsComeInBatches() async throws {
        let connection = try await TestPostgres.connect()
        let rows = connection.execute("SELECT i, 'row ' || i FROM generate_series(1, 1000000) i")
        #expect(try await rows.columns.map(\.name) == ["i", "?column?"])
        var count = 0
        var largest = 0
        while let batch = try await rows.next() {
            count += batch.count
            largest = max(largest, batch.count)
        }
        #expect(count == 1_000_000)
        #expect(largest <= 1_024)
        #expect(rows.affectedRows == 1_000_000)
    }

    @Test func aScriptRunsEveryStatement() async throws {
        let connection = try await TestPostgres.connect()
        try await connection.run(script: "CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1), (2); SELECT 1")
        #expect(try await connection.rows("SELECT sum(a) FROM t") == [["3"]])
        let insert = connection.execute("INSERT INTO t SELECT 7 FROM generate_series(1, 5)")
        #expect(try await insert.next() == nil)
        #expect(insert.affectedRows == 5)
        #expect(!connection.isInTransaction)
        try await connection.run(script: "BEGIN")
        #expect(connection.isInTransaction)
    }

    @Test func oneCallRunsOneStatement() async throws {
        let connection = try await TestPostgres.connect()
        #expect(await failure { try await connection.rows("SELECT 1; SELECT 2") }?.postgresState == "42601")
        #expect(await failure { try await connection.rows("SELECT 'a\0b'") }?.postgresState == "22021")
        #expect(await failure { try await connection.rows("SELECT $1", ["\0"]) }?.postgresState == "22021")
        #expect(await failure { try await connection.rows("COPY (SELECT 1) TO STDOUT") } != nil)
    }

    @Test func aStatementIsDescribedWithoutRunning() async throws {
        let connection = try await TestPostgres.connect()
        let columns = try await connection.columns(of: "SELECT 1 AS one, now(), repeat('x', 1000000000 * 2)")
        #expect(columns.map(\.type) == [23, 1184, 25])
        #expect(columns.first?.name == "one")
        #expect(await failure { try await connection.columns(of: "SELECT missing") }?.code == .queryFailed)
        #expect(try await connection.rows("SELECT 1") == [["1"]])
    }

    @Test func aMistakeHasItsPlaceAndLeavesTheConnectionUsable() async throws {
        let connection = try await TestPostgres.connect()
        let error = try #require(await failure { try await connection.rows("SELECT 'é',\n  missing") })
        #expect(error.code == .queryFailed)
        #expect(error.message.contains("missing"))
        #expect(error.message.contains("line 2, column 3"))
        #expect(error.postgresState == "42703")
        #expect(try await connection.rows("SELECT 1") == [["1"]])
    }

    @Test func manyTasksShareAConnectionInTurn() async throws {
        let connection = try await TestPostgres.connect()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let rows = try await connection.rows(
                        "SELECT i + $1::int FROM generate_series(1, 600) i", ["\(number)"])
                    #expect(rows.count == 600)
                    #expect(rows.first == ["\(number + 1)"])
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func cancellingReachesTheServer() async throws {
        let connection = try await TestPostgres.connect()
        let watcher = try await TestPostgres.connect()
        let pid = try await connection.rows("SELECT pg_backend_pid()")[0][0]
        let state = "SELECT state FROM pg_stat_activity WHERE pid = $1::int"
        let time = try await fastestTime(below: .milliseconds(100)) {
            let task = Task { try await connection.rows("SELECT pg_sleep(60)") }
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await watcher.rows(state, [pid]) == [["active"]])
            let start = ContinuousClock.now
            task.cancel()
            #expect(await failure { try await task.value }?.code == .cancelled)
            while try await watcher.rows(state, [pid]) != [["idle"]], start.duration(to: .now) < .seconds(5) {}
            return start.duration(to: .now)
        }
        #expect(time < .milliseconds(100))
        #expect(try await connection.rows("SELECT 1") == [["1"]])
    }

    @Test func aQueryThatIsCancelledNeverHitsTheNextOne() async throws {
        let connection = try await TestPostgres.connect()
        for round in 0..<100 {
            let task = Task { try await connection.rows("SELECT pg_sleep(0.002)") }
            try await Task.sleep(for: .microseconds(round * 40))
            task.cancel()
            _ = await failure { try await task.value }
            #expect(try await connection.rows("SELECT 1") == [["1"]])
        }
    }

    @Test func aFullDiskIsNoFaultOfTheQuery() async throws {
        let connection = try await TestPostgres.connect()
        let raise = "DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$"
        let error = await failure { try await connection.rows(raise) }
        #expect(error?.postgresState == "53100")
        #expect(error?.message.contains("disk") == true)
        #expect(error?.suggestion?.contains("Free") == true)
    }

    @Test func timeIsLimited() async throws {
        let connection = try await TestPostgres.connect()
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure { try await connection.rows("SELECT pg_sleep(60)", within: 0.2) }
        #expect(error?.code == .limitExceeded)
        #expect(clock.now - start < .seconds(2))
        #expect(try await connection.rows("SELECT 1") == [["1"]])
    }

    @Test func whoeverDoesNotReadHoldsTheServerUp() async throws {
        let connection = try await TestPostgres.connect()
        let watcher = try await TestPostgres.connect()
        let pid = try await connection.rows("SELECT pg_backend_pid()")[0][0]
        let rows = connection.execute("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)")
        #expect(try await rows.next() != nil)
        try await Task.sleep(for: .milliseconds(300))
        let state = try await watcher.rows("SELECT wait_event FROM pg_stat_activity WHERE pid = $1::int", [pid])
        #expect(state == [["ClientWrite"]])
        await rows.finish()
        #expect(try await connection.rows("SELECT 1") == [["1"]])
    }

    @Test func aDroppedResultFreesTheConnection() async throws {
        let connection = try await TestPostgres.connect()
        do {
            let rows = connection.execute("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)")
            _ = try await rows.next()
        }
        #expect(try await connection.rows("SELECT 1", within: 5) == [["1"]])
    }

    @Test func aKilledBackendIsNoticed() async throws {
        let connection = try await TestPostgres.connect()
        let killer = try await TestPostgres.connect()
        let pid = try await connection.rows("SELECT pg_backend_pid()")[0][0]
        let task = Task { try await connection.rows("SELECT pg_sleep(60)") }
        try await Task.sleep(for: .milliseconds(100))
        try await killer.rows("SELECT pg_terminate_backend($1::int)", [pid])
        let error = await failure { try await task.value }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.postgresState == "57P01")
        #expect(!connection.isUsable)
        #expect(await failure { try await connection.rows("SELECT 1") }?.code == .databaseUnavailable)
    }

    @Test(
        arguments: [
            ["host": "/nowhere"], ["dbname": "missing"], ["user": "nobody"], ["host": "127.0.0.1", "port": "1"],
            ["host": "host.invalid"],
        ] as [[String: String?]])
    func whatCanNotBeReachedIsSaidPlainly(_ changes: [String: String?]) async throws {
        var changes = changes
        changes["password"] = "hunter2"
        let error = try #require(await failure { try await TestPostgres.connect(changes) })
        #expect(error.code == .databaseUnavailable)
        #expect(!error.debugDescription.contains("hunter2"))
        #expect(!error.message.contains("LOCATION"))
    }
}
