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
        ]
        for (dialect, text) in refused {
            #expect(throws: SQLSyntaxError.self, "\(text)") { try SQLParser.query(text, dialect: dialect) }
        }
    }
}
