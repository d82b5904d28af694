import Testing

@testable import PlumbEvaluation

/// What is changed in the text of queries before they run.
struct QueryTextTests {
    @Test(arguments: [
        ("SELECT DISTINCT a FROM t", "SELECT  a FROM t"), ("select count(distinct a)", "select count( a)"),
        ("SELECT 'DISTINCT' FROM t", "SELECT 'DISTINCT' FROM t"), ("SELECT \"distinct\"", "SELECT \"distinct\""),
        ("SELECT distinct_id", "SELECT distinct_id"), ("SELECT a -- distinct\n", "SELECT a -- distinct\n"),
        ("a IS DISTINCT FROM b", "a IS DISTINCT FROM b"), ("a is not distinct\nfrom b", "a is not distinct\nfrom b"),
        ("SELECT 'it''s', DISTINCT", "SELECT 'it''s', "), ("SELECT 'open DISTINCT", "SELECT 'open DISTINCT"),
        ("", ""),
    ])
    func distinctIsTakenOut(sql: String, expected: String) {
        #expect(QueryText.withoutDistinct(sql) == expected)
    }

    @Test(arguments: [
        ("a > = 1", "a >= 1"), ("a < = 1 AND b ! = 2", "a <= 1 AND b != 2"), ("a = '> ='", "a = '> ='"),
        ("a >  = 1", "a >  = 1"), ("a = 1", "a = 1"), ("> =", ">="), (" =", " ="),
    ])
    func operatorsAreGlued(sql: String, expected: String) {
        #expect(QueryText.withGluedOperators(sql) == expected)
    }

    @Test(arguments: [
        ("SELECT DISTINCT a; SELECT 2", "SELECT  a;"), ("SELECT 'a;b' ; x", "SELECT 'a;b' ;"),
        ("SELECT (1; 2)", "SELECT (1; 2)"), ("SELECT 'it\\' DISTINCT'", "SELECT 'it\\' DISTINCT'"),
        ("SELECT a -- ; DISTINCT\n, b", "SELECT a -- ; DISTINCT\n, b"), ("a > = 'b > = c'", "a >= 'b >= c'"),
        ("WHERE y = year ( curdate ( ) )", "WHERE y = 2020"), ("SELECT 'open ; distinct x", "SELECT 'open ;"),
    ])
    func thePublishedScriptRunsTheFirstStatement(sql: String, expected: String) {
        #expect(PublishedText.executed(sql, keepsDistinct: false) == expected)
    }

    @Test(arguments: [
        ("SELECT 1", false), ("SELECT 1;", false), ("SELECT 1; -- done\n ", false), ("SELECT 1;;", true),
        ("SELECT 1; SELECT 2", true), ("SELECT ';;'", false), ("SELECT 1; 'x'", true),
    ])
    func pythonRefusesWhatFollowsASemicolon(sql: String, isRefused: Bool) {
        #expect(PublishedText.hasSecondStatement(sql) == isRefused)
    }
}
