import PlumbCore
import PlumbDatabases
import Testing

@Suite struct AccessPolicyTests {
    static let schema = """
        CREATE TABLE Customer (id INTEGER PRIMARY KEY, name TEXT, Salary INTEGER);
        CREATE TABLE secret (id INTEGER, word TEXT);
        CREATE VIEW peek AS SELECT word FROM secret;
        CREATE VIEW rich AS SELECT salary FROM Customer;
        INSERT INTO Customer VALUES (1, 'Ann', 10);
        INSERT INTO secret VALUES (1, 'x');
        """

    @Test(arguments: [
        "SELECT * FROM secret", "SELECT count(*) FROM secret", "SELECT 1 FROM SECRET", "SELECT * FROM peek",
        "SELECT * FROM main.secret", "SELECT name FROM customer WHERE id IN (SELECT id FROM secret)",
        "SELECT salary FROM customer", "SELECT * FROM customer", "SELECT max(\"SALARY\") FROM Customer",
        "SELECT name FROM customer ORDER BY salary", "SELECT * FROM rich", "SELECT rowid FROM secret",
        "WITH peek AS (SELECT word FROM secret) SELECT * FROM peek",
        "SELECT name FROM customer NATURAL JOIN (SELECT 10 AS salary)",
        "SELECT name FROM customer JOIN (SELECT 10 AS salary) USING (salary)",
        "SELECT name FROM customer JOIN (SELECT 1 id, 10 salary) USING/**/( id , \"SALARY\" )",
        "SELECT 1 WHERE 'x' IN secret", "SELECT 1 FROM secret, secret s", "SELECT (SELECT 1 FROM secret)",
    ])
    func whatIsDeniedIsRefused(_ sql: String) async throws {
        let policy = AccessPolicy(deniedTables: ["secret"], deniedColumns: [ColumnReference("customer", "salary")])
        let database = try await TemporaryDatabase(Self.schema).connect(.init(policy: policy))
        let error = try #require(await failure { try await database.rows(sql) })
        #expect(error.code == .refused)
        #expect(error.message.contains("not open to queries"))
        #expect(try await database.rows("SELECT id, name FROM customer") == [[.integer(1), .text("Ann")]])
    }

    /// SQLite tells nobody of a table that is joined by the names of its columns and not needed besides.
    @Test(arguments: [
        "SELECT name FROM customer JOIN secret USING (id)", "SELECT name FROM customer JOIN Main . [Secret] USING (id)",
        "SELECT name FROM customer NATURAL JOIN secret", "SELECT name FROM secret JOIN customer USING (id)",
        "SELECT name FROM customer JOIN (secret) USING (id)", "SELECT one FROM joined", "SELECT count(*) FROM joined",
        "SELECT 1 FROM customer, 'secret' JOIN (SELECT 1 AS id) USING (id)",
        "SELECT name FROM customer JOIN joined USING (one)",
        "WITH j AS (SELECT name FROM customer JOIN secret USING (id)) SELECT count(*) FROM j", "SELECT * FROM rejoined",
    ])
    func whatIsDeniedIsNotJoinedByName(_ sql: String) async throws {
        let file = try TemporaryDatabase(
            Self.schema + "CREATE VIEW joined AS SELECT 1 AS one, 10 AS salary FROM customer JOIN secret USING (id);"
                + "CREATE VIEW fine AS SELECT name FROM customer JOIN (SELECT 1 AS id) USING (id);"
                + "CREATE VIEW rejoined AS SELECT 2 AS two FROM joined;")
        let allowed = AccessPolicy(allowedTables: ["customer", "fine", "joined", "rejoined"])
        for policy in [AccessPolicy(deniedTables: ["Secret"]), AccessPolicy(rowFilters: ["SECRET": "id = 3"]), allowed]
        {
            let database = try await file.connect(.init(policy: policy))
            if policy.rowFilters.isEmpty || sql.contains("joined") || sql.contains("Main") {
                #expect(await failure { try await database.rows(sql) }?.code == .refused)
            } else {
                // The name is that of the open rows here, and there are none.
                let rows = try await database.rows(sql)
                #expect(rows.isEmpty || rows == [[.integer(0)]])
            }
            #expect(try await database.rows("SELECT name FROM fine") == [[.text("Ann")]])
            let named = "WITH x AS (SELECT 1 AS id) SELECT name FROM x JOIN customer USING (id)"
            #expect(try await database.rows(named) == [[.text("Ann")]])
        }
    }

