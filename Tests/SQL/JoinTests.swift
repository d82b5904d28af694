import PlumbCore
import PlumbSQL
import Testing

/// How tables are joined: by which columns, and what keys those follow.
struct JoinTests {
    static let joins: [(String, [String])] = [
        ("SELECT 1 FROM customers", []),
        (
            "SELECT 1 FROM customers c JOIN orders o ON o.customer_id = c.id",
            ["JOIN c | o: c.id = o.customer_id, key, left id"]
        ),
        (
            "SELECT 1 FROM customers, orders WHERE customers.id = customer_id AND total > 5",
            [", customers | orders: customers.id = orders.customer_id, key, left id"]
        ),
        ("SELECT 1 FROM customers, orders", [", customers | orders:"]),
        ("SELECT 1 FROM customers CROSS JOIN orders", ["CROSS JOIN customers | orders:"]),
        (
            "SELECT 1 FROM orders LEFT JOIN items ON id = order_id AND product_id = 3",
            ["LEFT JOIN orders | items: orders.id = items.order_id, key, left id, right order_id product_id"]
        ),
        // A condition in a later ON still belongs to the join that brings its table.
        (
            "SELECT 1 FROM customers c JOIN orders o ON true JOIN items i ON o.id = i.order_id AND c.id = o.customer_id",
            ["JOIN c | o: c.id = o.customer_id, key, left id", "JOIN o | i: o.id = i.order_id, key, left id"]
        ),
        (
            "SELECT 1 FROM orders JOIN products USING (id)",
            ["JOIN orders | products: orders.id = products.id, left id, right id"]
        ),
        (
            "SELECT 1 FROM orders NATURAL JOIN products",
            ["JOIN orders | products: orders.id = products.id, left id, right id"]
        ),
        ("SELECT 1 FROM orders a JOIN orders b ON a.total < b.total", ["JOIN a | b:"]),
        ("SELECT 1 FROM orders a JOIN orders b ON a.id = b.id OR a.total = b.total", ["JOIN a | b:"]),
        // Keys of both tables on the left.
        (
            "SELECT 1 FROM orders o, products p, items i WHERE i.order_id = o.id AND i.product_id = p.id",
            [
                ", o | p:",
                ", o p | i: o.id = i.order_id and p.id = i.product_id, key, right order_id product_id",
            ]
        ),
        // Through queries.
        (
            "SELECT 1 FROM customers c JOIN (SELECT customer_id AS k, total FROM orders) AS t ON t.k = c.id",
            ["JOIN c | t: c.id = t.k, key, left id"]
        ),
        (
            "WITH t AS (SELECT customer_id, sum(total) AS s FROM orders GROUP BY customer_id) SELECT 1 FROM customers JOIN t ON id = customer_id",
            ["JOIN customers | t: customers.id = t.customer_id, key, left id, right customer_id"]
        ),
        (
            "SELECT 1 FROM customers WHERE id IN (SELECT o.customer_id FROM orders o JOIN items i ON o.id = i.order_id)",
            ["JOIN o | i: o.id = i.order_id, key, left id"]
        ),
        (
            "SELECT 1 FROM customers c JOIN (orders o JOIN items i ON o.id = i.order_id) ON c.id = o.customer_id",
            ["JOIN o | i: o.id = i.order_id, key, left id", "JOIN c | o i: c.id = o.customer_id, key, left id"]
        ),
        (
            "SELECT 1 FROM items JOIN products ON code = 'x' AND active",
            ["JOIN items | products:, right code"]
        ),
    ]

    @Test(arguments: joins, SQLDialect.allCases)
    func joinsAreTold(example: (sql: String, joins: [String]), dialect: SQLDialect) throws {
        let analysis = try AnalysisCatalog.analyze(example.sql, dialect)
        #expect(analysis.problems.isEmpty)
        let told = analysis.joins.map { join in
            let tables = [join.left, join.right].map { $0.map(\.description).joined(separator: " ") }
            let keys = join.keys.map(\.description).joined(separator: " and ")
            return "\(join.kind.rawValue) \(tables[0]) | \(tables[1]):" + (keys.isEmpty ? "" : " " + keys)
                + (join.foreignKey == nil ? "" : ", key")
                + (join.leftUniqueKey.map { ", left " + $0.joined(separator: " ") } ?? "")
                + (join.rightUniqueKey.map { ", right " + $0.joined(separator: " ") } ?? "")
        }
        #expect(told == example.joins)
    }

    @Test func tablesHaveBothTheirNames() throws {
        let join = try #require(
            try AnalysisCatalog.analyze("SELECT 1 FROM customers c JOIN (SELECT 1 AS x) AS t").joins.first)
        #expect(join.left == [QueryJoin.Table(name: "c", table: "customers")])
        #expect(join.right == [QueryJoin.Table(name: "t", table: nil)])
    }

    @Test func aForeignKeyOfSeveralColumnsIsFollowedWhole() throws {
        var catalog = AnalysisCatalog.catalog(.sqlite)
        let columns = ["order_id", "product_id"].map { Column(name: $0, type: .integer) }
        catalog.tables.append(Table(name: "returns", columns: columns))
        let key = ForeignKey(
            table: "returns", columns: ["order_id", "product_id"], referencedTable: "items",
            referencedColumns: ["order_id", "product_id"])
        catalog.foreignKeys.append(key)
        func foreignKey(_ condition: String) throws -> ForeignKey? {
            let query = try SQLParser.query("SELECT 1 FROM returns r JOIN items i ON \(condition)", dialect: .sqlite)
            return QueryAnalysis(of: query, in: catalog).joins.first?.foreignKey
        }
        #expect(try foreignKey("r.order_id = i.order_id AND i.product_id = r.product_id") == key)
        #expect(try foreignKey("r.order_id = i.order_id") == nil)
        #expect(try foreignKey("r.order_id = i.product_id AND r.product_id = i.order_id") == nil)
    }
}
