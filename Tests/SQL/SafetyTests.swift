import PlumbCore
import PlumbSQL
import Testing

/// Attacks on the check that a text is one query which only reads, and queries that it must let pass.
struct SafetyTests {
    static let attacks: [(SQLDialect, String, SafetyViolation.Code)] = [
        // Statements that are no query.
        (.sqlite, "INSERT INTO t VALUES (1)", .notAQuery),
        (.sqlite, "REPLACE INTO t VALUES (1)", .notAQuery),
        (.sqlite, "UPDATE t SET a = 1", .notAQuery),
        (.sqlite, "delete from t", .notAQuery),
        (.sqlite, "DROP TABLE t", .notAQuery),
        (.sqlite, "CREATE TABLE t (a)", .notAQuery),
        (.sqlite, "CREATE TABLE t AS SELECT 1", .notAQuery),
        (.sqlite, "ALTER TABLE t ADD b", .notAQuery),
        (.sqlite, "ATTACH 'x.db' AS x", .notAQuery),
        (.sqlite, "DETACH x", .notAQuery),
        (.sqlite, "VACUUM INTO 'copy.db'", .notAQuery),
        (.sqlite, "PRAGMA writable_schema = 1", .notAQuery),
        (.sqlite, "REINDEX", .notAQuery),
        (.sqlite, "ANALYZE", .notAQuery),
        (.sqlite, "BEGIN", .notAQuery),
        (.sqlite, "EXPLAIN SELECT 1", .notAQuery),
        (.postgres, "COPY t TO PROGRAM 'sh'", .notAQuery),
        (.postgres, "SET ROLE postgres", .notAQuery),
        (.postgres, "DO $$ BEGIN END $$", .notAQuery),
        (.postgres, "CALL p()", .notAQuery),
        (.postgres, "TRUNCATE t", .notAQuery),
        (.postgres, "EXPLAIN ANALYZE DELETE FROM t", .notAQuery),
        (.postgres, "LISTEN x", .notAQuery),
        (.postgres, "GRANT ALL ON t TO public", .notAQuery),
        (.postgres, "MERGE INTO t USING u ON TRUE WHEN MATCHED THEN DELETE", .notAQuery),
        (.sqlite, "", .notAQuery),
        (.sqlite, " ; -- nothing", .notAQuery),
        // Several statements.
        (.sqlite, "SELECT 1; DROP TABLE t", .severalStatements),
        (.sqlite, "SELECT 1; SELECT 2", .severalStatements),
        (.sqlite, "SELECT 1 -- x\n; DELETE FROM t", .severalStatements),
        (.sqlite, "SELECT 1;/**/DROP TABLE t;--", .severalStatements),
        (.sqlite, "SELECT ';' ; DROP TABLE t", .severalStatements),
        (.postgres, "SELECT $$;$$; DROP TABLE t", .severalStatements),
        (.postgres, "SELECT 'a\\'; DROP TABLE t; --'", .severalStatements),
        (.postgres, "SELECT /* /* */ ; */ 1; DROP TABLE t", .severalStatements),
        // Modifications inside of what looks like a query.
        (.sqlite, "WITH a AS (SELECT 1) DELETE FROM t", .notAQuery),
        (.sqlite, "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", .notAQuery),
        (.postgres, "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a", .modification),
        (.postgres, "WITH a AS (SELECT 1), b AS (UPDATE t SET a = 1) SELECT 1", .modification),
        (
            .postgres, "SELECT * FROM (WITH a AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM a) x",
            .modification
        ),
        (.postgres, "SELECT * INTO u FROM t", .into),
        (.postgres, "SELECT * FROM t FOR UPDATE", .locking),
        (.postgres, "SELECT * FROM (SELECT * FROM t FOR SHARE) x", .locking),
        // Functions with effects.
        (.sqlite, "SELECT load_extension('x')", .function),
        (.sqlite, "SELECT LOAD_EXTENSION/**/('x')", .function),
        (.sqlite, "SELECT \"load_extension\"('x')", .function),
        (.sqlite, "SELECT [writefile]('x', 'y')", .function),
        (.sqlite, "SELECT readfile('/etc/passwd')", .function),
        (.sqlite, "SELECT edit('x')", .function),
        (.sqlite, "SELECT fts3_tokenizer('x')", .function),
        (.sqlite, "SELECT 1 FROM t WHERE a IN (SELECT CASE WHEN 1 THEN writefile('x', 'y') END)", .function),
        (.sqlite, "SELECT 1 ORDER BY load_extension('x')", .function),
        (.sqlite, "SELECT 1 LIMIT load_extension('x')", .function),
        (.sqlite, "SELECT sum(a) OVER (ORDER BY edit(a)) FROM t", .function),
        (.sqlite, "SELECT sum(a) FILTER (WHERE edit(a)) FROM t", .function),
        (.sqlite, "SELECT sum(a) OVER w FROM t WINDOW w AS (PARTITION BY edit(a))", .function),
        (.sqlite, "SELECT * FROM t JOIN u ON edit(a)", .function),
        (.sqlite, "VALUES (edit(1))", .function),
        (.sqlite, "SELECT sqlite_compileoption_get(1)", .function),
        (.sqlite, "SELECT * FROM pragma_table_info('t')", .function),
        (.sqlite, "SELECT * FROM fsdir('/')", .function),
        (.sqlite, "SELECT 1 IN pragma_table_list", .systemTable),
        (.postgres, "SELECT pg_sleep(10)", .function),
        (.postgres, "SELECT pg_catalog.pg_sleep(10)", .function),
        // Postgres takes `(x).f` for `f(x)`.
        (.postgres, "SELECT ('/etc/passwd'::text).pg_read_file", .function),
        (.postgres, "SELECT (SELECT '/etc/passwd'::text).pg_read_file", .function),
        (.postgres, "SELECT ((ARRAY['/etc/passwd'])[1]).pg_read_file", .function),
        (.postgres, "SELECT a[1].pg_read_file FROM (SELECT ARRAY['/etc/passwd'] AS a) x", .function),
        (.postgres, "SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd']) AS x", .function),
        (.postgres, "SELECT x.\"pg_read_file\" FROM unnest(ARRAY['/etc/passwd']) AS x(y)", .function),
        (.postgres, "SELECT unnest.pg_read_file FROM t JOIN unnest(ARRAY['/etc/passwd']) ON TRUE", .function),
        (.postgres, "SELECT 1 FROM t ORDER BY (a).pg_sleep", .function),
        (.postgres, "SELECT other.lower('x')", .function),
        (.postgres, "SELECT pg_read_file('/etc/passwd')", .function),
        (.postgres, "SELECT lo_import('/etc/passwd')", .function),
        (.postgres, "SELECT * FROM dblink('x', 'DROP TABLE t') AS d(a int)", .function),
        (.postgres, "SELECT nextval('s')", .function),
        (.postgres, "SELECT set_config('role', 'postgres', false)", .function),
        (.postgres, "SELECT query_to_xml('DELETE FROM t', true, true, '')", .function),
        (.postgres, "SELECT U&\"pg\\005fsleep\"(1)", .function),
        (.postgres, "SELECT * FROM ROWS FROM (pg_ls_dir('.')) x", .function),
        (.postgres, "SELECT 1 OPERATOR(evil.+) 2", .operation),
        // The database's own tables.
        (.sqlite, "SELECT * FROM sqlite_master", .systemTable),
        (.sqlite, "SELECT * FROM SQLite_Schema", .systemTable),
        (.sqlite, "SELECT * FROM main.\"sqlite_master\"", .systemTable),
        (.sqlite, "SELECT * FROM temp.sqlite_temp_schema", .systemTable),
        (.sqlite, "SELECT * FROM pragma_database_list", .systemTable),
        (.sqlite, "SELECT * FROM 'sqlite_master'", .systemTable),
        (.postgres, "SELECT * FROM pg_catalog.pg_class", .systemTable),
        (.postgres, "SELECT * FROM pg_shadow", .systemTable),
        (.postgres, "SELECT 'secret'::regclass", .systemTable),
        (.postgres, "SELECT CAST(16384 AS pg_catalog.regclass[])", .systemTable),
        (.postgres, "SELECT regrole '10'", .systemTable),
        (.postgres, "SELECT * FROM json_to_record('{}') AS x(a \"regtype\")", .systemTable),
        (.postgres, "SELECT '{17248}'::_regclass", .systemTable),
        (.postgres, "SELECT '{t}'::pg_catalog._regclass::oid[]", .systemTable),
        (.postgres, "SELECT * FROM json_to_record('{}') AS x(a _regtype)", .systemTable),
        (.postgres, "SELECT '=r/postgres'::aclitem", .systemTable),
        (.postgres, "SELECT '{=r/postgres}'::_aclitem", .systemTable),
        (.postgres, "TABLE pg_authid", .systemTable),
        (.postgres, "SELECT * FROM information_schema.tables", .systemTable),
        (.postgres, "WITH pg_shadow AS (SELECT * FROM pg_shadow) SELECT * FROM pg_shadow", .systemTable),
        // What can't be read.
        (.sqlite, "SELECT 1\u{0}; DROP TABLE t", .notReadable),
        (.sqlite, "SELECT 1 -- \u{0}", .notReadable),
        (.sqlite, "SELECT 1 /* \u{0} */", .notReadable),
        (.sqlite, "SELECT '\u{0}'", .notReadable),
        (.postgres, "\u{FEFF}DROP TABLE t", .notReadable),
        (.sqlite, "ЅELECT 1", .notReadable),
        (.sqlite, "SELECT 1；DROP TABLE t", .notReadable),
        (.postgres, "SELECT 'x", .notReadable),
        (.postgres, "SELECT 1 /* never closed", .notReadable),
        (.sqlite, "SELECT", .notReadable),
        (.sqlite, "\\read x", .notReadable),
        (.postgres, "\\! sh", .notReadable),
    ]

