import PlumbCore
import PlumbDatabases
import Testing

/// Limits that SQLite alone has, or reaches in its own way; what every engine owes is in `Contract/`.
@Suite(.serialized) struct ExecutionLimitsTests {
    static let runaway = "\(numbers(3_000)) SELECT count(*) FROM n a, n b, n c WHERE a.i * b.i * c.i = -1"

    @Test func anEndlessRecursionStops() async throws {
        let database = try await TemporaryDatabase().connect()
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        #expect(await failure { try await database.rows(sql, seconds: 0.1) }?.code == .limitExceeded)
    }

    @Test func workIsLimitedToo() async throws {
        var options = SQLiteDatabase.Options()
        options.thousandsOfSteps = 50
        let database = try await TemporaryDatabase().connect(options)
        #expect(await failure { try await database.rows(Self.runaway) }?.code == .limitExceeded)
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func enoughRowsAreEnoughWhateverTimeTheRestWouldTake() async throws {
        let database = try await TemporaryDatabase().connect()
        let sql = "SELECT 1 UNION ALL SELECT (\(Self.runaway))"
        let result = try await database.result(of: sql, limits: ExecutionLimits(seconds: 2, rows: 1))
        #expect(result.rows == [[.integer(1)]])
        #expect(!result.isComplete)
    }

    @Test func oneLargeValueIsLimitedToo() async throws {
        let database = try await TemporaryDatabase().connect()
        let large = try await database.result(of: "SELECT zeroblob(5000000)", limits: ExecutionLimits(bytes: 1_000))
        #expect(large.rows.isEmpty)
        #expect(!large.isComplete)
    }
}
