import PlumbCore
import PlumbSQL
import Testing

/// What is read in one dialect and written in the other, where the other says it otherwise.
struct TranslationTests {
    @Test(arguments: [
        ("SELECT a IN t, a NOT IN f(b)", "SELECT a IN (SELECT * FROM t), a NOT IN (SELECT * FROM f(b))"),
        ("SELECT a IN (), a NOT IN ()", "SELECT FALSE, TRUE"), ("SELECT CAST(a + b AS )", "SELECT (a + b)"),
        ("SELECT CAST(a AS unsigned big int)", "SELECT CAST(a AS \"unsigned big int\")"),
        ("SELECT a FROM (t, u) JOIN v", "SELECT a FROM (t CROSS JOIN u) CROSS JOIN v"),
        ("SELECT a FROM (t, u) AS x", "SELECT a FROM (t CROSS JOIN u) AS x"),
        ("SELECT a FROM t INDEXED BY i, u NOT INDEXED", "SELECT a FROM t, u"),
        ("SELECT ?2, x'0a'", "SELECT $2, CAST('\\x0a' AS bytea)"),
        ("SELECT a IS b, a IS NOT 1", "SELECT a IS NOT DISTINCT FROM b, a IS DISTINCT FROM 1"),
        ("SELECT a FROM ((SELECT 1) AS b) AS c", "SELECT a FROM (SELECT * FROM (SELECT 1) AS b) AS c"),
    ])
    func sqliteAsPostgres(text: String, expected: String) throws {
        let printed = SQLPrinter(dialect: .postgres).print(try SQLParser.query(text, dialect: .sqlite))
        #expect(printed == expected)
        #expect(throws: Never.self) { try SQLParser.query(printed, dialect: .postgres) }
    }

    @Test(arguments: [
        ("SELECT a = ANY (SELECT b FROM t), a <> ALL (SELECT 1)", "SELECT a IN (SELECT b FROM t), a NOT IN (SELECT 1)"),
        ("SELECT a FROM t LIMIT 1 FOR UPDATE", "SELECT a FROM t LIMIT 1"),
        ("SELECT substring(a FROM 2 FOR 3), substring(a FOR 2)", "SELECT substr(a, 2, 3), substr(a, 1, 2)"),
        ("SELECT position('x' IN a), trim(LEADING 'x' FROM a)", "SELECT instr(a, 'x'), ltrim(a, 'x')"),
        ("SELECT trim(BOTH FROM a), trim('x' FROM a)", "SELECT trim(a), trim(a, 'x')"),
        ("VALUES (1), (2) ORDER BY 1 LIMIT 1", "SELECT * FROM (VALUES (1), (2)) ORDER BY 1 LIMIT 1"),
        ("SELECT a ILIKE 'x', date '2024-01-01'", "SELECT a LIKE 'x', '2024-01-01'"),
        ("(SELECT 1 LIMIT 1) UNION SELECT 2", "SELECT * FROM (SELECT 1 LIMIT 1) UNION SELECT 2"),
        ("SELECT a FROM t OFFSET 2", "SELECT a FROM t LIMIT -1 OFFSET 2"),
    ])
    func postgresAsSQLite(text: String, expected: String) throws {
        let printed = SQLPrinter(dialect: .sqlite).print(try SQLParser.query(text, dialect: .postgres))
        #expect(printed == expected)
        #expect(throws: Never.self) { try SQLParser.query(printed, dialect: .sqlite) }
    }
}
