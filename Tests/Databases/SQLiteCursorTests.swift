import PlumbCore
import PlumbDatabases
import Testing

@Suite struct SQLiteCursorTests {
    @Test func aMillionRowsComeInSmallBatches() async throws {
        let database = try await TemporaryDatabase().connect()
        let cursor = try await database.execute(
            "\(numbers(1_000_000)) SELECT i, 'row ' || i FROM n", limits: ExecutionLimits(seconds: 120))
        var rows = 0
        var largest = 0
        while let batch = try await cursor.next() {
            #expect(!batch.isEmpty)
            rows += batch.count
            largest = max(largest, batch.count)
        }
        #expect(rows == 1_000_000)
        #expect(largest <= 256)
        #expect(await !cursor.isTruncated)
        #expect(try await cursor.next() == nil)
    }

    @Test func batchesOfLargeRowsAreShort() async throws {
        let database = try await TemporaryDatabase().connect()
        let cursor = try await database.execute(
            "\(numbers(100)) SELECT printf('%.20000c', 'x') FROM n", limits: ExecutionLimits())
        while let batch = try await cursor.next() { #expect(batch.count <= 4) }
    }

    @Test func columnsHaveNamesAndDeclaredTypes() async throws {
        let database = try await TemporaryDatabase("CREATE TABLE t (id INTEGER, \"a b\" VARCHAR(20))").connect()
        let columns = try await database.prepare("SELECT id, \"a b\", 1 + 1 AS sum FROM t")
        #expect(
            columns == [
                ResultColumn(name: "id", declaredType: "INTEGER"),
                ResultColumn(name: "a b", declaredType: "VARCHAR(20)"),
                ResultColumn(name: "sum"),
            ])
    }

    @Test func everyKindOfValueComesOut() async throws {
        let database = try await TemporaryDatabase().connect()
        let rows = try await database.rows(
            """
            SELECT NULL, 9223372036854775807, -0.5, 9e999, '', 'é😀', x'', x'00FF', CAST(x'41FF42' AS TEXT),
              CAST(x'610062' AS TEXT)
            """)
        #expect(
            rows == [
                [
                    .null, .integer(.max), .real(-0.5), .real(.infinity), .text(""), .text("é😀"), .blob([]),
                    .blob([0, 255]), .text("A\u{FFFD}B"), .text("a\0b"),
                ]
            ])
    }

    @Test func textOfAUTF16DatabaseComesOut() async throws {
        let file = try TemporaryDatabase(
            "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (a); INSERT INTO t VALUES ('é😀')")
        #expect(try await file.connect().rows("SELECT a FROM t") == [[.text("é😀")]])
        #expect(try await file.open().catalog.tables.first?.columns.first?.statistics?.minimum == .text("é😀"))
    }

    @Test func aClosedCursorFreesTheConnection() async throws {
        let database = try await TemporaryDatabase().connect()
        let first = try await database.execute("\(numbers(100_000)) SELECT i FROM n", limits: ExecutionLimits())
        #expect(try await first.next()?.isEmpty == false)
        await first.close()
        await first.close()
        #expect(try await first.next() == nil)
        #expect(try await database.rows("SELECT 1", seconds: 1) == [[.integer(1)]])
    }

    @Test func aDroppedCursorFreesTheConnection() async throws {
        let database = try await TemporaryDatabase().connect()
        do {
            let cursor = try await database.execute("\(numbers(100_000)) SELECT i FROM n", limits: ExecutionLimits())
            _ = try await cursor.next()
        }
        #expect(try await database.rows("SELECT 1", seconds: 5) == [[.integer(1)]])
    }

    @Test func aSecondQueryWaitsAndSaysWhyWhenItWaitedTooLong() async throws {
        let database = try await TemporaryDatabase().connect()
        let cursor = try await database.execute("\(numbers(100_000)) SELECT i FROM n", limits: ExecutionLimits())
        let error = await failure { try await database.rows("SELECT 1", seconds: 0.1) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("busy") == true)
        // What only compiles need not wait.
        #expect(try await database.prepare("SELECT 1").count == 1)
        await cursor.close()
        #expect(try await database.rows("SELECT 1", seconds: 1) == [[.integer(1)]])
    }

    @Test func manyTasksShareOneConnection() async throws {
        let database = try await TemporaryDatabase().connect()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let rows = try await database.rows("\(numbers(600)) SELECT i + \(number) FROM n", seconds: 60)
                    #expect(rows.first == [.integer(Int64(number) + 1)])
                    return rows.count
                }
            }
            for try await count in group { #expect(count == 600) }
        }
    }

    @Test func aFailureWhileRowsAreReadEndsTheQuery() async throws {
        let database = try await TemporaryDatabase(
            "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('[1]'), ('oops')"
        ).connect()
        let error = await failure { try await database.rows("SELECT json_extract(a, '$[0]') FROM t") }
        #expect(error?.code == .queryFailed)
        #expect(try await database.rows("SELECT 1", seconds: 1) == [[.integer(1)]])
    }

    @Test func aChangedSchemaIsNoticed() async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        let database = try await file.connect()
        #expect(try await database.rows("SELECT * FROM t") == [[.integer(1)]])
        try file.run("ALTER TABLE t ADD COLUMN b DEFAULT 2")
        #expect(try await database.rows("SELECT * FROM t") == [[.integer(1), .integer(2)]])
    }
}
