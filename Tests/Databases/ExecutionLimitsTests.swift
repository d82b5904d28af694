import PlumbCore
import PlumbDatabases
import Testing

/// Every query ends: at its limit, or as soon as its task is cancelled.
@Suite(.serialized) struct ExecutionLimitsTests {
    static let runaway = "\(numbers(3_000)) SELECT count(*) FROM n a, n b, n c WHERE a.i * b.i * c.i = -1"

    @Test func aCrossJoinStopsAtItsTimeLimit() async throws {
        let database = try await TemporaryDatabase().connect()
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure { try await database.rows(Self.runaway, seconds: 0.2) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("0.2 s") == true)
        #expect(clock.now - start < .seconds(2))
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func anEndlessRecursionStops() async throws {
        let database = try await TemporaryDatabase().connect()
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        #expect(await failure { try await database.rows(sql, seconds: 0.1) }?.code == .limitExceeded)
    }

    @Test(arguments: [0, -1, Double.nan]) func noTimeAtAllIsOver(_ seconds: Double) async throws {
        let database = try await TemporaryDatabase().connect()
        #expect(await failure { try await database.rows("SELECT 1", seconds: seconds) }?.code == .limitExceeded)
    }

    @Test func endlessTimeIsNoLimit() async throws {
        let database = try await TemporaryDatabase().connect()
        #expect(try await database.rows("SELECT 1", seconds: .infinity) == [[.integer(1)]])
    }

    @Test func workIsLimitedToo() async throws {
        var options = SQLiteDatabase.Options()
        options.thousandsOfSteps = 50
        let database = try await TemporaryDatabase().connect(options)
        #expect(await failure { try await database.rows(Self.runaway) }?.code == .limitExceeded)
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test(arguments: [(3, true), (5, false), (6, false), (0, true)])
    func rowsAreLimited(_ rows: Int, _ isTruncated: Bool) async throws {
        let database = try await TemporaryDatabase().connect()
        let result = try await database.result(
            of: "\(numbers(5)) SELECT i FROM n", limits: ExecutionLimits(rows: rows))
        #expect(result.rows.count == min(rows, 5))
        #expect(result.isComplete == !isTruncated)
    }

    @Test func enoughRowsAreEnoughWhateverTimeTheRestWouldTake() async throws {
        let database = try await TemporaryDatabase().connect()
        let sql = "SELECT 1 UNION ALL SELECT (\(Self.runaway))"
        let result = try await database.result(of: sql, limits: ExecutionLimits(seconds: 2, rows: 1))
        #expect(result.rows == [[.integer(1)]])
        #expect(!result.isComplete)
    }

    @Test func bytesAreLimited() async throws {
        let database = try await TemporaryDatabase().connect()
        let sql = "\(numbers(1_000)) SELECT printf('%.100c', 'x') FROM n"
        let result = try await database.result(of: sql, limits: ExecutionLimits(bytes: 1_050))
        #expect(result.rows.count == 10)
        #expect(!result.isComplete)
        let large = try await database.result(of: "SELECT zeroblob(5000000)", limits: ExecutionLimits(bytes: 1_000))
        #expect(large.rows.isEmpty)
        #expect(!large.isComplete)
    }

    @Test(arguments: [runaway, "\(numbers(100_000_000)) SELECT i FROM n"])
    func cancellingTheTaskStopsTheQuery(_ sql: String) async throws {
        let database = try await TemporaryDatabase().connect()
        let task = Task { try await database.rows(sql, seconds: 60) }
        try await Task.sleep(for: .milliseconds(100))
        let clock = ContinuousClock()
        let start = clock.now
        task.cancel()
        #expect(await failure { try await task.value }?.code == .cancelled)
        #expect(clock.now - start < .seconds(2))
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func cancellingBeforeTheFirstStepIsNotLost() async throws {
        let database = try await TemporaryDatabase().connect()
        for _ in 0..<50 {
            let task = Task { try await database.rows(Self.runaway, seconds: 60) }
            task.cancel()
            #expect(await failure { try await task.value }?.code == .cancelled)
        }
    }

    @Test func cancellingATaskThatWaitsForItsTurn() async throws {
        let database = try await TemporaryDatabase().connect()
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

    @Test func longQueriesHoldUpNobodyElse() async throws {
        let file = try TemporaryDatabase()
        var tasks: [Task<[Row], any Error>] = []
        for _ in 0..<8 {
            let database = try await file.connect()
            tasks.append(Task { try await database.rows(Self.runaway, seconds: 60) })
        }
        let clock = ContinuousClock()
        let start = clock.now
        try await Task.sleep(for: .milliseconds(100))
        #expect(clock.now - start < .seconds(2))
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await failure { try await task.value }?.code == .cancelled) }
    }
}
