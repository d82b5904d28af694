import PlumbCore
import PlumbDatabases
import Testing

@Suite struct CatalogReaderTests {
    static let shop = """
        CREATE TABLE customer (
            id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, country TEXT, born DATE, is_member BOOLEAN,
            seen TEXT, opens TEXT, score DECIMAL(8,2), photo BLOB, UNIQUE (country, born));
        CREATE TABLE "order line" (
            "order" INTEGER, line INTEGER, customer_id INTEGER REFERENCES customer, "select" TEXT,
            PRIMARY KEY (line, "order")) WITHOUT ROWID;
        CREATE VIEW french AS SELECT id, country FROM customer WHERE country = 'France';
        CREATE VIEW broken AS SELECT gone FROM nowhere;
        CREATE VIEW failing AS SELECT json_extract('oops', '$') AS j FROM customer;
        CREATE INDEX by_country ON customer (country) WHERE country IS NOT NULL;
        INSERT INTO customer VALUES
            (1, 'a@x', 'France', '1990-05-01', 1, '2024-01-01 10:00:00', '08:30', 1.5, x'00'),
            (2, 'b@x', 'France', '1985-12-31', 0, '2024-02-01T11:30:00Z', '09:00', 2, x'01'),
            (3, 'c@x', 'Spain', NULL, 1, '2024-03-01', '10:15:30', NULL, NULL);
        INSERT INTO "order line" VALUES (1, 1, 1, 'x'), (1, 2, 3, 'y');
        """

