import PlumbCore
import PlumbSQL
import Testing

/// Aggregates that a join gives rows of a table several times.
struct FanOutTests {
    static let repeated: [(String, [String])] = [
        (
            "SELECT sum(o.total) FROM orders o JOIN items i ON i.order_id = o.id",
            [
                "sum(o.total) may count a row of o once for each of many rows of i: no key of i lies within the joined order_id"
            ]
        ),
        (
            "SELECT avg(price) FROM products, orders",
            ["avg(price) may count a row of products once for each of many rows of orders: no column joins orders"]
        ),
        (
            "SELECT c.country, count(c.id), count(o.id) FROM customers c JOIN orders o ON c.id = o.customer_id GROUP BY c.country",
            [
                "count(c.id) may count a row of c once for each of many rows of o: no key of o lies within the joined customer_id"
            ]
        ),
        // The table that multiplies lies between.
        (
            "SELECT sum(c.id) FROM customers c JOIN orders o ON c.id = o.customer_id JOIN items i ON o.id = i.order_id",
            [
                "sum(c.id) may count a row of c once for each of many rows of o: no key of o lies within the joined customer_id"
            ]
        ),
        (
            "SELECT name FROM customers JOIN orders ON customers.id = customer_id JOIN items ON orders.id = order_id GROUP BY name HAVING sum(total) > 5",
            [
                "sum(total) may count a row of orders once for each of many rows of items: no key of items lies within the joined order_id"
            ]
        ),
        (
            "SELECT name FROM (SELECT c.name, sum(c.id) AS s FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name) AS t",
            [
                "sum(c.id) may count a row of c once for each of many rows of o: no key of o lies within the joined customer_id"
            ]
        ),
        (
            "SELECT sum(o.total) FROM orders o LEFT JOIN items i ON i.order_id = o.id",
            [
                "sum(o.total) may count a row of o once for each of many rows of i: no key of i lies within the joined order_id"
            ]
        ),
        (
            "SELECT sum(spent) FROM top JOIN orders ON customer_id = 3",
            [
                "sum(spent) may count a row of top once for each of many rows of orders: no key of orders lies within the joined customer_id"
            ]
        ),
    ]

    @Test(arguments: repeated, SQLDialect.allCases)
    func aRowIsSeenSeveralTimes(example: (sql: String, fanOuts: [String]), dialect: SQLDialect) throws {
        let analysis = try AnalysisCatalog.analyze(example.sql, dialect)
        #expect(analysis.problems.isEmpty)
        #expect(analysis.fanOuts.map(\.description) == example.fanOuts)
        #expect(analysis.fanOuts.allSatisfy { $0.range.isKnown })
    }

    @Test(
        arguments: [
            // One table, or a table with one row for each row.
            "SELECT sum(total) FROM orders",
            "SELECT sum(o.total) FROM orders o JOIN customers c ON o.customer_id = c.id",
            "SELECT sum(o.total) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id",
            "SELECT sum(o.total) FROM orders o, customers c WHERE c.id = o.customer_id",
            "SELECT sum(i.quantity) FROM items i JOIN orders o ON o.id = i.order_id JOIN customers c ON c.id = o.customer_id",
            // Values of both: each pair counts once.
            "SELECT sum(i.quantity * p.price) FROM items i JOIN products p ON i.product_id = p.id",
            // A unique key other than the primary one, and a key whose other part is a constant.
            "SELECT sum(c.id) FROM customers c JOIN products p ON p.code = c.country",
            "SELECT sum(o.total) FROM orders o JOIN items i ON i.order_id = o.id AND i.product_id = 3",
            // Aggregates that a repeated row can't change.
            "SELECT max(o.total), min(o.total), count(DISTINCT o.id) FROM orders o JOIN items i ON i.order_id = o.id",
            "SELECT count(*) FROM orders o JOIN items i ON i.order_id = o.id",
            // Groups that hold one row of the other table each.
            "SELECT i.product_id, i.order_id, sum(o.total) FROM orders o JOIN items i ON i.order_id = o.id GROUP BY i.order_id, i.product_id",
            // Rows that were made one before.
            "SELECT sum(o.total) FROM orders o JOIN (SELECT order_id, count(*) AS n FROM items GROUP BY order_id) AS t ON t.order_id = o.id",
            "WITH t AS (SELECT DISTINCT order_id FROM items) SELECT sum(total) FROM orders JOIN t ON order_id = id",
            "SELECT sum(o.total) FROM orders o, (SELECT max(total) AS m FROM orders) AS t",
            "SELECT sum(o.total) FROM orders o CROSS JOIN (SELECT id FROM products ORDER BY price LIMIT 1) AS t",
            // Equal to what is fixed already.
            "SELECT sum(i.quantity) FROM items i JOIN orders o ON o.id = i.order_id JOIN products p ON p.id = i.product_id AND p.id = o.id",
            // Windows see rows, not groups.
            "SELECT sum(o.total) OVER () FROM orders o JOIN items i ON i.order_id = o.id",
            // A join in another select.
            "SELECT sum(total) FROM orders WHERE id IN (SELECT order_id FROM items, products)",
        ], SQLDialect.allCases)
    func aRowIsSeenOnce(sql: String, dialect: SQLDialect) throws {
        let analysis = try AnalysisCatalog.analyze(sql, dialect)
        #expect(analysis.problems.isEmpty)
        #expect(analysis.fanOuts.map(\.description) == [])
    }
}
