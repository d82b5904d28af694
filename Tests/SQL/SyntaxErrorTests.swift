import PlumbCore
import PlumbSQL
import Testing

/// What an error says, and what is read in spite of it.
struct SyntaxErrorTests {
    @Test func anErrorSaysWhereAndWhatWasExpected() throws {
        let error = try #require(throws: SQLSyntaxError.self) {
            try SQLParser.query("SELECT name,\n  âge FROM singer\nWHERE é = AND 2", dialect: .sqlite)
        }
        #expect(error.line == 3)
        #expect(error.column == 11)
        #expect(error.expected == "an expression")
        #expect(error.found == "AND")
        #expect(
            error.description == """
                line 3, column 11: expected an expression, found AND
                WHERE é = AND 2
                          ^
                """)
    }

    @Test func longLinesAreShortened() throws {
        let text =
            "SELECT " + String(repeating: "a, ", count: 200) + "FROM t WHERE " + String(repeating: "x", count: 300)
        let error = try #require(throws: SQLSyntaxError.self) { try SQLParser.query(text, dialect: .sqlite) }
        let lines = error.excerpt.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].count <= 125)
        #expect(lines[0].hasPrefix("…"))
        #expect(error.column == 608)
    }

    @Test(arguments: [
        ("SELECT 'x", "this string is never closed"), ("SELECT \"x", "this quoted name is never closed"),
        ("SELECT 12ab", "a number runs into a name"), ("SELECT x'abc'", "pairs of hexadecimal digits"),
        ("SELECT a ! b", "<> or !="), ("SELECT 1\u{0}", "NUL"),
    ])
    func textThatIsNoTokenIsExplained(text: String, part: String) throws {
        let error = try #require(throws: SQLSyntaxError.self) { try SQLParser.query(text, dialect: .sqlite) }
        #expect(error.code == .illegalText)
        #expect(error.message.contains(part))
    }

    @Test(arguments: [
        ("", "found nothing"), ("-- just a remark", "found nothing"), ("DELETE FROM t", "found DELETE"),
        ("WITH a AS (SELECT 1) UPDATE t SET b = 1", "found UPDATE"), ("SELECT 1; SELECT 2", "found 2 statements"),
        ("PRAGMA table_info(t)", "found PRAGMA"),
    ])
    func oneQueryIsAskedFor(text: String, part: String) throws {
        let error = try #require(throws: SQLSyntaxError.self) { try SQLParser.query(text, dialect: .sqlite) }
        #expect(error.code == .notOneQuery)
        #expect(error.message.contains(part))
    }

    /// A broken clause costs itself, not the others.
    @Test(arguments: [
        ("SELECT a, FROM t WHERE b = 1", "SELECT a, <error> FROM t WHERE b = 1"),
        ("SELECT a FROM t WHERE ORDER BY b", "SELECT a FROM t WHERE <error> ORDER BY b"),
        ("SELECT a FROM t JOIN WHERE b = 1 LIMIT 3", "SELECT a FROM t JOIN <error> WHERE b = 1 LIMIT 3"),
        ("SELECT count( FROM t", "SELECT count(<error>) FROM t"),
        ("SELECT a FROM t GROUP BY HAVING b > 1", "SELECT a FROM t GROUP BY <error> HAVING b > 1"),
    ])
    func whatCanBeReadIsKept(text: String, kept: String) throws {
        let result = SQLParser.parse(text, dialect: .sqlite)
        #expect(result.diagnostics.count == 1)
        let query = try #require(result.statements.first?.query)
        #expect(SQLPrinter(dialect: .sqlite).print(query) == kept)
    }

    /// What people mistype: column, what was expected, what was found; and a tree comes out of each.
    @Test(arguments: [
        ("SELECT a b c FROM t", 12, "the end of the statement", "c"), ("SELECT a, FROM t", 11, "an expression", "FROM"),
        ("SELECT a,, b FROM t", 10, "an expression", ","), ("SELECT FROM t", 8, "an expression", "FROM"),
        ("SELECT (a FROM t", 11, "')'", "FROM"), ("SELECT a) FROM t", 9, "the end of the statement", ")"),
        ("SELECT count(a FROM t", 16, "')'", "FROM"), ("SELECT a FROM t WHERE b =", 26, "an expression", "the end"),
        ("SELECT a FROM t WHERE b = AND c", 27, "an expression", "AND"),
        ("SELECT a FROM t WHERE b = 1 c = 2", 29, "the end of the statement", "c"),
        ("SELECT a FROM t GROUP a", 23, "BY", "a"), ("SELECT a FROM t ORDER a", 23, "BY", "a"),
        ("SELECT a FROM t GROUP BY", 25, "an expression", "the end"),
        ("SELECT a FROM t HAVING", 23, "an expression", "the end"),
        ("SELECT a FROM t LIMIT", 22, "an expression", "the end"),
        ("SELECT a FROM t JOIN", 21, "a table, a function or a query in parentheses", "the end"),
        ("SELECT a FROM t,", 17, "a table, a function or a query in parentheses", "the end"),
        ("SELECT a FROM t JOIN u ON", 26, "an expression", "the end"),
        ("SELECT a FROM t WHERE a IN 1, 2", 28, "'('", "1"), ("SELECT a FROM t WHERE a IN (1, 2", 33, "')'", "the end"),
        ("SELECT a FROM t WHERE a BETWEEN 1", 34, "AND", "the end"),
        ("SELECT a FROM t WHERE a BETWEEN 1 OR 2", 35, "AND", "OR"),
        ("SELECT CASE WHEN a THEN b FROM t", 27, "END", "FROM"), ("SELECT CASE a THEN b END", 15, "WHEN", "THEN"),
        ("SELECT CAST(a, int) FROM t", 14, "AS", ","), ("SELECT a FROM (SELECT b FROM u", 31, "')'", "the end"),
        ("SELECT a FROM t UNION", 22, "SELECT", "the end"), ("SELECT a. FROM t", 11, "a column's name", "FROM"),
        ("SELECT a AS FROM t", 13, "an alias", "FROM"), ("SELECT max(a) OVER (PARTITION a) FROM t", 31, "BY", "a"),
        ("SELECT é FROM t WHERE", 22, "an expression", "the end"),
        ("SELECT EXISTS a FROM t", 15, "a query in parentheses", "a"),
    ])
    func commonMistakes(text: String, column: Int, expected: String, found: String) throws {
        let result = SQLParser.parse(text, dialect: .sqlite)
        let error = try #require(result.diagnostics.first)
        #expect(error.line == 1)
        #expect(error.column == column)
        #expect(error.expected == expected)
        #expect(error.found == found)
        #expect(error.excerpt == text + "\n" + String(repeating: " ", count: column - 1) + "^")
        let query = try #require(result.statements.first?.query)
        #expect(query.body != .error)
    }

    @Test(arguments: [
        ("SELEC a FROM t", "is SELEC meant to be SELECT?"), ("SELECT a FORM t", "is FORM meant to be FROM?"),
        ("SELECT a FROM t WEHRE b = 1", "is WEHRE meant to be WHERE?"),
        ("SELECT a FROM t GRUOP BY b", "is GRUOP meant to be GROUP?"),
        ("SELECT a FROM t LIMT 5", "is LIMT meant to be LIMIT?"),
    ])
    func aMisspeltWordIsPointedOut(text: String, question: String) throws {
        let error = try #require(SQLParser.parse(text, dialect: .sqlite).diagnostics.first)
        #expect(error.message.hasSuffix(question))
    }

    @Test(arguments: ["orders", "unions", "selected", "fro", "a"])
    func anOrdinaryWordIsNotPointedOut(word: String) throws {
        let error = try #require(SQLParser.parse("SELECT a FROM \(word) x y", dialect: .sqlite).diagnostics.first)
        #expect(!error.message.contains("meant"))
    }

    @Test(arguments: [
        "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DELETE FROM t", "DROP TABLE t", "CREATE TABLE t (a)",
        "ALTER TABLE t RENAME TO u", "PRAGMA user_version", "EXPLAIN SELECT 1", "ATTACH 'x' AS y", "DETACH y", "BEGIN",
        "COMMIT", "ROLLBACK", "VACUUM", "ANALYZE", "REINDEX", "SAVEPOINT x", "RELEASE x",
    ])
    func statementsThatAreNoQueryAreNamed(text: String) throws {
        let kind = text.prefix { $0 != " " }
        let error = try #require(throws: SQLSyntaxError.self) { try SQLParser.query(text, dialect: .sqlite) }
        #expect(error.code == .notOneQuery)
        #expect(error.message == "expected a query, found \(kind)")
    }

    @Test func bytesThatAreNoTextAreRefusedOrRead() throws {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xE2, 0x82], [0x00], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0x1B]] {
            for (before, after) in [
                ("SELECT ", ""), ("SELECT '", "'"), ("SELECT \"", "\" FROM t"), ("SELECT 1 --", ""),
            ] {
                let text = String(decoding: Array(before.utf8) + bytes + Array(after.utf8), as: UTF8.self)
                for dialect in SQLDialect.allCases {
                    let result = SQLParser.parse(text, dialect: dialect)
                    if result.diagnostics.isEmpty { expectRoundTrip(text, dialect) }
                }
            }
        }
    }

    @Test func statementsAreReadOneByOne() {
        let result = SQLParser.parse("SELECT 1; SELEC 2; ; INSERT INTO t VALUES (';'); VALUES (3);", dialect: .sqlite)
        #expect(result.statements.count == 4)
        #expect(result.diagnostics.count == 1)
        #expect(result.statements[2].query == nil)
    }

    @Test func dialectsRefuseWhatTheirServersRefuse() {
        let refused: [(SQLDialect, String)] = [
            (.sqlite, "(SELECT 1) UNION SELECT 2"), (.sqlite, "SELECT a FROM t FETCH FIRST 1 ROW ONLY"),
            (.sqlite, "SELECT a::int"), (.sqlite, "SELECT main.t.* FROM t"), (.postgres, "SELECT a < b < c"),
            (.postgres, "SELECT a FROM t JOIN u"), (.postgres, "SELECT a GLOB 'x'"), (.postgres, "SELECT `a`"),
            (.postgres, "SELECT a FROM t LIMIT 1, 2"), (.sqlite, "SELECT a FROM t INNER LEFT JOIN u"),
            (.sqlite, "SELECT a FROM t LEFT LEFT LEFT LEFT JOIN u"), (.sqlite, "SELECT a FROM t NATURAL JOIN u ON 1"),
            (.sqlite, "VALUES (1) ORDER BY 1"), (.sqlite, "SELECT 1 UNION VALUES (2) LIMIT 1"), (.sqlite, "SELECT #1"),
            (.sqlite, "SELECT * FROM json_each(DISTINCT a)"), (.sqlite, "SELECT CAST(a AS decimal(1, 2, 3))"),
            (.sqlite, "SELECT sum(a) OVER (ROWS UNBOUNDED FOLLOWING)"), (.sqlite, "SELECT a COLLATE left"),
            (.postgres, "SELECT DISTINCT FROM t"), (.postgres, "SELECT a OVERLAPS b"), (.postgres, "SELECT \"\""),
            (.postgres, "SELECT a LIKE b LIKE c"), (.postgres, "SELECT a IS DISTINCT FROM b IS NULL"),
            (.postgres, "SELECT a BETWEEN NOT b AND c"), (.postgres, "SELECT f(a)[1]"), (.postgres, "SELECT f(a).b"),
            (.postgres, "SELECT coalesce()"), (.postgres, "SELECT nullif(a)"), (.postgres, "SELECT extract(a)"),
            (.postgres, "SELECT position(a, b)"), (.postgres, "SELECT current_date()"), (.postgres, "SELECT a::int(3)"),
            (.postgres, "SELECT a::interval month to year"), (.postgres, "SELECT interval(3) '1' day"),
            (.postgres, "SELECT U&'\\00'"), (.postgres, "SELECT E'\\uD800'"), (.postgres, "SELECT U&'\\D83D'"),
            (.postgres, "SELECT 1 FROM t CROSS JOIN u ON TRUE"), (.postgres, "SELECT 1 FROM t LEFT NATURAL JOIN u"),
            (.postgres, "SELECT 1 FROM (t)"), (.postgres, "SELECT 1 FROM t AS x (a int)"),
            (.postgres, "SELECT 1 FROM f(1) OVER ()"), (.postgres, "SELECT 1 FROM t OFFSET a + 1 ROWS"),
            (.postgres, "SELECT 1 FROM t FETCH FIRST 1 ROWS WITH TIES"), (.postgres, "(SELECT 1 LIMIT 1) LIMIT 2"),
            (.postgres, "SELECT 1 FROM t FOR UPDATE LIMIT 1 FOR SHARE"), (.postgres, "SELECT values(1)"),
            (.postgres, "WITH a AS (SELECT 1) (WITH b AS (SELECT 2) SELECT 3)"),
        ]
        for (dialect, text) in refused {
            #expect(throws: SQLSyntaxError.self, "\(text)") { try SQLParser.query(text, dialect: dialect) }
        }
    }
}
