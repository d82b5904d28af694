import Foundation
import PlumbCore
import PlumbDatabases
import Testing

/// Nothing that a query says may write, reach another file or tell of the connection.
@Suite struct ReadOnlyTests {
    static let schema = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);
        INSERT INTO t VALUES (1, 'one'), (2, 'two');
        CREATE VIEW v AS SELECT name FROM t;
        """

    static let attacks = [
        "INSERT INTO t VALUES (3, 'three')", "insert or replace into t values (1, 'x')",
        "REPLACE INTO t VALUES (1, 'x')",
        "UPDATE t SET name = 'x'", "DELETE FROM t", "CREATE TABLE u (a)", "CREATE TEMP TABLE u (a)",
        "CREATE TABLE u AS SELECT * FROM t", "CREATE INDEX i ON t (name)", "CREATE VIEW w AS SELECT 1",
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END", "CREATE VIRTUAL TABLE f USING fts5(a)",
        "DROP TABLE t", "DROP VIEW v", "ALTER TABLE t RENAME TO u", "ALTER TABLE t ADD COLUMN x",
        "ATTACH 'other.sqlite' AS other", "ATTACH ':memory:' AS m", "DETACH main", "VACUUM",
        "VACUUM INTO '/tmp/plumb-stolen.sqlite'", "PRAGMA user_version", "PRAGMA user_version = 7",
        "PRAGMA journal_mode = WAL", "PRAGMA journal_mode(DELETE)", "PRAGMA writable_schema = 1",
        "PRAGMA query_only = 0", "PRAGMA data_version", "PRAGMA wal_checkpoint", "PRAGMA main.table_info(t)",
        "SELECT * FROM pragma_table_info('t')", "SELECT * FROM pragma_database_list",
        "SELECT * FROM pragma_user_version",
        "SELECT * FROM pragma_journal_mode('WAL')", "SELECT (SELECT name FROM pragma_function_list LIMIT 1)",
        "REINDEX", "REINDEX t", "ANALYZE", "ANALYZE t", "BEGIN", "BEGIN EXCLUSIVE", "COMMIT", "ROLLBACK", "END",
        "SAVEPOINT s", "RELEASE s", "SELECT load_extension('/tmp/evil')", "SELECT load_extension('/tmp/evil', 'x')",
        "SELECT writefile('/tmp/plumb-stolen', 'x')", "SELECT readfile('/etc/passwd')", "SELECT edit('x', 'vi')",
        "SELECT fts3_tokenizer('simple')", "SELECT fts3_tokenizer('x', x'00')", "SELECT fts5(1)",
        "SELECT sqlite_version()", "SELECT sqlite_source_id()", "SELECT sqlite_compileoption_get(0)",
        "SELECT sqlite_log(1, 'x')", "SELECT last_insert_rowid()", "SELECT changes()", "SELECT total_changes()",
        "SELECT * FROM sqlite_master", "SELECT sql FROM sqlite_schema", "SELECT * FROM sqlite_temp_master",
        "SELECT * FROM main.sqlite_master", "SELECT count(*) FROM sqlite_schema", "SELECT * FROM \"sqlite_master\"",
        "SELECT * FROM dbstat", "SELECT * FROM sqlite_stmt", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM t",
        "SELECT 1;; DROP TABLE t", "SELECT 1; -- done\n DROP TABLE t", "SELECT 1; /* x */ DROP TABLE t",
        "; DELETE FROM t", "WITH x AS (SELECT 1) DELETE FROM t", "WITH x AS (SELECT 9) INSERT INTO t SELECT 9, 'x'",
        "WITH x AS (SELECT 1) UPDATE t SET name = 'x'", "WITH x AS (SELECT 1) REPLACE INTO t VALUES (1, 'x')",
        "/* SELECT */ DELETE FROM t", "-- SELECT\nDELETE FROM t", "/*/ DELETE FROM t; /*/ DELETE FROM t",
        " \t\r\n\u{c}DELETE FROM t", "\u{FEFF}DELETE FROM t", "\u{FEFF}\u{FEFF} /**/ DROP TABLE t",
        "SELECT 1\0; DELETE FROM t", "\0DELETE FROM t", "SELECT 'a\0b'", "D\0E\0L\0E\0T\0E\0 \0F\0R\0O\0M\0 \0t\0",
        "\u{FF24}\u{FF25}\u{FF2C}\u{FF25}\u{FF34}\u{FF25} FROM t", "\u{200B}DELETE FROM t", "DELETE/**/FROM/**/t",
        "dElEtE fRoM t", "EXPLAIN DELETE FROM t", "EXPLAIN SELECT 1", "EXPLAIN QUERY PLAN DELETE FROM t",
        "INSERT INTO t VALUES (5, 'x') RETURNING id", "DELETE FROM t RETURNING *",
        "SELECT * FROM (DELETE FROM t RETURNING *)", "SELECT * FROM t WHERE id IN (DELETE FROM t RETURNING id)",
        "", " ", ";", "-- nothing", "/* nothing", "?", "SELECT ?", "SELECT :name", "(SELECT 1)",
        "SELECT * FROM t FOR UPDATE", "SELECT 1 INTO t", "SELECT * INTO OUTFILE '/tmp/x' FROM t",
    ]

    @Test(arguments: attacks) func isRefused(_ sql: String) async throws {
        let file = try TemporaryDatabase(Self.schema)
        let before = try file.bytes
        let database = try await file.connect()
        let prepared = await failure { try await database.prepare(sql) }
        let executed = await failure { try await database.rows(sql) }
        #expect(prepared != nil)
        #expect(prepared == executed)
        #expect([.refused, .queryFailed].contains(executed?.code))
        #expect(try file.bytes == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.folder) == ["shop.sqlite"])
        #expect(try await database.rows("SELECT count(*) FROM t") == [[.integer(2)]])
    }

    @Test(arguments: attacks) func isRefusedWithOldStrings(_ sql: String) async throws {
        let file = try TemporaryDatabase(Self.schema)
        let before = try file.bytes
        var options = SQLiteDatabase.Options()
        options.allowsDoubleQuotedStrings = true
        let database = try await file.connect(options)
        #expect(await failure { try await database.rows(sql) } != nil)
        #expect(try file.bytes == before)
    }

    @Test func theErrorSaysWhatWasRefused() async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        let messages = [
            "DELETE FROM t": "DELETE is not permitted", "WITH x AS (SELECT 1) DELETE FROM t": "DELETE from t",
            "SELECT load_extension('x')": "the function load_extension()",
            "SELECT * FROM sqlite_master": "sqlite_master",
            "SELECT 1; SELECT 2": "more than one statement", "SELECT 1\0": "NUL",
            "SELECT * FROM pragma_table_info('t')": "SQLite itself",
        ]
        for (sql, message) in messages {
            let error = try #require(await failure { try await database.prepare(sql) })
            #expect(error.code == .refused)
            #expect(error.message.contains(message))
        }
    }

    @Test(arguments: [
        "SELECT 1", "select 1;", "SELECT 1; ", "SELECT 1;;; -- done", "SELECT 1 /* open", "\u{FEFF}SELECT 1",
        "-- why\nSELECT 1", "/* a */ /* b */ SELECT 1", "WITH x AS (SELECT 1) SELECT * FROM x", "VALUES (1)",
        "SELECT name FROM t WHERE name LIKE 'o%' AND name GLOB 'o*'", "SELECT * FROM v", "SELECT rowid FROM t",
        "SELECT date('2024-01-01', '+1 day'), strftime('%Y', 'now'), julianday('now')",
        "SELECT json_extract('[1]', '$[0]')",
        "SELECT value FROM json_each('[1,2]')", "SELECT '{\"a\":1}' ->> 'a'", "SELECT sqrt(2), pow(2, 3), ln(2)",
        "SELECT row_number() OVER (ORDER BY id), lag(name) OVER (ORDER BY id) FROM t",
        "SELECT group_concat(name, ', '), total(id), avg(id) FROM t", "SELECT CAST('1' AS INTEGER), 1 COLLATE NOCASE",
        "\(numbers(5)) SELECT sum(i) FROM n", "SELECT 'DELETE FROM t; DROP TABLE t'", "SELECT 1 AS \"update\"",
    ])
    func isPermitted(_ sql: String) async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        #expect(try await !database.rows(sql).isEmpty)
    }

    @Test(arguments: [
        "SELECT load_extension('/tmp/evil')", "SELECT fts3_tokenizer('simple')", "SELECT sqlite_version()",
        "SELECT * FROM sqlite_master", "SELECT * FROM pragma_user_version", "SELECT * FROM dbstat",
    ])
    func aViewCanDoNoMoreThanAQuery(_ sql: String) async throws {
        let file = try TemporaryDatabase(Self.schema + "CREATE VIEW evil AS \(sql);")
        let database = try await file.open()
        #expect(database.catalog.table("evil")?.problem != nil)
        #expect(await failure { try await database.executor.rows("SELECT * FROM evil") } != nil)
    }

    @Test func aViewMayUseJSON() async throws {
        let file = try TemporaryDatabase(Self.schema + "CREATE VIEW j AS SELECT json_extract('[7]', '$[0]') AS one;")
        #expect(try await file.connect().rows("SELECT one FROM j") == [[.integer(7)]])
    }

    @Test func hugeValuesAreBounded() async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        for sql in ["SELECT zeroblob(1000000000)", "SELECT randomblob(1000000000)", "SELECT hex(zeroblob(50000000))"] {
            #expect(await failure { try await database.rows(sql) }?.code == .limitExceeded, "\(sql)")
        }
        let long = "SELECT '\(String(repeating: "x", count: 2_000_000))'"
        #expect(await failure { try await database.rows(long) }?.code == .limitExceeded)
        let deep = "SELECT " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
        #expect(await failure { try await database.rows(deep) }?.code == .queryFailed)
    }

    @Test func aMistakeIsPlaced() async throws {
        let database = try await TemporaryDatabase(Self.schema).connect()
        let error = try #require(await failure { try await database.prepare("SELECT name,\n  'é', nam FROM t") })
        #expect(error.code == .queryFailed)
        #expect(error.message.contains("no such column: nam"))
        #expect(error.message.contains("line 2, column 8"))
    }

    @Test func doubleQuotesNameColumnsUnlessAskedFor() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let strict = try await file.connect()
        #expect(await failure { try await strict.rows("SELECT \"missing\"") }?.code == .queryFailed)
        let old = try await file.connect(.init(allowsDoubleQuotedStrings: true))
        #expect(try await old.rows("SELECT \"missing\"") == [[.text("missing")]])
        #expect(old.options.allowsDoubleQuotedStrings)
    }
}