    @Test func everythingDeclaredIsThere() async throws {
        let catalog = try await TemporaryDatabase(Self.shop).open().catalog
        #expect(catalog.database == "shop")
        #expect(catalog.tables.map(\.name) == ["customer", "order line", "french", "broken", "failing"])
        let customer = try #require(catalog.table("CUSTOMER"))
        #expect(customer.primaryKey == ["id"])
        #expect(Set(customer.uniqueKeys) == [["email"], ["country", "born"]])
        #expect(customer.rowCount == Table.RowCount(3))
        #expect(customer.columns.map(\.isNullable) == [false, false, true, true, true, true, true, true, true])
        #expect(
            customer.columns.map(\.type) == [
                .integer, .text, .text, .date, .boolean, .timestamp, .time, .real, .blob,
            ])
        let line = try #require(catalog.table("order line"))
        #expect(line.primaryKey == ["line", "order"])
        #expect(
            catalog.foreignKeys == [
                ForeignKey(
                    table: "order line", columns: ["customer_id"], referencedTable: "customer",
                    referencedColumns: ["id"])
            ])
    }

    @Test func valuesAreCounted() async throws {
        let catalog = try await TemporaryDatabase(Self.shop).open().catalog
        let country = try #require(catalog.column(ColumnReference("customer", "country"))?.statistics)
        #expect(country.distinctCount == 2)
        #expect(country.nullShare == 0)
        #expect(country.isExhaustive)
        #expect(
            country.frequentValues == [
                ValueCount(value: .text("France"), count: 2), ValueCount(value: .text("Spain"), count: 1),
            ])
        let score = try #require(catalog.column(ColumnReference("customer", "score"))?.statistics)
        #expect(score.minimum == .real(1.5))
        #expect(score.maximum?.number == 2)
        #expect(abs(score.nullShare - 1 / 3) < 0.001)
        let photo = try #require(catalog.column(ColumnReference("customer", "photo"))?.statistics)
        #expect(photo.frequentValues.isEmpty)
        #expect(!photo.isExhaustive)
    }

    @Test func viewsThatFailAreKeptOutOfTheWay() async throws {
        let database = try await TemporaryDatabase(Self.shop).open()
        let catalog = database.catalog
        #expect(catalog.table("french")?.isView == true)
        #expect(catalog.table("french")?.rowCount == Table.RowCount(2))
        #expect(catalog.table("french")?.problem == nil)
        #expect(catalog.table("broken")?.problem?.contains("nowhere") == true)
        #expect(catalog.table("failing")?.problem?.contains("JSON") == true)
        #expect(database.remarks.count == 2)
    }

    @Test func oddNamesAndManyColumnsWork() async throws {
        let names = ["select", "a b", "quote\"d", "it's", "naïve", "名前", "столбец", "[x]", "a.b", "%", "1st", "😀"]
        let columns = names.map { "\"\($0.replacing("\"", with: "\"\""))\" TEXT DEFAULT 'v'" }.joined(separator: ", ")
        let wide = (1...2_000).map { "c\($0)" }
        let file = try TemporaryDatabase(
            """
            CREATE TABLE "group by; --" (\(columns)); INSERT INTO "group by; --" DEFAULT VALUES;
            CREATE TABLE [таблица "x"] (id INTEGER PRIMARY KEY);
            CREATE TABLE wide (\(wide.joined(separator: ",")));
            \(numbers(200)) INSERT INTO wide (\(wide.joined(separator: ","))) SELECT \(wide.map { _ in "i" }.joined(separator: ",")) FROM n;
            """)
        let clock = ContinuousClock()
        let start = clock.now
        let catalog = try await file.open().catalog
        #expect(clock.now - start < .seconds(20))
        #expect(catalog.tables.map(\.name) == ["group by; --", "таблица \"x\"", "wide"])
        #expect(catalog.tables[0].columns.map(\.name) == names)
        #expect(catalog.tables.allSatisfy { $0.problem == nil })
        #expect(catalog.tables[2].columns.count == 2_000)
        #expect(catalog.tables[2].columns[1_999].statistics?.distinctCount == 200)
    }

    @Test func largeTablesAreSampled() async throws {
        let file = try TemporaryDatabase(
            """
            CREATE TABLE big (id INTEGER PRIMARY KEY, kind TEXT, name TEXT);
            \(numbers(250_000)) INSERT INTO big SELECT i, CASE WHEN i = 123457 THEN 'rare' ELSE 'usual' END, 'name ' || i FROM n;
            """)
        let database = try await file.open()
        let big = try #require(database.catalog.table("big"))
        #expect(big.rowCount.map { $0.count >= 250_000 } == true)
        let kind = try #require(big.column("kind")?.statistics)
        #expect(kind.isExhaustive)
        #expect(kind.frequentValues.map(\.value) == [.text("usual"), .text("rare")])
        let name = try #require(big.column("name")?.statistics)
        #expect(name.distinctCount == nil)
        #expect(!name.isExhaustive)
        #expect(try await database.values.values(of: [["rare"]]).first?.map(\.value) == ["rare"])
    }

    @Test func systemTablesAreLeftOut() async throws {
        let file = try TemporaryDatabase(
            """
            CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); INSERT INTO t (a) VALUES ('x');
            CREATE VIRTUAL TABLE docs USING fts5(body); CREATE INDEX i ON t (a); ANALYZE;
            """)
        #expect(try await file.open().catalog.tables.map(\.name) == ["t", "docs"])
    }

    @Test func progressIsReported() async throws {
        let file = try TemporaryDatabase(Self.shop)
        let seen = Log<CatalogProgress>()
        _ = try await OpenDatabase.open(file.path, options: file.options) { seen.append($0) }
        #expect(seen.all.map(\.tablesDone) == [0, 1, 2, 3, 4, 5])
        #expect(seen.all.first?.table == "customer")
        #expect(seen.all.allSatisfy { $0.tables == 5 })
    }

    @Test func readingCanBeCancelled() async throws {
        let file = try TemporaryDatabase(
            "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
        let options = file.options
        let task = Task { try await file.open(options) }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        task.cancel()
        #expect(await failure { try await task.value }?.code == .cancelled)
        #expect(ContinuousClock.now - start < .seconds(1))
        // Left alone, a view without end costs its share of the time and no more.
        let view = try #require(try await file.open().catalog.table("endless"))
        #expect(view.rowCount == nil)
    }
}