    @Test(arguments: attacks)
    func isRefused(dialect: SQLDialect, text: String, code: SafetyViolation.Code) {
        let verdict = SafetyAnalysis.check(text, dialect: dialect)
        #expect(!verdict.isSafe)
        #expect(verdict.violations.contains { $0.code == code }, "\(verdict)")
    }

    static let harmless: [(SQLDialect, String)] = [
        (.sqlite, "SELECT count(*) FROM t;"),
        (.sqlite, "\u{FEFF}SELECT 1 -- DROP TABLE t"),
        (.sqlite, "SELECT 'DROP TABLE t; --' FROM t WHERE a = \"DELETE\""),
        (.sqlite, "/* ; */ SELECT replace(a, 'x', 'y') FROM t"),
        (.sqlite, "WITH sqlite_master AS (SELECT 1) SELECT * FROM sqlite_master"),
        (.sqlite, "SELECT value FROM t, json_each(t.a)"),
        (.postgres, "SELECT date_trunc('month', d), string_agg(a, ',') FROM s.t GROUP BY 1"),
        (.postgres, "SELECT pg_catalog.lower('X'), 1 OPERATOR(pg_catalog.+) 2"),
        (.postgres, "SELECT extract(year FROM d), coalesce(a, b) FROM t WHERE a ILIKE 'x%'"),
        (.postgres, "SELECT $tag$; DROP TABLE t$tag$"),
    ]

