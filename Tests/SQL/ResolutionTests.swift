import Foundation
import PlumbCore
import PlumbSQL
import Testing

/// Names that mean nothing, or several things: what is said of them, and where.
struct ResolutionTests {
    /// A query with `^` before each name that is wrong, and what is said of each.
    static let both: [(String, [String])] = [
        ("SELECT ^nam FROM customers", ["there is no column nam; did you mean name?"]),
        ("SELECT ^xyzzy FROM customers", ["there is no column xyzzy"]),
        ("SELECT name FROM ^custmers", ["there is no table custmers; did you mean customers?"]),
        ("SELECT name FROM ^zebras", ["there is no table zebras"]),
        (
            "SELECT ^id FROM customers, orders",
            ["the column id may be any of customers.id, orders.id"]
        ),
        (
            "SELECT name FROM customers AS c JOIN orders AS o ON ^id = customer_id",
            ["the column id may be any of c.id, o.id"]
        ),
        ("SELECT ^customers.name FROM customers AS c", ["there is no column customers.name; did you mean c.name?"]),
        ("SELECT ^o.totl FROM orders AS o", ["there is no column o.totl; did you mean total?"]),
        ("SELECT ^ordrs.total FROM orders", ["there is no column ordrs.total; did you mean orders.total?"]),
        ("SELECT name FROM customers WHERE ^cuntry = 'x'", ["there is no column cuntry; did you mean country?"]),
        ("SELECT name FROM customers GROUP BY ^nmae", ["there is no column nmae; did you mean name?"]),
        ("SELECT count(*) FROM customers HAVING ^nmae = 'x'", ["there is no column nmae; did you mean name?"]),
        ("SELECT name FROM customers ORDER BY ^nmae", ["there is no column nmae; did you mean name?"]),
        // Scopes: an inner name is not seen outside, siblings don't see each other.
        (
            "SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = customers.id) AND ^total > 1",
            ["there is no column total"]
        ),
        (
            "SELECT 1 FROM customers AS c, (SELECT 1 AS x FROM orders WHERE customer_id = ^c.id) AS t",
            ["there is no column c.id"]
        ),
        (
            "SELECT name FROM (SELECT name FROM customers) AS t WHERE ^t.nam = 'x'",
            ["there is no column t.nam; did you mean name?"]
        ),
        ("WITH t AS (SELECT name FROM customers) SELECT ^country FROM t", ["there is no column country"]),
        ("WITH t (n) AS (SELECT name FROM customers) SELECT ^name FROM t", ["there is no column name"]),
        ("SELECT 1 FROM customers JOIN ^orders USING (name)", ["there is no column name"]),
        ("SELECT 1 FROM customers JOIN ^orders USING (totl)", ["there is no column totl"]),
        // Several at once, each in its place.
        (
            "SELECT ^nam, ^cuntry FROM customers WHERE ^idd = 1",
            [
                "there is no column nam; did you mean name?", "there is no column cuntry; did you mean country?",
                "there is no column idd; did you mean id?",
            ]
        ),
        // Behind a table that isn't there, nobody knows which columns are.
        ("SELECT anything, t.more FROM ^tbl AS t, customers", ["there is no table tbl"]),
    ]

    @Test(arguments: both, SQLDialect.allCases)
    func whatIsWrongIsSaid(example: (sql: String, problems: [String]), dialect: SQLDialect) throws {
        try check(example.sql, example.problems, dialect)
    }

