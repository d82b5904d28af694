import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// What a role, a policy or annotations close is not offered, under no name.
@Suite(.needsPostgres) struct PostgresPrivilegeTests {
    private static let script = """
        CREATE SCHEMA closed; CREATE TABLE closed.hidden (a int); GRANT SELECT ON closed.hidden TO {reader};
        CREATE TABLE people (id int PRIMARY KEY, name text, salary int); CREATE TABLE secret (id int, word text);
        CREATE TABLE pets (id int PRIMARY KEY, name text, person_id int REFERENCES people);
        CREATE VIEW payroll AS SELECT name, salary FROM people; CREATE VIEW names AS SELECT name FROM people;
        CREATE VIEW of_payroll AS SELECT count(*) AS n FROM payroll;
        CREATE TABLE logs (day date, text text) PARTITION BY RANGE (day);
        CREATE TABLE logs_old PARTITION OF logs FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
        INSERT INTO people SELECT i, 'person ' || i % 20, i FROM generate_series(1, 100) i;
        GRANT SELECT (id, name) ON people TO {reader}; GRANT SELECT ON pets, names, logs TO {reader};
        ANALYZE;
        """

    @Test func aRoleIsOfferedWhatItMayRead() async throws {
        let database = try await TestDatabase(Self.script)
        let catalog = try await database.catalog(asReader: true)
        #expect(catalog.tables.map(\.name.description) == ["logs", "names", "people", "pets"])
        #expect(catalog.table("people")?.columns.map(\.name) == ["id", "name"])
        #expect(catalog.table("people")?.column("name")?.statistics?.frequentValues.count == 20)
        #expect(catalog.foreignKeys.count == 1)
        #expect(try await database.catalog().tables.count == 8)
        // The role that queries are run as counts, not the one that logs in.
        let asRole = try await database.catalog { $0.postgres.role = database.reader }
        #expect(asRole.tables == catalog.tables)
    }

    @Test func grantsAreNoticed() async throws {
        let database = try await TestDatabase(Self.script)
        _ = try await database.catalog(asReader: true)
        try await database.run("REVOKE SELECT ON pets FROM {reader}; GRANT SELECT (word) ON secret TO {reader}")
        let open = try await database.open(asReader: true)
        #expect(!open.isCatalogCached)
        #expect(open.catalog.tables.map(\.name.description) == ["logs", "names", "people", "secret"])
        #expect(open.catalog.table("secret")?.columns.map(\.name) == ["word"])
        #expect(open.catalog.foreignKeys.isEmpty)
    }