    @Test func theSchemaIsNotJoinedByName() async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        let sql = "SELECT c.n FROM (SELECT 1 AS n, 'secret' AS name) c JOIN sqlite_schema USING (name)"
        #expect(await failure { try await database.rows(sql) }?.code == .refused)
    }

    @Test func aViewThatComparesADeniedColumnIsRefused() async throws {
        let file = try TemporaryDatabase(
            Self.schema + "CREATE VIEW tens AS SELECT name FROM customer JOIN (SELECT 10 AS salary) USING (salary)")
        let policy = AccessPolicy(deniedColumns: [ColumnReference("customer", "salary")])
        #expect(
            await failure { try await file.connect(.init(policy: policy)).rows("SELECT * FROM tens") }?.code == .refused
        )
        #expect(try await file.connect().rows("SELECT * FROM tens") == [[.text("Ann")]])
    }

    @Test(arguments: [
        "SELECT * FROM peek", "SELECT 1 FROM Peek", "SELECT count(*) FROM peek",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM peek)",
        "SELECT * FROM constant", "SELECT 1 FROM constant",
    ])
    func aDeniedViewIsRefusedThoughItsTablesAreOpen(_ sql: String) async throws {
        let file = try TemporaryDatabase(Self.schema + "CREATE VIEW constant AS SELECT 1 AS one;")
        let database = try await file.connect(.init(policy: AccessPolicy(deniedTables: ["peek", "constant"])))
        #expect(await failure { try await database.rows(sql) }?.code == .refused)
        #expect(try await database.rows("SELECT word FROM secret") == [[.text("x")]])
    }

    @Test func otherJoinsByNameArePermitted() async throws {
        let policy = AccessPolicy(deniedColumns: [ColumnReference("customer", "salary")])
        let database = try await TemporaryDatabase(Self.schema).connect(.init(policy: policy))
        #expect(try await database.rows("SELECT name, 'natural' FROM customer JOIN secret USING (id)").count == 1)
    }

    @Test func onlyWhatIsAllowedIsRead() async throws {
        let policy = AccessPolicy(
            allowedTables: ["customer"], allowedColumns: [ColumnReference("customer", "name")])
        let database = try await TemporaryDatabase(Self.schema).connect(.init(policy: policy))
        #expect(try await database.rows("SELECT NAME FROM Customer") == [[.text("Ann")]])
        #expect(try await database.rows("SELECT count(*) FROM Customer, json_each('[1,2]')") == [[.integer(2)]])
        for sql in ["SELECT id FROM customer", "SELECT * FROM secret", "SELECT * FROM peek"] {
            #expect(await failure { try await database.rows(sql) }?.code == .refused)
        }
    }

    @Test func theCatalogHasOnlyWhatMayBeRead() async throws {
        let file = try TemporaryDatabase(Self.schema)
        var options = file.options
        options.policy = AccessPolicy(deniedTables: ["secret"], deniedColumns: [ColumnReference("Customer", "Salary")])
        let database = try await file.open(options)
        #expect(database.catalog.table("secret") == nil)
        #expect(database.catalog.table("customer")?.columns.map(\.name) == ["id", "name"])
        #expect(database.catalog.table("peek")?.problem != nil)
        #expect(await failure { try await database.executor.rows("SELECT salary FROM customer") }?.code == .refused)
        // Another policy is another catalog.
        #expect(try await file.open().catalog.table("secret") != nil)
    }

    @Test func readsAreReported() async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        let reads = try await database.reads(
            of: "SELECT c.name FROM customer c JOIN secret ON secret.id = c.id WHERE exists (SELECT 1 FROM peek)")
        #expect(reads.tables == ["Customer", "secret", "peek"])
        #expect(
            reads.columns == [
                ColumnReference("Customer", "name"), ColumnReference("Customer", "id"), ColumnReference("secret", "id"),
                ColumnReference("secret", "word"),
            ])
        let count = try await database.reads(of: "SELECT count(*) FROM customer")
        #expect(count.tables == ["Customer"])
        #expect(count.columns.isEmpty)
    }

    @Test func fullTextTablesCanBeRead() async throws {
        let file = try TemporaryDatabase(
            "CREATE VIRTUAL TABLE docs USING fts5(body); INSERT INTO docs VALUES ('the quick fox'), ('a slow dog')")
        let database = try await file.open()
        #expect(database.catalog.tables.map(\.name) == ["docs"])
        let rows = try await database.executor.rows("SELECT body FROM docs WHERE docs MATCH 'quick' ORDER BY rank")
        #expect(rows == [[.text("the quick fox")]])
        let allowed = try await file.connect(.init(policy: AccessPolicy(allowedTables: ["docs"])))
        #expect(try await allowed.rows("SELECT count(*) FROM docs WHERE docs MATCH 'slow'") == [[.integer(1)]])
    }

    @Test func rTreeTablesCanBeRead() async throws {
        let file = try TemporaryDatabase(
            "CREATE VIRTUAL TABLE places USING rtree(id, x1, x2); INSERT INTO places VALUES (1, 0, 5), (2, 6, 9)")
        let database = try await file.open()
        #expect(try await database.executor.rows("SELECT id FROM places WHERE x1 > 3") == [[.integer(2)]])
    }
}
