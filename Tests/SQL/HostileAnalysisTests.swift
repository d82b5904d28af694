import PlumbCore
import PlumbSQL
import Testing

/// Queries that are made to take long, or to need a deep stack.
struct HostileAnalysisTests {
    private static func nested(_ depth: Int, _ seed: String, _ wrap: (String) -> String) -> String {
        (0..<depth).reduce(seed) { text, _ in wrap(text) }
    }

    static let queries: [(name: String, sql: String)] = [
        (
            "common tables in common tables",
            nested(25, "SELECT id FROM orders") { "WITH t AS (\($0) UNION SELECT * FROM t) SELECT id FROM t" }
        ),
        ("natural joins", "SELECT * FROM orders" + String(repeating: " NATURAL JOIN orders", count: 500)),
        ("joins by name", "SELECT id FROM orders" + String(repeating: " JOIN orders USING (id)", count: 500)),
        ("outer joins", "SELECT * FROM orders a" + String(repeating: " FULL JOIN orders USING (id)", count: 500)),
        ("commas", "SELECT sum(id) FROM orders" + String(repeating: ", orders", count: 2_000)),
        (
            "conditions of joins",
            "SELECT count(a0.id) FROM orders a0"
                + (1...600).map { " JOIN orders a\($0) ON a\($0).id = a\($0 - 1).id" }.joined()
        ),
        ("operators", "SELECT " + String(repeating: "id + ", count: 900) + "1 FROM orders"),
        ("conditions", "SELECT 1 FROM orders WHERE " + String(repeating: "id = 1 AND ", count: 900) + "id = 2"),
        ("negations", "SELECT 1 FROM orders WHERE " + String(repeating: "NOT ", count: 100) + "id = 2"),
        ("calls", "SELECT " + nested(70, "id") { "abs(\($0))" } + " FROM orders"),
        ("cases", "SELECT " + nested(40, "id") { "CASE WHEN id = 1 THEN \($0) ELSE 2 END" } + " FROM orders"),
        ("subqueries", nested(35, "SELECT id FROM orders") { "SELECT id FROM (\($0)) AS t WHERE id > 1" }),
        ("scalar subqueries", nested(35, "SELECT 1") { "SELECT (\($0)) AS x FROM orders" }),
        ("tests for rows", nested(30, "SELECT 1") { "SELECT 1 FROM orders WHERE EXISTS (\($0))" }),
        ("set operations", "SELECT id FROM orders" + String(repeating: " UNION SELECT id FROM items", count: 600)),
        (
            "stars of stars",
            "WITH t0 AS (SELECT * FROM orders)"
                + (1...60).map { ", t\($0) AS (SELECT *, * FROM t\($0 - 1), t\($0 - 1) AS u)" }.joined()
                + " SELECT * FROM t60"
        ),
        (
            "uses of uses",
            "WITH t0 AS (SELECT id FROM orders)"
                + (1...200).map { ", t\($0) AS (SELECT a.id FROM t\($0 - 1) a, t\($0 - 1) b)" }.joined()
                + " SELECT id FROM t200"
        ),
        (
            "long lists",
            "SELECT 1 FROM orders WHERE id IN (" + (0..<50_000).map(String.init).joined(separator: ",") + ")"
        ),
        ("unknown names", "SELECT " + (0..<20_000).map { "totl\($0)" }.joined(separator: ", ") + " FROM orders, items"),
        (
            "ambiguous names",
            "SELECT " + Array(repeating: "id", count: 5_000).joined(separator: ", ") + " FROM orders, products"
        ),
        ("unknown tables", "SELECT a, b, c FROM " + (0..<3_000).map { "ordrs\($0)" }.joined(separator: ", ")),
        (
            "aggregates",
            "SELECT " + Array(repeating: "sum(a.total)", count: 2_000).joined(separator: ", ") + " FROM orders a"
                + String(repeating: ", items", count: 60)
        ),
        (
            "groups and orders",
            "SELECT " + (0..<900).map { "id + \($0)" }.joined(separator: ", ") + " FROM orders GROUP BY "
                + (0..<900).map { "id + \($0)" }.joined(separator: ", ") + " ORDER BY "
                + (0..<900).map { "id + \(900 - $0)" }.joined(separator: ", ")
        ),
    ]

    @Test(arguments: queries, SQLDialect.allCases)
    func isAnalyzedAtOnce(query: (name: String, sql: String), dialect: SQLDialect) throws {
        // Some are more than the parser takes on.
        guard let tree = try? SQLParser.query(query.sql, dialect: dialect) else { return }
        let index = dialect == .sqlite ? AnalysisCatalog.sqlite : AnalysisCatalog.postgres
        let time = ContinuousClock().measure { _ = QueryAnalysis(of: tree, in: index, text: query.sql) }
        // What grows faster than its query would not end here; a second is what the slowest takes on an idle machine.
        #expect(time < .seconds(30), "\(query.name) took \(time)")
    }

    /// Twice the query takes about twice the time; the bound leaves room for a busy machine.
    @Test func timeIsLinear() throws {
        func time(_ count: Int) throws -> Duration {
            let terms = (0..<count).map {
                "(SELECT max(o.total) FROM orders o WHERE o.customer_id = c.id AND o.id = \($0))"
            }
            let sql = "SELECT " + terms.joined(separator: ", ") + " FROM customers c JOIN orders USING (id)"
            let tree = try SQLParser.query(sql, dialect: .sqlite)
            let clock = ContinuousClock()
            return (0..<3).map { _ in clock.measure { _ = QueryAnalysis(of: tree, in: AnalysisCatalog.sqlite) } }.min()
                ?? .zero
        }
        let (short, long) = (try time(500), try time(4_000))
        #expect(long < short * 8 * 3, "\(short) for 500 terms, \(long) for 4000")
    }

    @Test func stopsOfStarsAreNotUnknownNames() throws {
        let columns = (0..<900).map { "id AS c\($0)" }.joined(separator: ", ")
        let sql =
            "WITH t AS (SELECT \(columns) FROM orders), u AS (SELECT *, * FROM t, t AS x, t AS y) SELECT last FROM u"
        #expect(try AnalysisCatalog.analyze(sql).problems.isEmpty)
    }
}
