import PlumbCore
import PlumbSQL
import Testing

/// Whether the rows that come out have an order, and which.
struct OrderingTests {
    static let orders: [(String, String)] = [
        ("SELECT name FROM customers", ""),
        ("SELECT name FROM customers ORDER BY name", "0 customers.name asc"),
        ("SELECT name FROM customers ORDER BY born DESC, 1", "- customers.born desc, 0 customers.name asc"),
        ("SELECT name AS n FROM customers ORDER BY n", "0 customers.name asc"),
        ("SELECT country, count(*) FROM customers GROUP BY country ORDER BY count(*) DESC", "1 - desc"),
        ("SELECT count(*) AS n FROM customers GROUP BY country ORDER BY n + 1", "- - asc"),
        ("SELECT name FROM customers ORDER BY 'x'", ""),
        ("SELECT name FROM customers ORDER BY NULL", ""),
        ("SELECT * FROM (SELECT name FROM customers ORDER BY name) AS t", ""),
        ("SELECT name FROM customers WHERE id IN (SELECT id FROM orders ORDER BY total LIMIT 3)", ""),
        ("WITH t AS (SELECT name FROM customers ORDER BY name) SELECT name FROM t", ""),
        ("SELECT name FROM customers UNION SELECT code FROM products ORDER BY name", "0 - asc"),
        ("SELECT name FROM customers UNION SELECT code FROM products ORDER BY 1 DESC", "0 - desc"),
        ("SELECT rank() OVER (ORDER BY id) FROM customers", ""),
        ("SELECT x FROM (SELECT total AS x FROM orders) AS t ORDER BY x", "0 orders.total asc"),
    ]

    @Test(arguments: orders, SQLDialect.allCases)
    func orderIsTold(example: (sql: String, order: String), dialect: SQLDialect) throws {
        let analysis = try AnalysisCatalog.analyze(example.sql, dialect)
        let told = analysis.order.map { key in
            let column = key.outputColumn.map { "\($0)" } ?? "-"
            return "\(column) \(key.source?.description ?? "-") \(key.isDescending ? "desc" : "asc")"
        }
        #expect(told.joined(separator: ", ") == example.order)
        #expect(analysis.isOrdered == !example.order.isEmpty)
    }

    @Test func nullsGoWhereTheDialectPutsThem() throws {
        for (order, first) in [("born", true), ("born DESC", false), ("born NULLS LAST", false)] {
            let sql = "SELECT name FROM customers ORDER BY \(order)"
            #expect(try AnalysisCatalog.analyze(sql).order.first?.nullsFirst == first)
        }
        for (order, first) in [("born", false), ("born DESC", true), ("born DESC NULLS LAST", false)] {
            let sql = "SELECT name FROM customers ORDER BY \(order)"
            #expect(try AnalysisCatalog.analyze(sql, .postgres).order.first?.nullsFirst == first)
        }
    }

    @Test func parenthesesAroundTheWholeKeepItsOrder() throws {
        #expect(try AnalysisCatalog.analyze("(SELECT name FROM customers ORDER BY name)", .postgres).isOrdered)
        let union = "(SELECT name FROM customers ORDER BY name) UNION SELECT code FROM products"
        #expect(try !AnalysisCatalog.analyze(union, .postgres).isOrdered)
    }

    @Test func eitherPartOfASetOperationNamesItsColumnsInSQLite() throws {
        let sql = "SELECT name FROM customers UNION SELECT code FROM products ORDER BY code"
        let analysis = try AnalysisCatalog.analyze(sql)
        #expect(analysis.problems.isEmpty)
        #expect(analysis.order.first?.outputColumn == 0)
        #expect(try AnalysisCatalog.analyze(sql, .postgres).problems.map(\.kind) == [.unknownColumn])
    }
}
