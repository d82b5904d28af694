import PlumbCore
import PlumbDatabases
import PlumbLanguage
import TestSupport
import Testing

/// What is known of values, by statistics alone unless more is asked for.
@Suite(.needsPostgres) struct PostgresStatisticsTests {
    private static let script = """
        CREATE TABLE people (id int PRIMARY KEY, name text, city text, tall boolean, height real, note text, code char(4));
        INSERT INTO people
          SELECT i, 'Family' || i, (ARRAY['Praha', 'Brno, old', 'say "hi"', 'back\\slash', '{x}', 'NULL'])[1 + i % 6],
            i % 4 = 0, i / 10.0, repeat('long prose ', 20) || i, CASE WHEN i % 2 = 0 THEN 'ab' END
          FROM generate_series(1, 1000) i;
        """

    private func statistics(_ column: String, of database: TestDatabase) async throws -> ColumnStatistics? {
        try await database.catalog().table("people")?.column(column)?.statistics
    }

    @Test func statisticsTellWhatAnalyzeFound() async throws {
        let database = try await TestDatabase(Self.script + "ANALYZE people;")
        let people = try #require(try await database.catalog().table("people"))
        #expect(people.rowCount == Table.RowCount(1_000, isEstimate: true))
        let id = try #require(people.column("id")?.statistics)
        #expect(id.distinctCount == 1_000)
        #expect(id.minimum == .integer(1))
        #expect(id.maximum == .integer(1_000))
        #expect(!id.isExhaustive)
        let city = try #require(people.column("city")?.statistics)
        #expect(city.isExhaustive)
        #expect(
            Set(city.frequentValues.map(\.value.description)) == [
                "Praha", "Brno, old", "say \"hi\"", "back\\slash", "{x}", "NULL",
            ])
        #expect(city.frequentValues.allSatisfy { 166...167 ~= $0.count })
        let tall = try #require(people.column("tall")?.statistics)
        #expect(tall.frequentValues == [.init(value: .integer(0), count: 750), .init(value: .integer(1), count: 250)])
        #expect(people.column("height")?.statistics?.maximum == .real(100))
        let code = try #require(people.column("code")?.statistics)
        #expect(code.nullShare == 0.5)
        #expect(code.frequentValues == [.init(value: .text("ab"), count: 500)])
        #expect(people.column("note")?.statistics?.frequentValues == [])
    }

    @Test func withoutStatisticsAPersonIsTold() async throws {
        let database = try await TestDatabase(Self.script)
        var before = try await database.open()
        // A session tells its counters with a statement that is a second younger than the last ones it told.
        for _ in 0..<50 where before.remarks.isEmpty {
            try await Task.sleep(for: .milliseconds(100))
            _ = try await database.rows("SELECT 1")
            before = try await database.open()
        }
        #expect(before.remarks == ["Postgres has no statistics of people, so their values are not known. Run ANALYZE."])
        #expect(before.catalog.table("people")?.column("city")?.statistics == nil)
        try await database.run("ANALYZE people")
        let after = try await database.open()
        #expect(!after.isCatalogCached)
        #expect(after.remarks == [])
        #expect(after.catalog.table("people")?.column("city")?.statistics != nil)
    }

    @Test func valuesOfStatisticsAreFoundByWords() async throws {
        let database = try await TestDatabase(
            Self.script + "CREATE TYPE mood AS ENUM ('very happy', 'sad'); CREATE TABLE moods (mood mood); ANALYZE;")
        let open = try await database.open()
        func found(_ text: String) async throws -> [String] {
            try await open.values.values(of: [Words.stems(of: text)])[0].map { "\($0.column) \($0.value)" }
        }
        #expect(try await found("brno old") == ["people.city Brno, old"])
        #expect(try await found("very happy") == ["moods.mood very happy"])
        // A thousand names: ANALYZE keeps every tenth.
        #expect(try await found("Family1") == ["people.name Family1"])
        let kept = try await open.values.values(containing: Words.stems(of: "Family7"), limit: 5)[0]
        #expect(kept.count <= 1)
    }

    @Test func valuesAreReadWhereThatIsAskedFor() async throws {
        let database = try await TestDatabase(
            Self.script + "CREATE TABLE unknown (word text); INSERT INTO unknown VALUES ('Zebra'), ('Zebra'), (NULL);")
        try await database.run("ANALYZE people")
        let open = try await database.open { $0.readsValues = true }
        for number in [1, 77, 500, 999] {
            let found = try await open.values.values(of: [Words.stems(of: "Family\(number)")])[0]
            #expect(found.map(\.value) == ["Family\(number)"])
        }
        let word = try #require(open.catalog.table("unknown")?.column("word")?.statistics)
        #expect(word.frequentValues == [.init(value: .text("Zebra"), count: 2)])
        #expect(word.isExhaustive)
        #expect(abs(word.nullShare - 1.0 / 3) < 0.001)
        #expect(open.catalog.table("people")?.column("name")?.statistics?.distinctCount == 1_000)
        // It is another catalog than the one without.
        #expect(try await !database.open().isCatalogCached)
        #expect(try await database.open { $0.readsValues = true }.isCatalogCached)
    }

    @Test func noTableIsReadUnlessThatIsAskedFor() async throws {
        let database = try await TestDatabase(Self.script + "ANALYZE people;")
        let scans = "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'people'"
        let before = try await database.rows(scans)
        _ = try await database.open()
        // Sessions tell what they did when they end, or after a second.
        try await Task.sleep(for: .seconds(1.5))
        #expect(try await database.rows(scans) == before)
    }

    @Test func keysThatNobodyDeclaredAreInferredFromNamesAndStatistics() async throws {
        let database = try await TestDatabase(
            """
            CREATE TABLE customers (id int PRIMARY KEY, name text);
            CREATE TABLE sales (id int PRIMARY KEY, customer_id int, product_id bigint, team uuid, home_team_id int);
            CREATE TABLE product (id int PRIMARY KEY); CREATE TABLE team (id int PRIMARY KEY);
            CREATE SCHEMA other; CREATE TABLE other.customers (id int PRIMARY KEY);
            CREATE TABLE other.visits (id int PRIMARY KEY, customer_id int, product_id int);
            INSERT INTO customers SELECT i, 'c' || i FROM generate_series(1, 50) i;
            INSERT INTO product SELECT i FROM generate_series(1, 20) i; INSERT INTO team VALUES (1), (2), (3);
            INSERT INTO sales SELECT i, 1 + i % 50, 1000 + i, NULL, 1 + i % 3 FROM generate_series(1, 200) i;
            ANALYZE;
            """)
        let keys = try await database.catalog().foreignKeys.map { key in
            "\(key.table).\(key.columns.joined())>\(key.referencedTable).\(key.referencedColumns.joined())"
        }
        // Products are numbered 1 to 20, and sales speak of 1001 to 1200. The keys of a schema come before others'.
        #expect(
            Set(keys) == [
                "sales.customer_id>customers.id", "sales.home_team_id>team.id",
                "other.visits.customer_id>other.customers.id", "other.visits.product_id>product.id",
            ])
    }
}