    @Test func aPolicyClosesWhatReadsWhatItDenies() async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open {
            $0.policy = AccessPolicy(
                deniedTables: [TableName("logs", schema: "public"), "secret"],
                deniedColumns: [ColumnReference("people", "salary")])
        }
        #expect(open.catalog.tables.map(\.name.description) == ["people", "pets", "closed.hidden"])
        #expect(open.catalog.table("people")?.columns.map(\.name) == ["id", "name"])
        for query in [
            "SELECT * FROM payroll", "SELECT n FROM of_payroll", "SELECT text FROM logs_old",
            "SELECT text FROM public.logs_old", "SELECT word FROM secret", "SELECT salary FROM people",
            "SELECT name FROM names",
        ] {
            #expect(await failure { try await open.executor.prepare(query) }?.code == .refused, "\(query)")
        }
        #expect(try await open.executor.prepare("SELECT name FROM people").count == 1)
    }

    /// What tells of a table without reading its rows: its sequence, the type of its rows.
    @Test(arguments: [
        AccessPolicy(deniedTables: ["secret"]), AccessPolicy(allowedTables: ["pets", "pets_id_seq", "mood", "pair"]),
        AccessPolicy(deniedColumns: [ColumnReference("secret", "word")]),
    ])
    func aClosedTableIsNotToldOf(_ policy: AccessPolicy) async throws {
        let database = try await TestDatabase(
            """
            CREATE TABLE secret (id serial, other int GENERATED ALWAYS AS IDENTITY, word text);
            CREATE TABLE pets (id serial, name text); CREATE TYPE pair AS (a int, b int);
            CREATE TYPE mood AS ENUM ('sad', 'happy'); INSERT INTO pets (name) VALUES ('Rex');
            """)
        let open = try await database.open { $0.policy = policy }
        for query in [
            "SELECT * FROM secret_id_seq", "SELECT last_value FROM public.secret_other_seq", "SELECT (NULL::secret).*",
            "SELECT NULL::public.secret[]", "SELECT NULL::_secret", "SELECT secret '(1,2,x)'",
            "SELECT * FROM json_populate_record(NULL::secret, '{}')",
            "SELECT * FROM json_to_record('{}') AS x(a secret)", "SELECT 'secret'::regclass", "SELECT 16384::regclass",
            "SELECT '{secret}'::regclass[]", "SELECT 'secret'::regtype",
        ] {
            #expect(await failure { try await open.executor.rows(query) }?.code == .refused, "\(query)")
        }
        for query in [
            "SELECT name FROM pets", "SELECT (p).name FROM (SELECT pets AS p FROM pets) s",
            "SELECT last_value FROM pets_id_seq",
            "SELECT '(1,2)'::pair, 'sad'::mood, NULL::pets, date '2024-01-01', '{1}'::int[]",
            "SELECT to_tsvector('english'::regconfig, 'cats')",
        ] {
            #expect(await failure { try await open.executor.rows(query) } == nil, "\(query)")
        }
    }

    @Test func aColumnIsDeniedInItsSchema() async throws {
        let database = try await TestDatabase(
            """
            CREATE SCHEMA hr; CREATE TABLE hr.people (id int, salary int); CREATE TABLE people (id int, salary int);
            INSERT INTO people VALUES (1, 5); INSERT INTO hr.people VALUES (1, 5000);
            """)
        let column = ColumnReference(TableName("people", schema: "hr"), "salary")
        var options = PostgresDatabase.Options(policy: AccessPolicy(deniedColumns: [column]))
        for path in ["public", "hr", "hr, public"] {
            let location = try TestPostgres.location([
                "dbname": database.name, "options": "-csearch_path=\(path.replacing(" ", with: "\\ "))",
            ])
            let open = try await PostgresDatabase.open(DatabaseLocation(server: location), options: options)
            #expect(try await open.rows("SELECT salary FROM public.people") == [[.integer(5)]])
            let denied = await failure { try await open.rows("SELECT salary FROM hr.people") }
            #expect(denied?.code == .refused)
            let bare = await failure { try await open.rows("SELECT * FROM people") }
            #expect(bare?.code == (path == "public" ? nil : .refused), "\(path)")
        }
        options.policy.deniedColumns = [ColumnReference("people", "salary")]
        let location = try TestPostgres.location(["dbname": database.name])
        let open = try await PostgresDatabase.open(DatabaseLocation(server: location), options: options)
        for table in ["people", "hr.people"] {
            #expect(await failure { try await open.rows("SELECT salary FROM \(table)") }?.code == .refused)
        }
    }

    @Test func anAllowListIsAllThereIs() async throws {
        let database = try await TestDatabase(Self.script)
        let catalog = try await database.catalog {
            $0.policy = AccessPolicy(allowedTables: ["people", "payroll", "logs"])
        }
        #expect(catalog.tables.map(\.name.description) == ["logs", "payroll", "people"])
    }

    @Test func rowSecurityIsToldAndItsValuesAreNot() async throws {
        let database = try await TestDatabase(
            """
            CREATE TABLE tenants (id int PRIMARY KEY, name text); GRANT SELECT ON tenants TO {reader};
            INSERT INTO tenants VALUES (1, '{reader}'), (2, 'somebody else');
            ALTER TABLE tenants ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON tenants USING (name = current_user);
            ANALYZE tenants;
            """)
        for readsValues in [false, true] {
            let open = try await database.open(asReader: true) { $0.readsValues = readsValues }
            #expect(open.catalog.tables.map(\.name.name) == ["tenants"])
            #expect(open.catalog.table("tenants")?.column("name")?.statistics == nil)
            #expect(open.remarks.count == 1)
            #expect(open.remarks[0].contains("Row-level security") && open.remarks[0].contains(database.reader))
            #expect(try await open.values.values(of: [["somebodi", "els"]]) == [[]])
            #expect(try await open.executor.rows("SELECT count(*) FROM tenants") == [[.integer(1)]])
        }
    }

    @Test func aRoleFromWhichNothingIsKeptIsTold() async throws {
        let database = try await TestDatabase("CREATE TABLE pets (id int); GRANT SELECT ON pets TO {reader}; ANALYZE")
        #expect(try await database.open().remarks == [])
        #expect(try await database.open(asReader: true).remarks == [])
        let superuser = try await database.open { $0.postgres.role = "postgres" }.remarks
        #expect(superuser.count == 1 && superuser[0].contains("postgres, which is a superuser"))
        try await database.run("ALTER ROLE {reader} BYPASSRLS")
        for isNamed in [false, true] {
            let remarks = try await database.open(asReader: !isNamed) {
                if isNamed { $0.postgres.role = database.reader }
            }.remarks
            #expect(
                remarks.count == 1 && remarks[0].contains("\(database.reader), to which row-level security does not"))
        }
    }

    @Test func annotationsSpeakOfTablesAndHideThem() async throws {
        let database = try await TestDatabase(
            "CREATE SCHEMA sales; CREATE TABLE sales.orders (id int, total int, secret text); CREATE TABLE plain (id int);"
                + "COMMENT ON TABLE plain IS 'from the database'; CREATE VIEW shown AS SELECT secret FROM sales.orders")
        let notes = try database.write(
            """
            description: A shop.
            tables:
              sales.orders:
                description: What was bought
                columns:
                  total: {unit: EUR}
                  secret: {hidden: true}
              plain: {synonyms: [simple]}
            glossary:
              large: {table: orders, where: total > 100}
            """, to: "notes.yaml")
        let open = try await database.open { $0.annotationsPath = notes }
        let orders = try #require(open.catalog.table(TableName("orders", schema: "sales")))
        #expect(orders.description == "What was bought")
        #expect(orders.columns.map(\.name) == ["id", "total"])
        #expect(orders.column("total")?.unit == "EUR")
        #expect(open.catalog.table("plain")?.description == "from the database")
        #expect(open.catalog.glossary.first?.table == orders.name)
        #expect(open.catalog.tables.map(\.name.name) == ["plain", "orders"])
        #expect(await failure { try await open.executor.prepare("SELECT secret FROM sales.orders") }?.code == .refused)
        #expect(await failure { try await open.executor.prepare("SELECT * FROM shown") }?.code == .refused)
    }

    @Test func mistakesInAnnotationsHaveTheirPlace() async throws {
        let database = try await TestDatabase("CREATE TABLE orders (id int, total int)")
        let wrong = try database.write("tables:\n  ordres: {hidden: true}\n", to: "name.yaml")
        let name = await failure { try await database.open { $0.annotationsPath = wrong } }
        #expect(name?.code == .badInput)
        #expect(name?.suggestion?.contains("orders") == true)
        let condition = try database.write(
            "glossary:\n  large: {table: orders, where: totl > 100}\n", to: "condition.yaml")
        let error = await failure { try await database.open { $0.annotationsPath = condition } }
        #expect(error?.code == .badInput)
        #expect(error?.message.contains("large") == true)
    }
}
