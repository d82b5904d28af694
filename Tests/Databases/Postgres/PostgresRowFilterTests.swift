import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// On a server too, queries see those rows alone that a policy opens, whichever way they go.
@Suite(.needsPostgres) struct PostgresRowFilterTests {
    private static let script = """
        CREATE TABLE tenants (id integer PRIMARY KEY, name text);
        CREATE TABLE orders (id integer PRIMARY KEY, tenant_id integer REFERENCES tenants, note text, secret text);
        INSERT INTO tenants VALUES (1, 'Ann'), (2, 'Bob');
        INSERT INTO orders VALUES (10, 1, 'anns', 'x'), (20, 2, 'bobs', 'y'), (21, 2, 'bobs too', 'z');
        CREATE VIEW notes AS SELECT note FROM orders; CREATE MATERIALIZED VIEW kept AS SELECT note FROM orders;
        CREATE VIEW over_notes AS SELECT note FROM notes;
        CREATE FUNCTION all_notes() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT note FROM public.orders';
        CREATE FUNCTION leak(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE COST 0.0000001
          AS $$ BEGIN RAISE EXCEPTION 'saw %', $1; END $$;
        CREATE VIEW by_function AS SELECT * FROM all_notes() AS note;
        CREATE SCHEMA app; CREATE TABLE app.orders (id integer, note text); INSERT INTO app.orders VALUES (99, 'apps');
        CREATE VIEW app.alias AS SELECT * FROM app.orders;
        CREATE TABLE sales (id integer, tenant_id integer) PARTITION BY LIST (tenant_id);
        CREATE TABLE sales_1 PARTITION OF sales FOR VALUES IN (1); CREATE TABLE sales_2 PARTITION OF sales FOR VALUES IN (2);
        INSERT INTO sales VALUES (1, 1), (2, 2), (3, 2); CREATE VIEW of_part AS SELECT id FROM sales_2;
        CREATE TABLE people (id integer, tenant_id integer); CREATE TABLE managers (bonus integer) INHERITS (people);
        INSERT INTO people VALUES (1, 1); INSERT INTO managers VALUES (2, 2, 9);
        CREATE SEQUENCE numbers OWNED BY orders.id; GRANT SELECT ON numbers TO {reader};
        ANALYZE; CREATE ROLE {reader}_x; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader};
        GRANT USAGE ON SCHEMA app TO {reader}; GRANT SELECT ON app.orders, app.alias TO {reader};
        """
    private static let policy = AccessPolicy(
        deniedColumns: [ColumnReference("orders", "secret")],
        rowFilters: ["Orders": "tenant_id = 1", "sales": "tenant_id = 1", "managers": "id < 2"])

    private static func open(asReader: Bool = true) async throws -> (TestDatabase, OpenDatabase) {
        let database = try await TestDatabase(script)
        return (database, try await database.open(asReader: asReader) { $0.policy = policy })
    }

