import PlumbCore
import PlumbDatabases
import Testing

/// What a policy closes is not read through an index of its words either.
@Suite struct FullTextPolicyTests {
    static let schema = """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT);
        INSERT INTO customers VALUES (1, 'ann', 'Bern'), (2, 'zebedee', 'Rome');
        CREATE VIEW people AS SELECT c.id, c.name FROM customers c;
        CREATE VIEW folk AS SELECT id, name FROM people;
        CREATE VIRTUAL TABLE f5 USING fts5(name, content='customers', content_rowid='id');
        CREATE VIRTUAL TABLE [F5 short] USING "FTS5"(name, c=[Customers], tokenize='porter', content_rowid=id);
        CREATE VIRTUAL TABLE f4 USING fts4(CONTENT=`customers`, name);
        CREATE VIRTUAL TABLE viewed USING fts5(name, content=folk, content_rowid='id');
        CREATE VIRTUAL TABLE above USING fts5(c0, content=docs_content, content_rowid='id');
        CREATE VIRTUAL TABLE docs USING fts5(body, note);
        CREATE VIRTUAL TABLE bare USING fts5(body, content='');
        CREATE VIRTUAL TABLE old USING fts4(body, content);
        INSERT INTO f5 (f5) VALUES ('rebuild');
        INSERT INTO "F5 short" ("F5 short") VALUES ('rebuild');
        INSERT INTO f4 (f4) VALUES ('rebuild');
        INSERT INTO viewed (viewed) VALUES ('rebuild');
        INSERT INTO docs VALUES ('quick fox', 'secret');
        INSERT INTO above (above) VALUES ('rebuild');
        INSERT INTO bare (rowid, body) VALUES (1, 'slow dog');
        INSERT INTO old (body) VALUES ('idle cat');
        CREATE VIRTUAL TABLE f5v USING fts5vocab('f5', 'row');
        CREATE VIRTUAL TABLE f5i USING fts5vocab("F5 SHORT", instance);
        CREATE VIRTUAL TABLE f4v USING fts4aux(f4);
        CREATE VIRTUAL TABLE docsv USING fts5vocab(DOCS, col);
        CREATE VIRTUAL TABLE oldv USING fts4aux("old");
        CREATE VIEW words AS SELECT term FROM f5v;
        """
    static let closing = [
        AccessPolicy(deniedTables: ["Customers"]), AccessPolicy(rowFilters: ["Customers": "id = 1"]),
        AccessPolicy(deniedColumns: [ColumnReference("CUSTOMERS", "Name")]),
        AccessPolicy(allowedColumns: [ColumnReference("customers", "id")]),
    ]
    static let closed = [
        "SELECT * FROM f5", "SELECT rank FROM f5 WHERE f5 MATCH 'zebedee'", "SELECT rowid FROM f5('zebedee')",
        "SELECT count(*) FROM f5 WHERE f5 MATCH 'zebedee'", "SELECT count(*) FROM f5",
        "SELECT count(*) FROM \"F5 short\" WHERE \"F5 short\" MATCH 'zebedee'",
        "SELECT docid FROM f4 WHERE f4 MATCH 'zebedee'", "SELECT count(*) FROM F4 WHERE name MATCH 'zebedee'",
        "SELECT rank FROM viewed WHERE viewed MATCH 'zebedee'", "SELECT count(*) FROM viewed_docsize",
        "SELECT * FROM f5v", "SELECT count(*) FROM main.F5V", "SELECT * FROM f5i", "SELECT * FROM f4v",
        "SELECT * FROM f5_data", "SELECT * FROM f5_idx", "SELECT count(*) FROM F5_DOCSIZE", "SELECT * FROM f5_config",
        "SELECT * FROM \"f5 short_data\"", "SELECT * FROM f4_segdir", "SELECT * FROM f4_segments",
        "SELECT * FROM f4_docsize", "SELECT * FROM words", "SELECT count(*) FROM words",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM f5v WHERE term = 'zebedee')",
        "SELECT 'zebedee' IN (SELECT term FROM f5v)",
        "WITH f5 AS (SELECT * FROM main.f5v) SELECT count(*) FROM f5",
    ]
    static let open = [
        ("SELECT body FROM docs WHERE docs MATCH 'quick'", "quick fox"), ("SELECT count(*) FROM docs_content", "1"),
        ("SELECT count(*) FROM docsv", "3"), ("SELECT rowid FROM bare WHERE bare MATCH 'dog'", "1"),
        ("SELECT docid FROM old WHERE old MATCH 'cat'", "1"), ("SELECT count(*) FROM oldv WHERE col = '*'", "2"),
        ("SELECT count(*) FROM above WHERE above MATCH 'fox'", "1"),
    ]

    @Test(arguments: closing)
    func indexesOfWhatIsClosedAreClosed(_ policy: AccessPolicy) async throws {
        let file = try TemporaryDatabase(Self.schema)
        let database = try await file.connect(.init(policy: policy))
        for sql in Self.closed {
            let error = await failure { try await database.rows(sql) }
            #expect(error?.code == .refused, "\(sql)")
        }
        for (sql, value) in Self.open {
            #expect(try await database.rows(sql).map { $0.map(\.description) } == [[value]], "\(sql)")
        }
    }

    @Test(arguments: closed)
    func withoutAPolicyIndexesAreOpen(_ sql: String) async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        #expect(try await !database.rows(sql).isEmpty || sql.contains("segments"))
    }

    @Test(arguments: closing)
    func theCatalogHasNoIndexOfWhatIsClosed(_ policy: AccessPolicy) async throws {
        let file = try TemporaryDatabase(Self.schema)
        var options = file.options
        options.policy = policy
        for isCached in [false, true] {
            let database = try await file.open(options)
            #expect(database.isCatalogCached == isCached)
            let names = Set(database.catalog.tables.map(\.name.name))
            #expect(names.isDisjoint(with: ["f5", "F5 short", "f4", "viewed", "f5v", "f5i", "f4v"]))
            #expect(names.isSuperset(of: ["docs", "bare", "old", "docsv", "oldv", "above"]))
            #expect(database.catalog.table("words")?.problem != nil)
            let found = try await database.values.values(containing: ["zebedee", "fox"], limit: 9)
            #expect(found.first?.isEmpty == true)
            #expect(found.last?.isEmpty == false)
        }
        #expect(try await file.open().catalog.table("f5") != nil)
    }

    @Test(arguments: [
        AccessPolicy(deniedTables: ["docs"]), AccessPolicy(deniedColumns: [ColumnReference("docs", "note")]),
    ])
    func anIndexThatIsClosedItselfClosesWhatShowsIt(_ policy: AccessPolicy) async throws {
        let file = try TemporaryDatabase(Self.schema)
        let database = try await file.connect(.init(policy: policy))
        for sql in [
            "SELECT rowid FROM docs WHERE docs MATCH 'note : secret'", "SELECT * FROM docsv",
            "SELECT c1 FROM docs_content",
            "SELECT * FROM docs_data", "SELECT rank FROM above WHERE above MATCH 'fox'", "SELECT * FROM above_data",
        ] {
            #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
        }
        #expect(try await database.rows("SELECT count(*) FROM f5v") == [[.integer(2)]])
    }

    @Test func onlyAllowedTablesCountAsContent() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let without = try await file.connect(
            .init(policy: AccessPolicy(allowedTables: ["f5", "f5v", "docs", "docsv"])))
        for sql in ["SELECT rank FROM f5 WHERE f5 MATCH 'ann'", "SELECT * FROM f5v", "SELECT * FROM f5_data"] {
            #expect(await failure { try await without.rows(sql) }?.code == .refused, "\(sql)")
        }
        #expect(try await without.rows("SELECT count(*) FROM docsv") == [[.integer(3)]])
        let with = try await file.connect(.init(policy: AccessPolicy(allowedTables: ["f5", "f5v", "customers"])))
        #expect(try await with.rows("SELECT name FROM f5 WHERE f5 MATCH 'ann'") == [[.text("ann")]])
        #expect(try await with.rows("SELECT count(*) FROM f5v") == [[.integer(2)]])
    }

    @Test func whoseContentCannotBeToldIsClosedByAnyPolicy() async throws {
        let file = try TemporaryDatabase(
            Self.schema
                + "ALTER TABLE customers RENAME TO clients; CREATE VIRTUAL TABLE lost USING fts5(x, content=gone);")
        let database = try await file.connect(.init(policy: AccessPolicy(rowFilters: ["clients": "id = 1"])))
        for sql in ["SELECT rank FROM f5 WHERE f5 MATCH 'zebedee'", "SELECT * FROM f5v", "SELECT count(*) FROM lost"] {
            #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
        }
        #expect(try await database.rows("SELECT count(*) FROM docsv") == [[.integer(3)]])
    }

    @Test func anIndexThatIsMadeLaterIsClosedToo() async throws {
        let file = try TemporaryDatabase("CREATE TABLE customers (name); INSERT INTO customers VALUES ('zebedee');")
        let database = try await file.connect(.init(policy: AccessPolicy(deniedTables: ["customers"])))
        #expect(await failure { try await database.rows("SELECT 1 FROM customers") }?.code == .refused)
        try file.run(
            """
            CREATE VIRTUAL TABLE /* of */ late USING /* USING fts5( */ fts5(name, -- content='',
            content="customers"); INSERT INTO late (late) VALUES ('rebuild');
            CREATE VIRTUAL TABLE latest USING fts5vocab(late, row)
            """)
        #expect(await failure { try await database.rows("SELECT rank FROM late('zebedee')") }?.code == .refused)
        #expect(await failure { try await database.rows("SELECT * FROM latest") }?.code == .refused)
        try file.run("DROP TABLE latest; DROP TABLE late; CREATE VIRTUAL TABLE late USING fts5(name);")
        #expect(try await database.rows("SELECT count(*) FROM late") == [[.integer(0)]])
    }

    @Test func annotationsCloseIndexesToo() async throws {
        let file = try TemporaryDatabase(Self.schema)
        try file.write(
            "tables:\n  customers:\n    columns:\n      name:\n        hidden: true\n", to: "shop.yaml")
        let database = try await file.open()
        #expect(database.catalog.table("f5") == nil)
        #expect(database.catalog.table("f4v") == nil)
        #expect(await failure { try await database.executor.rows("SELECT * FROM f5v") }?.code == .refused)
    }
}
