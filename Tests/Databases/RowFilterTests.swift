import PlumbCore
import PlumbDatabases
import Testing

/// Queries see those rows alone that a policy opens, whichever way they go.
@Suite struct RowFilterTests {
    static let schema = """
        CREATE TABLE tenants (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, tenant_id INTEGER REFERENCES tenants (id), note TEXT, secret TEXT);
        CREATE VIEW notes AS SELECT note FROM orders;
        CREATE VIEW sly AS SELECT note FROM (SELECT * FROM orders) AS orders;
        CREATE VIEW slyer AS WITH orders AS (SELECT * FROM main.orders) SELECT note FROM orders;
        INSERT INTO tenants VALUES (1, 'Ann'), (2, 'Bob');
        INSERT INTO orders VALUES (10, 1, 'anns', 'x'), (20, 2, 'bobs', 'y'), (21, 2, 'bobs too', 'z');
        CREATE INDEX by_tenant ON orders (tenant_id);
        """
    static let policy = AccessPolicy(
        deniedColumns: [ColumnReference("orders", "secret")], rowFilters: ["Orders": "tenant_id = 1"])

    private func database(_ policy: AccessPolicy = Self.policy) async throws -> SQLiteDatabase {
        try await TemporaryDatabase(Self.schema).connect(.init(policy: policy))
    }

    @Test(arguments: [
        ("SELECT note FROM orders", [["anns"]]), ("SELECT count(*) FROM ORDERS", [["1"]]),
        ("SELECT o.note FROM tenants t LEFT JOIN orders o ON o.tenant_id = t.id ORDER BY t.id", [["anns"], ["NULL"]]),
        ("SELECT name FROM tenants WHERE id IN (SELECT tenant_id FROM orders)", [["Ann"]]),
        ("WITH orders AS (SELECT 5 AS id) SELECT id FROM orders", [["5"]]),
        ("SELECT note FROM \"orders\" WHERE id = 20 OR id = 10", [["anns"]]),
        ("SELECT a.id FROM orders a JOIN orders b USING (tenant_id)", [["10"]]),
        ("SELECT count(*) FROM temp.orders", [["1"]]),
    ])
    func onlyOpenRowsAreSeen(_ sql: String, _ expected: [[String]]) async throws {
        let rows = try await database().rows(sql)
        #expect(rows.map { $0.map(\.description) } == expected)
    }