    @Test(arguments: harmless)
    func isAllowed(dialect: SQLDialect, text: String) {
        let verdict = SafetyAnalysis.check(text, dialect: dialect)
        #expect(verdict.isSafe, "\(verdict)")
    }

    @Test func listsOfTablesHold() {
        let rules = SafetyRules(dialect: .sqlite, allowedTables: ["singer", "concert"])
        let check = { SafetyAnalysis.check($0, dialect: .sqlite, rules: rules).isSafe }
        #expect(check("SELECT * FROM Singer JOIN main.concert"))
        #expect(check("WITH x AS (SELECT * FROM singer) SELECT * FROM x"))
        #expect(!check("SELECT * FROM stadium"))
        #expect(!check("SELECT * FROM singer WHERE id IN stadium"))
        #expect(!check("SELECT (SELECT max(a) FROM other.singer)"))
        #expect(!check("WITH x AS (SELECT * FROM stadium) SELECT * FROM x"))
        // The common table is gone where its query ends.
        #expect(!check("SELECT * FROM (WITH stadium AS (SELECT 1) SELECT * FROM stadium), stadium"))
    }

    @Test func deniedTablesAreNotRead() {
        let rules = SafetyRules(dialect: .postgres, deniedTables: ["users"])
        #expect(!SafetyAnalysis.check("SELECT * FROM private.users", dialect: .postgres, rules: rules).isSafe)
        #expect(SafetyAnalysis.check("SELECT * FROM \"Users\"", dialect: .postgres, rules: rules).isSafe)
    }