    static let dialects: [(SQLDialect, String, [String])] = [
        // Postgres folds names that are not quoted, and keeps those that are.
        (.postgres, "SELECT NAME FROM Customers", []),
        (.postgres, "SELECT ^\"NAME\" FROM customers", ["there is no column NAME; did you mean name?"]),
        (.sqlite, "SELECT \"NAME\" FROM CUSTOMERS", []),
        // SQLite takes an unknown name in double quotes for a string, Postgres does not.
        (.sqlite, "SELECT name FROM customers WHERE country = \"Japan\"", []),
        (
            .postgres, "SELECT name FROM customers WHERE country = ^\"Japan\"",
            ["there is no column Japan; a string stands in single quotes: 'Japan'"]
        ),
        // A name of the select list.
        (.sqlite, "SELECT id + 1 AS n FROM customers WHERE n > 1", []),
        (.postgres, "SELECT id + 1 AS n FROM customers WHERE ^n > 1", ["there is no column n"]),
        (.sqlite, "SELECT id + 1 AS n FROM customers ORDER BY n + 1", []),
        (.postgres, "SELECT id + 1 AS n FROM customers ORDER BY ^n + 1", ["there is no column n"]),
        (.postgres, "SELECT id + 1 AS n FROM customers GROUP BY n ORDER BY n", []),
        // Conditions of a join that look to the right.
        (.sqlite, "SELECT 1 FROM orders o JOIN items i ON i.order_id = o.id AND p.id = 1 JOIN products p", []),
        (
            .postgres, "SELECT 1 FROM orders o JOIN items i ON i.order_id = o.id AND ^p.id = 1 CROSS JOIN products p",
            ["there is no column p.id; did you mean o.id?"]
        ),
        // Two tables of one name.
        (
            .sqlite, "SELECT ^orders.total FROM orders, orders",
            ["the column orders.total may be any of orders.total, orders.total"]
        ),
        // A table further out, where the nearer one of the name has no such column.
        (.sqlite, "SELECT 1 FROM orders t WHERE EXISTS (SELECT 1 FROM customers t WHERE t.total > 1)", []),
        (
            .postgres, "SELECT 1 FROM orders t WHERE EXISTS (SELECT 1 FROM customers t WHERE ^t.total > 1)",
            ["there is no column t.total"]
        ),
        // SQLite hides the outer query from GROUP BY and ORDER BY.
        (
            .sqlite, "SELECT 1 FROM customers c WHERE id = (SELECT customer_id FROM orders GROUP BY ^c.name)",
            ["there is no column c.name"]
        ),
        (.postgres, "SELECT 1 FROM customers c WHERE id = (SELECT max(customer_id) FROM orders GROUP BY c.name)", []),
        // A row's number is a column of one table only.
        (.sqlite, "SELECT rowid, orders.oid FROM orders", []),
        (.sqlite, "SELECT ^rowid FROM orders, items", ["there is no column rowid"]),
        (.postgres, "SELECT ^rowid FROM orders", ["there is no column rowid"]),
        // Later parts of a query.
        (
            .postgres,
            "SELECT c.name, t.total FROM customers c, LATERAL (SELECT total FROM orders WHERE customer_id = c.id) t", []
        ),
        (.postgres, "SELECT customers FROM customers", []),
        (.postgres, "WITH t AS (SELECT * FROM ^u), u AS (SELECT 1) SELECT 1 FROM t", ["there is no table u"]),
        (.sqlite, "WITH t AS (SELECT * FROM u), u AS (SELECT 1 AS x) SELECT x FROM t", []),
        (.sqlite, "WITH unused AS (SELECT zzz FROM customers) SELECT 1", []),
        (.postgres, "WITH unused AS (SELECT ^zzz FROM customers) SELECT 1", ["there is no column zzz"]),
        (
            .postgres, "SELECT ^id FROM orders JOIN products USING (id) JOIN customers ON true",
            ["the column id may be any of orders.id, customers.id"]
        ),
        (.postgres, "SELECT x.id FROM orders JOIN products USING (id) AS x", []),
        (.postgres, "SELECT public.customers.name FROM public.customers", []),
        (.sqlite, "SELECT main.customers.name FROM customers", []),
        (.sqlite, "SELECT name FROM ^other.customers", ["there is no table other.customers; did you mean customers?"]),
    ]

    @Test(arguments: dialects)
    func dialectsDiffer(dialect: SQLDialect, sql: String, problems: [String]) throws {
        try check(sql, problems, dialect)
    }

    /// Checks what is said, and that it is said of the marked places.
    private func check(_ marked: String, _ problems: [String], _ dialect: SQLDialect) throws {
        let parts = marked.components(separatedBy: "^")
        let sql = parts.joined()
        var places: [Int] = []
        for part in parts.dropLast() { places.append((places.last ?? 0) + part.utf8.count) }
        let analysis = try AnalysisCatalog.analyze(sql, dialect)
        #expect(analysis.problems.map(\.description) == problems)
        #expect(analysis.problems.map(\.range.start) == places)
    }

    @Test func placesAreCountedInLinesAndCharacters() throws {
        let sql = "SELECT name,\n  'é', nam\nFROM customers"
        let problem = try #require(try AnalysisCatalog.analyze(sql).problems.first)
        let place = try #require(TextPlace(of: problem.range, in: sql))
        #expect(place.line == 2)
        #expect(place.column == 8)
        #expect(place.excerpt == "  'é', nam\n       ^")
    }

    @Test func doubleQuotedStringsCanBeRefused() throws {
        let query = try SQLParser.query("SELECT name FROM customers WHERE country = \"Japan\"", dialect: .sqlite)
        let strict = QueryAnalysis(of: query, in: AnalysisCatalog.sqlite, allowsDoubleQuotedStrings: false)
        #expect(strict.problems.map(\.name) == ["Japan"])
        #expect(QueryAnalysis(of: query, in: AnalysisCatalog.sqlite).problems.isEmpty)
    }
}
