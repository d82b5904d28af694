import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// What is offered of a database, and as what.
@Suite(.needsPostgres) struct PostgresCatalogTests {
    private static let shapes = #"""
        CREATE SCHEMA sales; CREATE SCHEMA "Weird Schema";
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%'); COMMENT ON DOMAIN email IS 'an e-mail address';
        CREATE DOMAIN work_email AS email NOT NULL;
        CREATE TABLE customers (
          id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, last_name varchar(40) NOT NULL, mail work_email, mood mood,
          tags text[], born date, seen timestamptz, "at" time, doc jsonb, mark uuid, "order" int, ok boolean,
          "Full ""Name""" text GENERATED ALWAYS AS (last_name || '!') STORED, price numeric(10,2), whole numeric(8,0),
          share double precision, span int4range, code char(3), photo bytea, any_number numeric, gone text);
        ALTER TABLE customers DROP COLUMN gone;
        COMMENT ON TABLE customers IS 'people who buy'; COMMENT ON COLUMN customers.born IS 'day of birth';
        CREATE TABLE sales.orders (
          id int, line int, customer_id int REFERENCES customers, PRIMARY KEY (id, line), UNIQUE (customer_id, line));
        CREATE TABLE sales.notes (
          order_line int, order_id int, note text,
          FOREIGN KEY (order_id, order_line) REFERENCES sales.orders (id, line));
        CREATE UNIQUE INDEX ON sales.notes (note); CREATE UNIQUE INDEX ON sales.notes (lower(note));
        CREATE UNIQUE INDEX ON sales.notes (order_id) WHERE order_id > 7;
        CREATE VIEW buyers AS SELECT last_name, count(*) AS n FROM customers GROUP BY 1;
        CREATE MATERIALIZED VIEW numbers AS SELECT i AS number, i::text AS word FROM generate_series(1, 30) i;
        CREATE TABLE "Weird Schema"."Tāble ""x"" y" ("select" int, "Ünï" text, "a b" text);
        CREATE TABLE "Weird Schema".customers (id int);
        CREATE TEMP TABLE passing (id int);
        """#

    @Test func tablesOfTheSearchPathHaveBareNames() async throws {
        let catalog = try await TestDatabase(Self.shapes).catalog()
        #expect(catalog.dialect == .postgres)
        #expect(
            catalog.tables.map(\.name.description) == [
                "buyers", "customers", "numbers", "Weird Schema.Tāble \"x\" y", "Weird Schema.customers",
                "sales.notes", "sales.orders",
            ])
        #expect(catalog.tables.filter(\.isView).map(\.name.name) == ["buyers"])
        #expect(catalog.tables[4].name == TableName("customers", schema: "Weird Schema"))
        #expect(catalog.tables[3].columns.map(\.name) == ["select", "Ünï", "a b"])
    }

    @Test func theSearchPathDecides() async throws {
        let database = try await TestDatabase(Self.shapes)
        try await database.run(
            "ALTER DATABASE \(database.name) SET search_path = \"Weird Schema\", sales, missing, public")
        let catalog = try await database.catalog()
        #expect(
            catalog.tables.map(\.name.description) == [
                "Tāble \"x\" y", "customers", "notes", "orders", "buyers", "public.customers", "numbers",
            ])
        #expect(catalog.table("customers")?.columns.count == 1)
    }

    @Test func columnsHaveTypesThatTellWhatTheyMean() async throws {
        let catalog = try await TestDatabase(Self.shapes).catalog()
        let customers = try #require(catalog.table("customers"))
        let types = customers.columns.map { "\($0.name) \($0.declaredType) \($0.type)" }
        #expect(
            types == [
                "id integer integer", "last_name character varying(40) text", "mail text text", "mood mood text",
                "tags text[] other", "born date date", "seen timestamp with time zone timestamp",
                "at time without time zone time", "doc jsonb other", "mark uuid other", "order integer integer",
                "ok boolean boolean", "Full \"Name\" text text", "price numeric(10,2) real",
                "whole numeric(8,0) integer", "share double precision real", "span int4range other",
                "code character(3) text", "photo bytea blob", "any_number numeric real",
            ])
        #expect(customers.columns.filter { !$0.isNullable }.map(\.name) == ["id", "last_name", "mail"])
        #expect(customers.description == "people who buy")
        #expect(customers.column("born")?.description == "day of birth")
        #expect(customers.column("mail")?.description == "an e-mail address")
        let moods = try #require(customers.column("mood")?.statistics)
        #expect(moods.frequentValues.map(\.value) == [.text("sad"), .text("ok"), .text("happy")])
        #expect(moods.isExhaustive)
    }

    @Test func keysKeepTheirOrder() async throws {
        let catalog = try await TestDatabase(Self.shapes).catalog()
        let orders = try #require(catalog.table(TableName("orders", schema: "sales")))
        #expect(orders.primaryKey == ["id", "line"])
        #expect(orders.uniqueKeys == [["customer_id", "line"]])
        let notes = try #require(catalog.table(TableName("notes", schema: "sales")))
        #expect(notes.primaryKey == [])
        #expect(notes.uniqueKeys == [["note"]])
        #expect(
            Set(catalog.foreignKeys) == [
                ForeignKey(
                    table: notes.name, columns: ["order_id", "order_line"], referencedTable: orders.name,
                    referencedColumns: ["id", "line"]),
                ForeignKey(
                    table: orders.name, columns: ["customer_id"], referencedTable: "customers",
                    referencedColumns: ["id"]),
            ])
    }

    @Test func aPartitionedTableIsOneTable() async throws {
        let database = try await TestDatabase(
            """
            CREATE TABLE kinds (kind text PRIMARY KEY); INSERT INTO kinds VALUES ('a'), ('b');
            CREATE TABLE events (at date NOT NULL, kind text REFERENCES kinds, who int) PARTITION BY RANGE (at);
            CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
            CREATE TABLE events_2024 (who int, kind text, at date NOT NULL) PARTITION BY LIST (kind);
            ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE TABLE events_2024_a PARTITION OF events_2024 FOR VALUES IN ('a');
            CREATE TABLE events_2024_b PARTITION OF events_2024 DEFAULT;
            INSERT INTO events
              SELECT date '2023-06-01' + i, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END, i FROM generate_series(1, 400) i;
            ANALYZE events_2023; ANALYZE events_2024_a; ANALYZE events_2024_b;
            """)
        // Autovacuum analyzes the parts and never the whole.
        for _ in 0..<2 {
            let catalog = try await database.catalog()
            #expect(catalog.tables.map(\.name.name) == ["events", "kinds"])
            #expect(catalog.foreignKeys.map(\.table) == ["events"])
            let events = try #require(catalog.table("events"))
            #expect(events.rowCount == Table.RowCount(400, isEstimate: true))
            let kind = try #require(events.column("kind")?.statistics)
            #expect(kind.isExhaustive)
            #expect(kind.distinctCount == 2)
            #expect(kind.frequentValues.map(\.value) == [.text("b"), .text("a")])
            #expect(kind.frequentValues.map(\.count) == [267, 133])
            let days = try #require(events.column("at")?.statistics)
            #expect(days.minimum == .text("2023-06-02"))
            #expect(days.maximum == .text("2024-07-05"))
            try await database.run("ANALYZE events")
        }
    }

    @Test func foreignTablesAreOffered() async throws {
        let database = try await TestDatabase()
        let wrapper = "SELECT 1 FROM pg_available_extensions WHERE name = 'file_fdw'"
        guard try await !database.rows(wrapper).isEmpty else { return }
        try await database.run(
            """
            CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
            CREATE FOREIGN TABLE lines (line text) SERVER files OPTIONS (filename '/etc/hostname');
            """)
        let open = try await database.open()
        #expect(open.catalog.tables.map(\.name.name) == ["lines"])
        #expect(open.remarks == ["Postgres has no statistics of lines, so their values are not known. Run ANALYZE."])
    }

    @Test func theSystemAndExtensionsAreNotOffered() async throws {
        let database = try await TestDatabase("CREATE TABLE mine (id int)")
        // What an extension's script makes belongs to it; here a table is given to one.
        try await database.run("ALTER EXTENSION plpgsql ADD TABLE mine; CREATE TABLE also_mine (id int)")
        #expect(try await database.catalog().tables.map(\.name.name) == ["also_mine"])
    }

    @Test func aDatabaseWithoutTablesSaysSo() async throws {
        let open = try await TestDatabase().open()
        #expect(open.catalog.tables.isEmpty)
        #expect(open.remarks.count == 1)
        #expect(open.remarks[0].contains("no tables"))
    }

    @Test func theFingerprintIsThatOfTheContent() async throws {
        let first = try await TestDatabase(Self.shapes)
        let second = try await TestDatabase(Self.shapes)
        let fingerprint = try await first.catalog().fingerprint
        #expect(try await first.catalog { $0.cache = .none }.fingerprint == fingerprint)
        #expect(try await second.catalog().fingerprint == fingerprint)
        try await second.run("ALTER TABLE customers ADD COLUMN more text")
        #expect(try await second.catalog().fingerprint != fingerprint)
    }
}