    @Test(arguments: [
        "SELECT password FROM users", "SELECT u.PASSWORD FROM users u", "SELECT * FROM users",
        "SELECT u.* FROM users u",
        "SELECT 1 FROM users ORDER BY password", "SELECT (SELECT password) FROM users",
        "SELECT 1 FROM users NATURAL JOIN t", "SELECT 1 FROM users JOIN t USING (password)", "SELECT 'x' IN users",
        "SELECT a FROM (SELECT * FROM users)", "SELECT count(*) FROM users WHERE \"password\" LIKE 'a%'",
    ])
    func deniedColumnsAreNotRead(text: String) {
        let rules = SafetyRules(dialect: .sqlite, deniedColumns: [ColumnReference("users", "password")])
        let verdict = SafetyAnalysis.check(text, dialect: .sqlite, rules: rules)
        #expect(verdict.violations.contains { $0.code == .column })
    }

    @Test(arguments: [
        "SELECT users FROM users", "SELECT row_to_json(u) FROM users u", "SELECT x FROM users AS u(x)", "TABLE users",
        "SELECT u.to_json FROM users u", "SELECT users.array_agg FROM users",
        "SELECT j FROM (users CROSS JOIN t) AS j", "SELECT to_json(j) FROM (t JOIN users u ON true) AS j",
        "SELECT j.row_to_json FROM (users CROSS JOIN t) AS j", "SELECT j.c FROM (users CROSS JOIN t) AS j(a, b, c)",
        "SELECT k FROM ((users CROSS JOIN t) AS j CROSS JOIN s) AS k", "SELECT (j).* FROM (users CROSS JOIN t) AS j",
        "SELECT k.c FROM (t CROSS JOIN (users CROSS JOIN t AS o) AS j) AS k(a, b, c)",
    ])
    func wholeRowsHoldDeniedColumns(text: String) {
        let rules = SafetyRules(dialect: .postgres, deniedColumns: [ColumnReference("users", "password")])
        let verdict = SafetyAnalysis.check(text, dialect: .postgres, rules: rules)
        #expect(verdict.violations.contains { $0.code == .column })
    }

    @Test(arguments: [
        "SELECT u.id, count FROM users u", "SELECT j.id FROM (users CROSS JOIN t) AS j", "SELECT u.count FROM users u",
        "SELECT x.to_json FROM users u CROSS JOIN (SELECT 1) x",
    ])
    func otherColumnsAreRead(text: String) {
        let rules = SafetyRules(dialect: .postgres, deniedColumns: [ColumnReference("users", "password")])
        let verdict = SafetyAnalysis.check(text, dialect: .postgres, rules: rules)
        #expect(verdict.isSafe, "\(verdict)")
    }

    /// Postgres looks at 63 bytes of a name, and at no half of a letter.
    @Test(arguments: [("c", 63), ("é", 31), ("日", 21)])
    func longNamesAreTheirBeginning(letter: String, count: Int) {
        let name = String(repeating: letter, count: count)
        let rules = SafetyRules(
            dialect: .postgres, deniedTables: [TableName("t" + name.dropLast())],
            deniedColumns: [ColumnReference("users", name)])
        let check = { SafetyAnalysis.check($0, dialect: .postgres, rules: rules).isSafe }
        #expect(!check("SELECT \(name) FROM users"))
        #expect(!check("SELECT \(name)\(letter) FROM users"))
        #expect(!check("SELECT \"\(name)\(letter)x\" FROM users"))
        #expect(check("SELECT \(name.dropLast()) FROM users"))
        #expect(check("SELECT id AS \(name)x FROM users"))
    }

    @Test func aColumnIsDeniedInItsSchema() {
        let rules = SafetyRules(
            dialect: .postgres, deniedColumns: [ColumnReference(TableName("users", schema: "hr"), "password")])
        #expect(!SafetyAnalysis.check("SELECT password FROM hr.users", dialect: .postgres, rules: rules).isSafe)
        #expect(SafetyAnalysis.check("SELECT password FROM public.users", dialect: .postgres, rules: rules).isSafe)
    }

    @Test func verdictsSayWhere() throws {
        let verdict = SafetyAnalysis.check("SELECT a,\n  readfile('x')\nFROM t", dialect: .sqlite)
        let violation = try #require(verdict.violations.first)
        #expect(violation.line == 2)
        #expect(violation.column == 3)
        #expect(violation.message.contains("readfile"))
    }
}
