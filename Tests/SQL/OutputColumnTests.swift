import PlumbCore
import PlumbSQL
import Testing

/// The columns that come out: their names, types and sources.
struct OutputColumnTests {
    static let both: [(String, String)] = [
        ("SELECT name, total FROM customers, orders", "name:text<customers.name total:real<orders.total"),
        ("SELECT id AS x, born FROM customers", "x:integer<customers.id born:date<customers.born"),
        (
            "SELECT * FROM items",
            "order_id:integer<items.order_id product_id:integer<items.product_id quantity:integer<items.quantity"
        ),
        ("SELECT count(*) AS n, avg(id) AS a, max(born) AS b FROM customers", "n:integer a:real b:date"),
        ("SELECT sum(quantity) AS q, sum(total) AS t FROM items, orders", "q:integer t:real"),
        (
            "SELECT id + 1 AS a, id * 1.5 AS b, id / 2 AS c, total - id AS d FROM orders",
            "a:integer b:real c:integer d:real"
        ),
        ("SELECT 1 AS a, 1.5 AS b, 'x' AS c, NULL AS d, -7 AS e", "a:integer b:real c:text d:? e:integer"),
        ("SELECT upper(name) AS u, length(name) AS l FROM customers", "u:text l:integer"),
        ("SELECT CASE WHEN id > 1 THEN 1 ELSE 2.5 END AS c FROM orders", "c:real"),
        ("SELECT CASE WHEN id > 1 THEN 1 END AS c FROM orders", "c:integer"),
        ("SELECT CASE WHEN id > 1 THEN total ELSE NULL END AS c FROM orders", "c:real"),
        ("SELECT CASE WHEN orders.id > 1 THEN total ELSE born END AS c FROM orders, customers", "c:?"),
        ("SELECT coalesce(total, 0) AS c FROM orders", "c:real"),
        ("SELECT CAST(name AS integer) AS i, CAST(id AS text) AS t FROM customers", "i:integer t:text"),
        ("SELECT x FROM (SELECT name AS x FROM customers) AS t", "x:text<customers.name"),
        ("WITH t AS (SELECT total AS x FROM orders) SELECT x, x + 1 AS y FROM t", "x:real<orders.total y:real"),
        ("WITH t (y) AS (SELECT total FROM orders) SELECT * FROM t", "y:real<orders.total"),
        ("WITH t AS (SELECT * FROM orders) SELECT u.total FROM (SELECT * FROM t) AS u", "total:real<orders.total"),
        ("SELECT id FROM customers UNION SELECT id FROM orders", "id:integer"),
        ("SELECT name FROM customers UNION ALL SELECT name FROM customers", "name:text<customers.name"),
        ("SELECT id AS v FROM orders UNION SELECT total FROM orders", "v:real"),
        ("SELECT id AS v FROM orders UNION SELECT name FROM customers", "v:?"),
        ("SELECT (SELECT max(total) FROM orders) AS m", "m:real"),
        (
            "SELECT c.id, o.id FROM customers c JOIN orders o ON c.id = o.customer_id",
            "id:integer<customers.id id:integer<orders.id"
        ),
        ("SELECT name, spent FROM top", "name:text<top.name spent:real<top.spent"),
        (
            "SELECT row_number() OVER (ORDER BY id) AS r, lag(total) OVER (ORDER BY id) AS l FROM orders",
            "r:integer l:real"
        ),
        ("VALUES (1, 'a'), (2.5, 'b')", "column1:real column2:text"),
        (
            "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n",
            "i:?"
        ),
    ]

    @Test(arguments: both, SQLDialect.allCases)
    func columnsAreTold(example: (sql: String, columns: String), dialect: SQLDialect) throws {
        #expect(try told(example.sql, dialect) == example.columns)
    }

    private func told(_ sql: String, _ dialect: SQLDialect) throws -> String {
        let analysis = try AnalysisCatalog.analyze(sql, dialect)
        #expect(analysis.problems.isEmpty)
        return analysis.outputColumns.map { column in
            "\(column.name):\(column.type?.rawValue ?? "?")" + (column.source.map { "<\($0)" } ?? "")
        }.joined(separator: " ")
    }