    @Test(arguments: [true, false])
    func onlyOpenRowsAreSeen(asReader: Bool) async throws {
        let (_, open) = try await Self.open(asReader: asReader)
        for (sql, expected) in [
            ("SELECT note FROM orders", [["anns"]]), ("SELECT count(*) FROM ORDERS", [["1"]]),
            ("SELECT id, note FROM orders;", [["10", "anns"]]),
            ("SELECT id, id FROM \"orders\" -- all", [["10", "10"]]),
            (
                "SELECT t.name, o.note FROM tenants t LEFT JOIN orders o ON o.tenant_id = t.id ORDER BY t.id",
                [["Ann", "anns"], ["Bob", "NULL"]]
            ),
            ("SELECT name FROM tenants WHERE id IN (SELECT tenant_id FROM orders)", [["Ann"]]),
            ("WITH orders AS (SELECT 5 AS id) SELECT id FROM orders", [["5"]]),
            ("SELECT a.id FROM orders a JOIN orders b USING (tenant_id)", [["10"]]),
            ("SELECT count(*) FROM sales", [["1"]]), ("SELECT count(*) FROM managers", [["0"]]),
            ("SELECT id FROM orders WHERE 1 / (id - 20) < 5", [["10"]]),
            (
                "SELECT (o.note) FROM (SELECT id, note FROM orders) o WHERE o.note > '' ORDER BY o.id LIMIT 3",
                [["anns"]]
            ),
        ] {
            let rows = try await open.executor.rows(sql)
            #expect(rows.map { $0.map(\.description) } == expected, "\(sql)")
        }
        #expect(
            try await open.executor.prepare("SELECT id, note FROM orders").map(\.declaredType) == ["integer", "text"])
    }

    @Test(arguments: [true, false])
    func noWayLeadsPastACondition(asReader: Bool) async throws {
        let (_, open) = try await Self.open(asReader: asReader)
        for sql in [
            "SELECT * FROM public.orders", "SELECT count(*) FROM public.orders", "TABLE public.orders",
            "SELECT 1 FROM \"public\" . \"orders\"", "SELECT 1 FROM U&\"publ\\0069c\".orders",
            "SELECT note FROM ONLY public.orders",
            "WITH orders AS (SELECT * FROM public.orders) SELECT note FROM orders",
            "WITH x AS (SELECT * FROM public.orders) SELECT 1",
            "SELECT note FROM (SELECT note FROM public.orders) AS orders",
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM public.orders)", "SELECT (SELECT max(note) FROM public.orders)",
            "SELECT note FROM orders UNION SELECT note FROM public.orders", "SELECT o FROM public.orders o",
            "SELECT name FROM tenants NATURAL JOIN public.orders",
            "SELECT name FROM tenants ORDER BY (SELECT max(note) FROM public.orders)",
            "SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM public.orders)) FROM tenants",
            "SELECT 1 LIMIT (SELECT count(*) FROM public.orders)",
            "SELECT * FROM tenants t, LATERAL (SELECT note FROM public.orders o WHERE o.tenant_id = t.id) x",
            "SELECT note FROM notes", "SELECT count(*) FROM notes", "SELECT note FROM kept",
            "SELECT note FROM over_notes",
            "SELECT note FROM by_function", "SELECT * FROM all_notes()", "SELECT id FROM orders WHERE leak(note)",
            "SELECT note FROM app.orders", "SELECT note FROM app.alias",
            "SELECT id FROM sales_2", "SELECT id FROM sales_1", "SELECT id FROM public.sales", "SELECT id FROM of_part",
            "SELECT id FROM people", "SELECT count(*) FROM public.managers",
            "SELECT secret FROM orders", "SELECT * FROM orders", "SELECT o FROM orders o",
            "SELECT last_value FROM numbers", "SELECT * FROM pg_stats", "SELECT definition FROM pg_views",
        ] {
            let error = await failure { try await open.executor.rows(sql) }
            #expect(error?.code == .refused, "\(sql): \(String(describing: error))")
        }
        // People alone are not limited.
        #expect(try await open.executor.rows("SELECT count(*) FROM ONLY tenants") == [[.integer(2)]])
    }

    /// A view has no parts, so that the server would not heed the word.
    @Test(arguments: [
        "SELECT * FROM ONLY owners", "SELECT count(*) FROM ONLY (owners) o",
        "SELECT 1 WHERE 1 IN (SELECT 1 FROM only OWNERS)",
        "SELECT t.id FROM tenants t JOIN ONLY \"owners\" o ON o.id = t.id",
    ])
    func aLimitedTableAloneIsRefused(_ sql: String) async throws {
        let database = try await TestDatabase(
            Self.script + "CREATE TABLE owners (id integer); CREATE TABLE co_owners () INHERITS (owners);"
                + "INSERT INTO owners VALUES (1); INSERT INTO co_owners VALUES (1), (2);"
                + "GRANT SELECT ON owners, co_owners TO {reader};")
        let open = try await database.open(asReader: true) {
            $0.policy = AccessPolicy(rowFilters: ["owners": "id < 2"])
        }
        let error = await failure { try await open.executor.rows(sql) }
        #expect(
            error?.code == .refused && error?.message.contains("ONLY owners") == true, "\(String(describing: error))")
        #expect(try await open.executor.rows("SELECT count(*) FROM owners") == [[.integer(2)]])
        #expect(try await open.executor.rows("SELECT count(*) FROM ONLY people") == [[.integer(1)]])
    }

    /// What a view has none of, and what ends the statement, is an error and no way around.
    @Test(arguments: [
        "SELECT ctid FROM orders", "SELECT tableoid FROM orders", "SELECT xmin FROM orders",
        "SELECT * FROM pg_temp.orders", "SELECT note FROM orders TABLESAMPLE SYSTEM (100)", "SELECT 1; SELECT 2",
        "SELECT 1) AS q, (SELECT note FROM public.orders", "CREATE TEMP VIEW orders AS SELECT 1",
        "DROP VIEW pg_temp.orders",
        "SET search_path = public", "INSERT INTO tenants VALUES (3, 'Eve')", "SET TRANSACTION READ WRITE",
    ])
    func oddQueriesFail(_ sql: String) async throws {
        let (_, open) = try await Self.open()
        #expect(await failure { try await open.executor.rows(sql) } != nil)
        #expect(try await open.executor.rows("SELECT count(*) FROM orders") == [[.integer(1)]])
    }

    @Test func theTransactionCantWriteAndLeavesNothing() async throws {
        let (database, open) = try await Self.open(asReader: false)
        let executor = try #require(open.executor as? PostgresDatabase)
        for sql in [
            "INSERT INTO tenants VALUES (3, 'Eve')", "CREATE TEMP VIEW more AS SELECT 1", "SET TRANSACTION READ WRITE",
        ] {
            let error = await failure { try await executor.withGuardedConnection { _ = try await $0.rows(sql) } }
            #expect(
                error?.postgresState == "25006" || error?.postgresState == "25001",
                "\(sql): \(String(describing: error))")
        }
        let seen = try await executor.withGuardedConnection { try await $0.rows("SELECT note FROM orders") }
        #expect(seen == [["anns"]])
        for _ in 0..<8 { _ = try await executor.rows("SELECT count(*) FROM orders") }
        #expect(
            try await database.rows("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relkind = 'v'") == [
                ["0"]
            ])
        // Nothing binds whoever changes the table.
        try await database.run(
            "DROP MATERIALIZED VIEW kept; ALTER TABLE orders ADD more integer; ALTER TABLE orders DROP COLUMN secret CASCADE"
        )
        #expect(try await open.executor.rows("SELECT count(more) FROM orders") == [[.integer(0)]])
    }

    /// Whatever is cheaper to look at than the condition, and says what it sees when it fails.
    @Test func theConditionComesFirst() async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open(asReader: true) {
            $0.policy = AccessPolicy(rowFilters: ["orders": "tenant_id + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 = 1"])
        }
        for sql in [
            "SELECT count(*) FROM orders WHERE 1 / (id - 20) > -5",
            "SELECT count(*) FROM orders o JOIN tenants t ON 1 / (o.id - 20) > -5 WHERE t.id = 1",
            "SELECT count(*) FROM (SELECT id FROM orders OFFSET 0) o WHERE 1 / (id - 20) > -5",
        ] {
            #expect(try await open.executor.rows(sql) == [[.integer(1)]], "\(sql)")
        }
    }

    @Test func policiesOfOnePoolDoNotMix() async throws {
        let (_, open) = try await Self.open()
        let executor = try #require(open.executor as? PostgresDatabase)
        let free = try executor.with(policy: AccessPolicy())
        let other = try executor.with(policy: AccessPolicy(rowFilters: ["orders": "tenant_id = 2"]))
        let tenant = try executor.with(settings: ["app.tenant": "acme"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                for (database, count) in [(executor, 1), (free, 3), (other, 2), (tenant, 1)] {
                    group.addTask {
                        let rows = try await database.rows("SELECT count(*) FROM orders")
                        #expect(rows == [[.integer(Int64(count))]])
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func rowLevelSecurityAndPrivilegesHoldBehindTheView() async throws {
        let database = try await TestDatabase(
            """
            CREATE TABLE t (id integer, name text, secret text); INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', 'y'), (3, 'b', 'z');
            CREATE ROLE {reader}_x; GRANT SELECT (id, name) ON t TO {reader};
            ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON t USING (id < 3);
            """)
        let open = try await database.open(asReader: true) { $0.policy = AccessPolicy(rowFilters: ["t": "name = 'b'"]) }
        #expect(try await open.executor.rows("SELECT * FROM t") == [[.integer(2), .text("b")]])
        let error = await failure {
            try await database.open(asReader: true) { $0.policy = AccessPolicy(rowFilters: ["t": "secret = 'x'"]) }
        }
        #expect(
            error?.code == .badInput && error?.message.contains("t does not work") == true,
            "\(String(describing: error))")
    }

    @Test(arguments: [
        ("ordrs", "tenant_id = 1", "no such table"), ("orders", "tenant = 1", "\"tenant\" does not exist"),
        ("orders", "1 = 1) --", "does not work"), ("orders", "tenant_id = 1; DROP TABLE orders", "does not work"),
        ("orders", "id IN (SELECT id FROM tenants)", "other tables"), ("orders", "", "does not work"),
        ("orders", "1 = 1", "reads no column"), ("orders", "note = pg_read_file('x')", "pg_read_file"),
        ("orders", "tenant_id", "boolean"), ("orders", "leak(note)", "leak"),
        ("orders", "tenant_id = current_setting('app.x')::integer", "current_setting"),
        ("orders", "id = t.id", "does not work"),
    ])
    func aConditionThatDoesNotWorkIsToldAtOnce(_ table: String, _ condition: String, _ words: String) async throws {
        let database = try await TestDatabase(Self.script)
        let policy = AccessPolicy(rowFilters: [TableName(table): condition])
        let error = try #require(await failure { try await database.open(asReader: true) { $0.policy = policy } })
        #expect(error.code == .badInput)
        #expect(error.message.contains(words), "\(error)")
    }

    @Test func aTableOffTheSearchPathIsRefusedUnlessItIsPutThere() async throws {
        let database = try await TestDatabase(
            "CREATE SCHEMA app; CREATE TABLE app.u (id integer); INSERT INTO app.u VALUES (1), (2)")
        let policy = AccessPolicy(rowFilters: [TableName("u", schema: "app"): "id = 1"])
        let error = await failure { try await database.open { $0.policy = policy } }
        #expect(error?.message.contains("bare name") == true)
        let open = try await database.open({ $0.policy = policy }, address: ["options": "-c search_path=app"])
        #expect(try await open.executor.rows("SELECT id FROM u") == [[.integer(1)]])
        #expect(await failure { try await open.executor.rows("SELECT id FROM app.u") }?.code == .refused)
    }

    @Test func aViewCanBeLimitedAndFALSEClosesAll() async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open(asReader: true) {
            $0.policy = AccessPolicy(rowFilters: ["notes": "note LIKE 'bobs%'", "tenants": "FALSE"])
        }
        #expect(try await open.executor.rows("SELECT count(*) FROM notes") == [[.integer(2)]])
        #expect(try await open.executor.rows("SELECT count(*) FROM tenants") == [[.integer(0)]])
        for sql in ["SELECT note FROM public.notes", "SELECT note FROM over_notes"] {
            #expect(await failure { try await open.executor.rows(sql) }?.code == .refused)
        }
    }

    @Test func allowedTablesAreThoseBehindTheView() async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open(asReader: true) {
            $0.policy = AccessPolicy(
                allowedTables: ["orders"], allowedColumns: [ColumnReference("orders", "note")],
                rowFilters: ["orders": "tenant_id = 2"])
        }
        #expect(
            try await open.executor.rows("SELECT note FROM orders ORDER BY 1") == [
                [.text("bobs")], [.text("bobs too")],
            ])
        for sql in ["SELECT name FROM tenants", "SELECT id FROM orders", "SELECT note FROM public.orders"] {
            #expect(await failure { try await open.executor.rows(sql) }?.code == .refused)
        }
    }

    @Test func whoMayNotMakeTemporaryViewsIsToldSo() async throws {
        let database = try await TestDatabase(Self.script)
        try await database.run("REVOKE TEMPORARY ON DATABASE \(database.name) FROM PUBLIC")
        let error = await failure { try await database.open(asReader: true) { $0.policy = Self.policy } }
        #expect(error?.code == .databaseUnavailable && error?.suggestion?.contains("GRANT TEMPORARY") == true)
    }

    @Test func theCatalogKnowsNothingOfClosedRows() async throws {
        let (database, open) = try await Self.open()
        let orders = try #require(open.catalog.table("orders"))
        #expect(orders.rowCount == nil && orders.columns.allSatisfy { $0.statistics == nil })
        #expect(orders.columns.map(\.name) == ["id", "tenant_id", "note"] && orders.primaryKey == ["id"])
        #expect(
            Set(open.catalog.tables.map(\.name.description)) == [
                "orders", "tenants", "sales", "managers", "by_function",
            ])
        #expect(try await open.values.values(containing: ["bob"], limit: 9).flatMap { $0 }.map(\.value) == ["Bob"])
        #expect(open.remarks.contains { $0.contains("only some rows of") })
        let read = try await database.open(asReader: true) {
            $0.policy = Self.policy
            $0.readsValues = true
        }
        #expect(
            read.catalog.table("orders")?.column("note")?.statistics?.frequentValues.map(\.value) == [.text("anns")])
        #expect(try await read.values.values(containing: ["bob"], limit: 9).flatMap { $0 }.map(\.value) == ["Bob"])
    }

    /// What the planner expects of rows tells of those that are closed: whether a value is a common one among them.
    @Test func noCostTellsOfClosedRows() async throws {
        let database = try await TestDatabase(
            Self.script + """
                INSERT INTO orders SELECT n, 1 + n % 2, CASE n % 2 WHEN 1 THEN 'common' ELSE 'n' || n END
                  FROM generate_series(100, 4000) n; ANALYZE;
                """)
        let open = try await database.open(asReader: true) {
            $0.policy = Self.policy
            $0.postgres.maximumCost = 5_000
        }
        for word in ["common", "nowhere"] {
            for table in ["orders", "(SELECT note FROM orders) o", "orders o JOIN tenants t ON t.id = o.tenant_id"] {
                let sql = "SELECT count(*) FROM \(table), generate_series(1, 1000) WHERE note = '\(word)'"
                #expect(try await open.executor.rows(sql) == [[.integer(0)]], "\(sql)")
            }
        }
        // Others are judged as ever.
        let others = "SELECT count(*) FROM tenants, generate_series(1, 1000) a, generate_series(1, 1000) b"
        let error = await failure { try await open.executor.rows(others) }
        #expect(error?.code == .limitExceeded, "\(String(describing: error))")
    }

    @Test func aRoleThatIsReadOnlyByASettingOfItsOwnCanHoldThem() async throws {
        let database = try await TestDatabase("CREATE TABLE t (id integer)")
        try await database.run(
            "ALTER ROLE postgres IN DATABASE \(database.name) SET default_transaction_read_only = on")
        let open = try await database.open { $0.policy = AccessPolicy(rowFilters: ["t": "id = 1"]) }
        #expect(try await open.executor.rows("SELECT count(*) FROM t") == [[.integer(0)]])
    }

    @Test func aStandbyCantHoldThemAndSaysSo() async throws {
        let server = try OwnServer()
        let owner = try await PostgresConnection.connect(to: server.location())
        try await owner.run(script: "CREATE TABLE t (id integer); CHECKPOINT")
        // A clean end lets a standby without a primary be consistent at once.
        try server.becomeStandby()
        let location = DatabaseLocation(server: try server.location())
        #expect(try await PostgresDatabase.open(location).rows("SELECT count(*) FROM t") == [[.integer(0)]])
        let policy = AccessPolicy(rowFilters: ["t": "id = 1"])
        let error = await failure { try await PostgresDatabase.open(location, options: .init(policy: policy)) }
        #expect(error?.code == .databaseUnavailable)
        #expect(
            error?.message.contains("recovery") == true && error?.suggestion?.contains("row-level security") == true)
    }
}
