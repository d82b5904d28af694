import PlumbCore
import PlumbDatabases
import Testing

/// What every `QueryExecutor` must do, whatever stands behind it.
@Suite(.serialized) struct ExecutorContractTests {
    static let schema = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20));
        INSERT INTO t VALUES (1, 'one'), (2, 'two');
        CREATE VIEW v AS SELECT name FROM t;
        """

    static let runaway = "\(numbers(3_000)) SELECT count(*) FROM n a, n b, n c WHERE a.i * b.i * c.i = -1"

    // MARK: Rows

    @Test(arguments: Engine.available) func columnsAreKnownBeforeRows(_ engine: Engine) async throws {
        let database = try await engine.open(Self.schema)
        let columns = try await database.executor.prepare(
            "SELECT id, name AS \"a b\", id + 1 AS next FROM t WHERE id < 0")
        #expect(columns.map(\.name) == ["id", "a b", "next"])
        #expect(columns[0].declaredType?.lowercased() == "integer")
        #expect(columns[1].declaredType?.lowercased().hasPrefix("var") == true || engine == .postgres)
        let empty = try await database.executor.result(of: "SELECT id FROM t WHERE id < 0", limits: ExecutionLimits())
        #expect(empty == QueryResult(columns: [columns[0]], rows: []))
    }

    @Test(arguments: Engine.available) func valuesComeOut(_ engine: Engine) async throws {
        let database = try await engine.open()
        let rows = try await database.rows(
            "SELECT NULL, 9223372036854775807, -7, CAST(-0.5 AS REAL), '', 'é😀', 1 = 1, 1 = 2")
        #expect(
            rows == [
                [
                    .null, .integer(.max), .integer(-7), .real(-0.5), .text(""), .text("é😀"), .integer(1), .integer(0),
                ]
            ])
    }

    @Test(arguments: Engine.available) func manyRowsComeInBatches(_ engine: Engine) async throws {
        let database = try await engine.open()
        let cursor = try await database.executor.execute(
            "\(numbers(200_000)) SELECT i, 'row ' || i FROM n", limits: ExecutionLimits(seconds: 60))
        var last: Int64 = 0
        while let batch = try await cursor.next() {
            #expect(!batch.isEmpty)
            #expect(batch.count <= 1_024)
            for row in batch {
                #expect(row[0] == .integer(last + 1))
                last += 1
            }
        }
        #expect(last == 200_000)
        #expect(await !cursor.isTruncated)
        #expect(try await cursor.next() == nil)
    }

    @Test(arguments: Engine.available) func aViewIsReadLikeATable(_ engine: Engine) async throws {
        let database = try await engine.open(Self.schema)
        #expect(try await database.rows("SELECT name FROM v ORDER BY name") == [[.text("one")], [.text("two")]])
        #expect(try await database.rows("WITH x AS (SELECT id FROM t) SELECT count(*) FROM x") == [[.integer(2)]])
    }

    // MARK: Limits

    @Test(arguments: Engine.available) func timeIsLimited(_ engine: Engine) async throws {
        let database = try await engine.open()
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure { try await database.rows(Self.runaway, seconds: 0.2) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("0.2 s") == true)
        #expect(clock.now - start < .seconds(2))
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test(arguments: Engine.available, [0, -1, Double.nan])
    func noTimeAtAllIsOver(_ engine: Engine, _ seconds: Double) async throws {
        let database = try await engine.open()
        #expect(await failure { try await database.rows("SELECT 1", seconds: seconds) }?.code == .limitExceeded)
    }

    @Test(arguments: Engine.available) func endlessTimeIsNoLimit(_ engine: Engine) async throws {
        #expect(try await engine.open().rows("SELECT 1", seconds: .infinity) == [[.integer(1)]])
    }

    @Test(arguments: Engine.available, [(3, true), (5, false), (6, false), (0, true)])
    func rowsAreLimited(_ engine: Engine, _ limit: (rows: Int, isTruncated: Bool)) async throws {
        let database = try await engine.open()
        let result = try await database.executor.result(
            of: "\(numbers(5)) SELECT i FROM n", limits: ExecutionLimits(rows: limit.rows))
        #expect(result.rows.count == min(limit.rows, 5))
        #expect(result.isComplete == !limit.isTruncated)
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test(arguments: Engine.available) func bytesAreLimited(_ engine: Engine) async throws {
        let database = try await engine.open()
        let text = String(repeating: "x", count: 100)
        let result = try await database.executor.result(
            of: "\(numbers(1_000)) SELECT '\(text)' FROM n", limits: ExecutionLimits(bytes: 1_050))
        #expect(result.rows.count == 10)
        #expect(!result.isComplete)
    }

    // MARK: Stopping

    @Test(arguments: Engine.available, [runaway, "\(numbers(100_000_000)) SELECT i FROM n"])
    func cancellingTheTaskStopsTheQuery(_ engine: Engine, _ sql: String) async throws {
        let database = try await engine.open()
        let task = Task { try await database.rows(sql, seconds: 60) }
        try await Task.sleep(for: .milliseconds(100))
        let clock = ContinuousClock()
        let start = clock.now
        task.cancel()
        #expect(await failure { try await task.value }?.code == .cancelled)
        #expect(clock.now - start < .seconds(2))
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test(arguments: Engine.available) func cancellingBeforeTheFirstStepIsNotLost(_ engine: Engine) async throws {
        let database = try await engine.open()
        for _ in 0..<30 {
            let task = Task { try await database.rows(Self.runaway, seconds: 60) }
            task.cancel()
            #expect(await failure { try await task.value }?.code == .cancelled)
        }
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test(arguments: Engine.available) func aTaskThatWaitsForItsTurnIsCancelled(_ engine: Engine) async throws {
        let database = try await engine.open()
        let long = Task { try await database.rows(Self.runaway, seconds: 60) }
        try await Task.sleep(for: .milliseconds(50))
        let waiting = Task { try await database.rows("SELECT 1", seconds: 60) }
        try await Task.sleep(for: .milliseconds(50))
        let clock = ContinuousClock()
        let start = clock.now
        waiting.cancel()
        #expect(await failure { try await waiting.value }?.code == .cancelled)
        #expect(clock.now - start < .seconds(2))
        long.cancel()
        _ = await failure { try await long.value }
    }

    @Test(arguments: Engine.available) func aClosedCursorFreesTheConnection(_ engine: Engine) async throws {
        let database = try await engine.open()
        let first = try await database.executor.execute(
            "\(numbers(1_000_000)) SELECT i FROM n", limits: ExecutionLimits())
        #expect(try await first.next()?.isEmpty == false)
        await first.close()
        await first.close()
        #expect(try await first.next() == nil)
        #expect(try await database.rows("SELECT 1", seconds: 2) == [[.integer(1)]])
    }

    @Test(arguments: Engine.available) func aDroppedCursorFreesTheConnection(_ engine: Engine) async throws {
        let database = try await engine.open()
        do {
            let cursor = try await database.executor.execute(
                "\(numbers(1_000_000)) SELECT i FROM n", limits: ExecutionLimits())
            _ = try await cursor.next()
        }
        #expect(try await database.rows("SELECT 1", seconds: 5) == [[.integer(1)]])
    }

    @Test(arguments: Engine.available) func whoWaitsTooLongIsToldWhy(_ engine: Engine) async throws {
        let database = try await engine.open()
        let cursor = try await database.executor.execute(
            "\(numbers(1_000_000)) SELECT i FROM n", limits: ExecutionLimits(seconds: 60))
        let error = await failure { try await database.rows("SELECT 1", seconds: 0.1) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("busy") == true)
        await cursor.close()
        #expect(try await database.rows("SELECT 1", seconds: 2) == [[.integer(1)]])
    }

    @Test(arguments: Engine.available) func manyTasksShareADatabase(_ engine: Engine) async throws {
        let database = try await engine.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let rows = try await database.rows("\(numbers(600)) SELECT i + \(number) FROM n", seconds: 60)
                    #expect(rows.first == [.integer(Int64(number) + 1)])
                    #expect(rows.count == 600)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.available) func longQueriesHoldUpNobodyElse(_ engine: Engine) async throws {
        var tasks: [Task<[Row], any Error>] = []
        for _ in 0..<6 {
            let database = try await engine.open()
            tasks.append(Task { try await database.rows(Self.runaway, seconds: 60) })
        }
        let clock = ContinuousClock()
        let start = clock.now
        try await Task.sleep(for: .milliseconds(100))
        #expect(clock.now - start < .seconds(2))
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await failure { try await task.value }?.code == .cancelled) }
    }

    // MARK: Refusals and failures

    static let attacks = [
        "INSERT INTO t VALUES (3, 'three')", "UPDATE t SET name = 'x'", "DELETE FROM t", "CREATE TABLE u (a INTEGER)",
        "DROP TABLE t", "ALTER TABLE t ADD COLUMN x INTEGER", "CREATE VIEW w AS SELECT 1", "BEGIN", "COMMIT",
        "ROLLBACK",
        "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM t", "WITH x AS (SELECT 1) DELETE FROM t", "/* */ DELETE FROM t",
        "DELETE FROM t RETURNING id", "EXPLAIN SELECT 1", "", " ", ";", "-- nothing", "SELECT 1\0",
        "SELECT * FROM t FOR UPDATE",
        "SELECT load_extension('/tmp/evil')", "SELECT pg_sleep(1)", "SELECT * FROM sqlite_master",
        "SELECT * FROM pg_catalog.pg_class", "SELECT * INTO u FROM t",
    ]

    @Test(arguments: Engine.available, attacks) func whatWritesOrPriesIsRefused(_ engine: Engine, _ sql: String)
        async throws
    {
        let database = try await engine.open(Self.schema)
        let prepared = await failure { try await database.executor.prepare(sql) }
        let executed = await failure { try await database.rows(sql) }
        #expect(prepared != nil)
        #expect(prepared == executed)
        #expect([.refused, .queryFailed].contains(executed?.code))
        #expect(try await database.tables() == [[.integer(1), .text("one")], [.integer(2), .text("two")]])
    }

    @Test(arguments: Engine.available) func aMistakeIsPlaced(_ engine: Engine) async throws {
        let database = try await engine.open(Self.schema)
        let error = try #require(
            await failure { try await database.executor.prepare("SELECT name,\n  'é', nam FROM t") })
        #expect(error.code == .queryFailed)
        #expect(error.message.contains("nam"))
        #expect(error.message.contains("line 2, column 8"))
    }

    @Test(arguments: Engine.available) func aFailureWhileRowsAreReadEndsTheQuery(_ engine: Engine) async throws {
        let database = try await engine.open()
        #expect(await failure { try await database.rows(engine.failingQuery) }?.code == .queryFailed)
        #expect(try await database.rows("SELECT 1", seconds: 2) == [[.integer(1)]])
    }
}