    static let dialects: [(SQLDialect, String, String)] = [
        // SQLite names a column by its text, Postgres by its function or type.
        (.sqlite, "SELECT Count( * ), (name||'x') FROM customers", "Count( * ):integer (name||'x'):text"),
        (.postgres, "SELECT Count( * ), name || 'x' FROM customers", "count:integer ?column?:text"),
        (.postgres, "SELECT id::text, '1'::int, 5::numeric(8, 2) FROM orders", "id:text int4:integer numeric:real"),
        (
            .postgres, "SELECT CASE WHEN id = 1 THEN 2 END, (SELECT max(total) FROM orders) FROM customers",
            "case:integer max:real"
        ),
        (
            .sqlite, "SELECT NAME, customers.Country FROM customers",
            "name:text<customers.name country:text<customers.country"
        ),
        // Truth, rounding and division.
        (
            .sqlite, "SELECT id = 1 AS t, round(id) AS r, id > 1 AND id < 5 AS a FROM orders",
            "t:integer r:real a:integer"
        ),
        (.postgres, "SELECT id = 1 AS t, round(id) AS r, id IS NULL AS n FROM orders", "t:boolean r:real n:boolean"),
        // Times.
        (
            .sqlite,
            "SELECT date(placed) AS d, strftime('%Y', placed) AS y, julianday(born) AS j FROM orders, customers",
            "d:date y:text j:real"
        ),
        (
            .postgres,
            "SELECT placed::date AS d, date_trunc('month', placed) AS m, extract(year FROM placed) AS y FROM orders",
            "d:date m:timestamp y:real"
        ),
        (
            .postgres, "SELECT born - born AS days, born + 1 AS next, placed - placed AS span FROM customers, orders",
            "days:integer next:date span:other"
        ),
        (.postgres, "SELECT coalesce(born, '2000-01-01') AS b FROM customers", "b:date"),
        (.sqlite, "SELECT coalesce(born, '2000-01-01') AS b FROM customers", "b:?"),
        // What only the values could tell.
        (.sqlite, "SELECT name + 1 AS a, CAST(name AS NUMERIC) AS n, sum(name) AS s FROM customers", "a:? n:? s:?"),
        (.sqlite, "SELECT name + 1.5 AS a, sum(active) AS s FROM customers, products", "a:real s:integer"),
        // Columns of one name.
        (
            .sqlite, "SELECT * FROM (SELECT c.id, o.id, c.id FROM customers c, orders o)",
            "id:integer<customers.id id:1:integer<orders.id id:2:integer<customers.id"
        ),
        // Merged columns come first in Postgres, and once.
        (
            .postgres, "SELECT * FROM orders JOIN products USING (id)",
            "id:integer<orders.id customer_id:integer<orders.customer_id total:real<orders.total placed:timestamp<orders.placed code:text<products.code price:real<products.price active:boolean<products.active"
        ),
        (
            .postgres, "SELECT price AS p FROM (products JOIN items ON id = product_id) AS x (a, b, price)",
            "p:real<products.price"
        ),
    ]

    @Test(arguments: dialects)
    func dialectsDiffer(dialect: SQLDialect, sql: String, columns: String) throws {
        #expect(try told(sql, dialect) == columns)
    }

    static let nullable: [(String, [Bool?])] = [
        ("SELECT id, country, 1, NULL, count(*) FROM customers", [false, true, false, true, false]),
        ("SELECT c.name, o.id FROM customers c LEFT JOIN orders o ON c.id = o.customer_id", [false, true]),
        ("SELECT c.name, o.id FROM customers c FULL JOIN orders o ON c.id = o.customer_id", [true, true]),
        ("SELECT c.name, o.id FROM customers c RIGHT JOIN orders o ON c.id = o.customer_id", [true, false]),
        (
            "SELECT coalesce(country, ''), country IS NULL, upper(name), id + 1 FROM customers",
            [false, false, false, false]
        ),
        ("SELECT CASE WHEN id = 1 THEN 1 END, id = 5 FROM customers", [true, false]),
    ]

    @Test(arguments: nullable)
    func nullsAreTold(sql: String, nullable: [Bool?]) throws {
        #expect(try AnalysisCatalog.analyze(sql).outputColumns.map(\.isNullable) == nullable)
    }
}
