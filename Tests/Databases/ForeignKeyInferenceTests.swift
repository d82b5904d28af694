import PlumbCore
import PlumbDatabases
import Testing

@Suite struct ForeignKeyInferenceTests {
    /// The inferred keys as `table.column>table.column`.
    private func keys(_ sql: String) async throws -> Set<String> {
        let catalog = try await TemporaryDatabase(sql).open().catalog
        return Set(
            catalog.foreignKeys.filter { $0.origin == .inferred }.map { key in
                "\(key.table).\(key.columns.joined())>\(key.referencedTable).\(key.referencedColumns.joined())"
            })
    }

    static let customers =
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (7, 'c');"

    @Test(arguments: ["customer_id", "CustomerID", "customerId", "CUSTOMER_ID", "customers_id", "customerid"])
    func namesThatSpeakOfTheTableAreKeys(_ name: String) async throws {
        let found = try await keys(
            Self.customers
                + "CREATE TABLE sales (id INTEGER PRIMARY KEY, \(name) INTEGER); INSERT INTO sales VALUES (1, 7), (2, 1), (3, NULL);"
        )
        #expect(found == ["sales.\(name)>customers.id"])
    }

    @Test func aRoleBeforeTheNameIsStillAKey() async throws {
        let found = try await keys(
            """
            CREATE TABLE team (team_id INTEGER PRIMARY KEY, name TEXT); INSERT INTO team VALUES (1, 'x'), (2, 'y');
            CREATE TABLE match (id INTEGER PRIMARY KEY, home_team_id INTEGER, away_team_id INTEGER);
            INSERT INTO match VALUES (1, 1, 2), (2, 2, 1);
            """)
        #expect(found == ["match.home_team_id>team.team_id", "match.away_team_id>team.team_id"])
    }

    @Test func aTreePointsAtItself() async throws {
        let found = try await keys(
            """
            CREATE TABLE category (id INTEGER PRIMARY KEY, parent_id INTEGER, name TEXT);
            INSERT INTO category VALUES (1, NULL, 'a'), (2, 1, 'b'), (3, 1, 'c');
            """)
        #expect(found == ["category.parent_id>category.id"])
    }

    @Test func textCodesAreKeysToo() async throws {
        let found = try await keys(
            """
            CREATE TABLE airport (code TEXT PRIMARY KEY, city TEXT); INSERT INTO airport VALUES ('ZRH', 'Zürich'), ('SFO', 'S');
            CREATE TABLE flight (number INTEGER PRIMARY KEY, airport_code TEXT); INSERT INTO flight VALUES (1, 'ZRH');
            """)
        #expect(found == ["flight.airport_code>airport.code"])
    }

    @Test func containedNumbersAloneProveNothing() async throws {
        let found = try await keys(
            Self.customers
                + "CREATE TABLE sales (id INTEGER PRIMARY KEY, quantity INTEGER, year INTEGER); INSERT INTO sales VALUES (1, 1, 2), (2, 2, 7);"
        )
        #expect(found.isEmpty)
    }

    @Test func aValueThatIsNotThereDisproves() async throws {
        let found = try await keys(
            Self.customers + "CREATE TABLE sales (customer_id INTEGER); INSERT INTO sales VALUES (1), (99);")
        #expect(found.isEmpty)
    }

    @Test func numbersWrittenAsTextAreKeysBecauseSQLiteComparesThemSo() async throws {
        let found = try await keys(
            Self.customers + "CREATE TABLE sales (customer_id TEXT); INSERT INTO sales VALUES ('1');")
        #expect(found == ["sales.customer_id>customers.id"])
    }

    @Test func zeroAndEmptyTextMayStandForNone() async throws {
        let found = try await keys(
            Self.customers + "CREATE TABLE sales (customer_id INTEGER); INSERT INTO sales VALUES (1), (0), (-1);")
        #expect(found == ["sales.customer_id>customers.id"])
    }

    @Test func aKeyThatIsDeclaredTwiceIsOne() async throws {
        let found = try await keys(
            """
            CREATE TABLE track (id INTEGER PRIMARY KEY, UNIQUE (id)); INSERT INTO track VALUES (5);
            CREATE TABLE play (track_id INTEGER); INSERT INTO play VALUES (5);
            """)
        #expect(found == ["play.track_id>track.id"])
    }

    @Test func whatIsDeclaredIsNotInferredAgain() async throws {
        let found = try await keys(
            Self.customers
                + "CREATE TABLE sales (customer_id INTEGER REFERENCES customers); INSERT INTO sales VALUES (1);")
        #expect(found.isEmpty)
    }

    @Test func tablesWithoutDeclaredKeysHaveThemToo() async throws {
        let found = try await keys(
            """
            CREATE TABLE singer (singer_id INTEGER, name TEXT); INSERT INTO singer VALUES (1, 'a'), (2, 'b');
            CREATE TABLE song (title TEXT, singer_id INTEGER); INSERT INTO song VALUES ('x', 2), ('y', 2);
            """)
        #expect(found == ["song.singer_id>singer.singer_id"])
    }

    @Test func emptyTablesGoByTheNameAlone() async throws {
        let found = try await keys(
            "CREATE TABLE customers (id INTEGER PRIMARY KEY); CREATE TABLE sales (customer_id INTEGER, old_customer_id INTEGER)"
        )
        #expect(found == ["sales.customer_id>customers.id"])
    }

    @Test func twoTablesThatFitEquallyWellGiveNone() async throws {
        let found = try await keys(
            """
            CREATE TABLE customer (id INTEGER PRIMARY KEY); CREATE TABLE customers (id INTEGER PRIMARY KEY);
            INSERT INTO customer VALUES (1); INSERT INTO customers VALUES (1);
            CREATE TABLE sales (customer_id INTEGER); INSERT INTO sales VALUES (1);
            """)
        #expect(found.isEmpty)
    }
}