    @Test(arguments: [
        "SELECT * FROM main.orders", "SELECT count(*) FROM main.orders", "SELECT 1 FROM \"main\".\"ORDERS\"",
        "WITH orders AS (SELECT * FROM main.orders) SELECT note FROM orders",
        "SELECT note FROM (SELECT note FROM main.orders) AS orders", "SELECT note FROM main.orders orders",
        "SELECT note FROM notes", "SELECT count(*) FROM notes", "SELECT note FROM sly", "SELECT note FROM slyer",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM main.orders)", "SELECT 10 IN main.orders",
        "SELECT name FROM tenants NATURAL JOIN main.orders", "SELECT rowid FROM main.orders",
        "SELECT secret FROM orders", "SELECT * FROM orders", "SELECT max(secret) FROM temp.orders",
        "SELECT name, sql FROM sqlite_temp_schema", "SELECT sql FROM temp.sqlite_master",
        "SELECT * FROM pragma_table_list", "SELECT note FROM orders UNION SELECT note FROM main.orders",
        "WITH RECURSIVE orders(n) AS (SELECT id FROM main.orders UNION SELECT n + 1 FROM orders WHERE n < 9) SELECT n FROM orders",
        "CREATE TEMP VIEW orders AS SELECT 1", "DROP VIEW temp.orders",
    ])
    func noWayLeadsPastAFilter(_ sql: String) async throws {
        let database = try await database()
        #expect(await failure { try await database.rows(sql) }?.code == .refused)
    }

    /// Whatever the filter and the query need of a table, be it nothing but its key.
    @Test(arguments: [
        "id = 1", "rowid = 1", "id > 0", "0", "FALSE", "1 IN (SELECT 1 WHERE id = 1)", "id IN (SELECT 1)",
        "name = 'Ann'", "id = 1 OR name IS NULL",
    ])
    func filtersHoldWhateverColumnsAreRead(_ condition: String) async throws {
        let file = try TemporaryDatabase(
            Self.schema + "CREATE TABLE bare (id INTEGER PRIMARY KEY); INSERT INTO bare VALUES (1), (2), (3);"
                + "CREATE VIEW ones AS SELECT 1 AS one FROM tenants;")
        let isRowID = condition == "rowid = 1"
        let policy = AccessPolicy(
            rowFilters: isRowID ? ["tenants": "id = 1"] : ["tenants": condition, "bare": "id < 3"])
        let database = try await file.connect(.init(policy: policy))
        let expected: Int64 = ["0", "FALSE"].contains(condition) ? 0 : condition == "id > 0" ? 2 : 1
        for sql in [
            "SELECT count(*) FROM tenants", "SELECT count(id) FROM tenants", "SELECT count(name) FROM tenants",
            "SELECT sum(n) FROM (SELECT 1 AS n FROM tenants UNION ALL SELECT 0)",
            "SELECT count(*) FROM tenants t, (SELECT 1)",
            "WITH x AS (SELECT 1 FROM tenants) SELECT count(*) FROM x",
            "SELECT coalesce(sum(n), 0) FROM (SELECT 1 AS n FROM (SELECT 1 FROM tenants))",
            "SELECT count(*) FROM (SELECT 1 FROM tenants ORDER BY 1)",
            "SELECT count(DISTINCT rank) FROM (SELECT row_number() OVER () AS rank FROM tenants)",
            "SELECT count(*) FROM (SELECT 1 AS k) LEFT JOIN tenants ON 1 WHERE tenants.id IS NOT NULL",
        ] {
            #expect(try await database.rows(sql) == [[.integer(expected)]], "\(sql)")
        }
        if !isRowID {
            #expect(try await database.rows("SELECT count(*), max(id) FROM bare") == [[.integer(2), .integer(2)]])
        }
        for sql in [
            "SELECT count(*) FROM main.tenants", "SELECT 1 FROM main.tenants WHERE rowid = 2",
            "SELECT count(*) FROM ones",
            "SELECT one FROM ones", "SELECT 1 FROM (SELECT 1 FROM main.tenants)", "SELECT max(id) FROM main.tenants",
            "WITH tenants AS (SELECT 1 FROM main.tenants) SELECT count(*) FROM tenants",
        ] {
            #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
        }
    }

    /// A view's rows have no numbers, and SQLite gives NULL for each.
    @Test(arguments: [
        "SELECT max(rowid) FROM orders", "SELECT note FROM orders ORDER BY OID DESC LIMIT 1",
        "SELECT o._rowid_ FROM orders AS o", "SELECT a.id FROM orders a JOIN orders b ON a.rowid = b.id",
        "SELECT note FROM orders WHERE \"rowid\" = 10", "SELECT (SELECT rowid) FROM temp.orders",
        "SELECT n FROM (SELECT rowid AS n FROM orders)", "WITH x AS (SELECT oid AS n FROM orders) SELECT n FROM x",
    ])
    func theNumberOfARowIsRefusedWithTheColumnToUse(_ sql: String) async throws {
        let database = try await database()
        let error = try #require(await failure { try await database.rows(sql) })
        #expect(error.code == .refused && error.message.contains("rowid of Orders"))
        #expect(error.suggestion?.contains("Write id in place") == true)
    }

    @Test func whatIsNotTheNumberOfAFilteredRowIsRead() async throws {
        let file = try TemporaryDatabase(
            Self.schema + """
                CREATE TABLE own (RowID TEXT, tenant_id INTEGER); INSERT INTO own VALUES ('a', 1), ('b', 2);
                CREATE TABLE loud (ROWID TEXT, tenant_id INTEGER); INSERT INTO loud VALUES ('c', 1), ('d', 2);
                CREATE TABLE pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
                """)
        let condition = "tenant_id = 1"
        let policy = AccessPolicy(
            deniedColumns: [ColumnReference("orders", "id")],
            rowFilters: ["own": condition, "loud": condition, "orders": condition, "pairs": "a = 1"])
        let database = try await file.connect(.init(policy: policy))
        #expect(try await database.rows("SELECT rowid FROM own") == [[.text("a")]])
        #expect(try await database.rows("SELECT rowid FROM loud") == [[.text("c")]])
        #expect(
            try await database.rows("SELECT name FROM tenants WHERE rowid = (SELECT max(tenant_id) FROM orders)") == [
                [.text("Ann")]
            ])
        for (sql, suggestion) in [
            ("SELECT oid FROM own", "Write a column of the table in place"),
            ("SELECT rowid FROM orders", "Write a column of the table in place"),
            ("SELECT rowid FROM pairs", "Write a and b in place"),
        ] {
            let error = await failure { try await database.rows(sql) }
            #expect(error?.suggestion?.hasPrefix(suggestion) == true, "\(sql): \(String(describing: error))")
        }
    }

    @Test func aFilterMayLookAtWhatIsDenied() async throws {
        let policy = AccessPolicy(
            deniedColumns: [ColumnReference("orders", "secret")], rowFilters: ["orders": "secret > 'x'"])
        #expect(try await database(policy).rows("SELECT id FROM orders") == [[.integer(20)], [.integer(21)]])
    }

    @Test func filtersMayAskOtherTablesAndThoseAreFilteredToo() async throws {
        let policy = AccessPolicy(rowFilters: [
            "tenants": "name = 'Bob'", "orders": "tenant_id IN (SELECT id FROM tenants)",
        ])
        let database = try await database(policy)
        #expect(try await database.rows("SELECT id FROM orders") == [[.integer(20)], [.integer(21)]])
        #expect(try await database.rows("SELECT name FROM tenants") == [[.text("Bob")]])
    }

    @Test func aTableThatIsDeniedStaysDenied() async throws {
        let policy = AccessPolicy(deniedTables: ["orders"], rowFilters: ["orders": "tenant_id = 1"])
        let database = try await database(policy)
        for sql in ["SELECT count(*) FROM orders", "SELECT count(*) FROM main.orders", "SELECT note FROM orders"] {
            #expect(await failure { try await database.rows(sql) }?.code == .refused)
        }
    }

    @Test func aViewCanBeFiltered() async throws {
        let policy = AccessPolicy(rowFilters: ["notes": "note LIKE 'bobs%'"])
        let database = try await database(policy)
        #expect(try await database.rows("SELECT count(*) FROM notes") == [[.integer(2)]])
        #expect(await failure { try await database.rows("SELECT note FROM main.notes") }?.code == .refused)
    }

    @Test(arguments: [
        ("ordrs", "tenant_id = 1", "not there"), ("orders", "tenant = 1", "no such column: tenant"),
        ("orders", "1 = 1) --", "does not work"), ("orders", "tenant_id = 1; DROP TABLE orders", "does not work"),
        ("orders", "id IN (SELECT id FROM orders)", "circularly defined"), ("orders", "", "does not work"),
        ("orders", "load_extension('x')", "load_extension"),
    ])
    func aFilterThatDoesNotWorkIsToldAtOnce(_ table: String, _ condition: String, _ words: String) async throws {
        let policy = AccessPolicy(rowFilters: [TableName(table): condition])
        let error = try #require(await failure { try await database(policy) })
        #expect(error.code == .badInput)
        #expect(error.message.contains(words), "\(error)")
    }

    @Test(arguments: [
        "1", "5", "1=1", "TRUE", "NULL", "'tenant_id'", "-1", "NOT 0", "1 OR 0", "random() > 0", "1 IN (1, 2)",
        "1 -- id",
        "CURRENT_DATE > '2020-01-01'",
    ])
    func aFilterThatAsksNothingOfARowIsRefused(_ condition: String) async throws {
        let error = try #require(await failure { try await database(AccessPolicy(rowFilters: ["orders": condition])) })
        #expect(error.code == .badInput)
        #expect(error.message.contains("orders") && error.message.contains("reads no column"))
        #expect(error.suggestion?.contains("FALSE") == true)
    }

    @Test func aVirtualTableIsNotFiltered() async throws {
        let file = try TemporaryDatabase("CREATE VIRTUAL TABLE docs USING fts5(body);")
        let error = await failure {
            try await file.connect(.init(policy: AccessPolicy(rowFilters: ["docs": "body > ''"])))
        }
        #expect(error?.message.contains("virtual") == true)
    }

    @Test func theCatalogKnowsOpenRowsAlone() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let open = try await OpenDatabase.open(file.path, options: .init(cache: .none, policy: Self.policy))
        let orders = try #require(open.catalog.tables.first { $0.name == "orders" })
        #expect(orders.rowCount?.count == 1)
        #expect(orders.primaryKey == ["id"])
        #expect(orders.columns.map(\.name) == ["id", "tenant_id", "note"])
        #expect(orders.column("note")?.statistics?.frequentValues.map(\.value) == [.text("anns")])
        #expect(try await open.values.values(containing: ["bob"], limit: 9).flatMap { $0 }.map(\.value) == ["Bob"])
        #expect(open.catalog.foreignKeys.count == 1)
        // A view that reads past the filter is there, but nothing of it.
        #expect(open.catalog.tables.first { $0.name == "notes" }?.problem != nil)
    }
}
