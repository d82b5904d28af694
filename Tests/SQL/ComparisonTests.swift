import PlumbCore
import PlumbSQL
import Testing

/// Constants that columns are compared with.
struct ComparisonTests {
    static let comparisons: [(String, [String])] = [
        ("SELECT name FROM customers WHERE country = 'Japan'", ["customers.country = 'Japan' where"]),
        ("SELECT name FROM customers WHERE 5 < id", ["customers.id > 5 where"]),
        ("SELECT name FROM customers WHERE -5 <> id", ["customers.id <> -5 where"]),
        (
            "SELECT 1 FROM orders WHERE total >= 1.5 AND total < 2e3",
            ["orders.total >= 1.5 where", "orders.total < 2000.0 where"]
        ),
        (
            "SELECT 1 FROM customers WHERE country IN ('France', 'Japan')",
            ["customers.country IN 'France' 'Japan' where"]
        ),
        ("SELECT 1 FROM customers WHERE country NOT IN ('France')", ["customers.country NOT IN 'France' where"]),
        ("SELECT 1 FROM orders WHERE total BETWEEN 1 AND 10", ["orders.total BETWEEN 1 10 where"]),
        ("SELECT 1 FROM customers WHERE name LIKE '%x%'", ["customers.name LIKE '%x%' where"]),
        ("SELECT 1 FROM customers WHERE name NOT LIKE 'x'", ["customers.name NOT LIKE 'x' where"]),
        ("SELECT 1 FROM customers WHERE country IS NULL", ["customers.country IS NULL where"]),
        ("SELECT 1 FROM customers WHERE country IS NOT NULL", ["customers.country IS NOT NULL where"]),
        ("SELECT 1 FROM customers WHERE lower(country) = 'japan'", ["lower customers.country = 'japan' where"]),
        (
            "SELECT 1 FROM customers WHERE CAST(substr(name, 1, 2) AS text) = 'ab'",
            ["cast substr customers.name = 'ab' where"]
        ),
        (
            "SELECT 1 FROM customers WHERE NOT (country = 'x' OR NOT name = 'y')",
            ["not customers.country = 'x' where", "customers.name = 'y' where"]
        ),
        ("SELECT 1 FROM customers WHERE id = id", []),
        ("SELECT 1 FROM customers WHERE id IN (1, id)", []),
        ("SELECT 1 FROM customers GROUP BY country HAVING count(*) > 5", []),
        ("SELECT 1 FROM customers GROUP BY country HAVING country = 'x'", ["customers.country = 'x' having"]),
        ("SELECT CASE country WHEN 'x' THEN 1 ELSE 0 END FROM customers", ["customers.country = 'x' select"]),
        ("SELECT CASE WHEN country = 'x' THEN 1 END FROM customers", ["customers.country = 'x' select"]),
        ("SELECT 1 FROM customers JOIN orders ON customer_id = customers.id AND total > 3", ["orders.total > 3 from"]),
        ("SELECT 1 FROM (SELECT country AS c FROM customers) AS t WHERE c = 'x'", ["customers.country = 'x' where"]),
        (
            "WITH t AS (SELECT country AS c FROM customers) SELECT 1 FROM t WHERE t.c = 'x'",
            ["customers.country = 'x' where"]
        ),
        ("SELECT 1 FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE total = 7)", ["orders.total = 7 where"]),
        ("SELECT 1 FROM (SELECT upper(country) AS c FROM customers) AS t WHERE c = 'X'", []),
        ("SELECT 1 FROM customers WHERE country = 'it''s'", ["customers.country = 'it's' where"]),
        ("SELECT 1 FROM products WHERE active = TRUE", ["products.active = 1 where"]),
    ]

    @Test(arguments: comparisons, SQLDialect.allCases)
    func comparisonsAreTold(example: (sql: String, comparisons: [String]), dialect: SQLDialect) throws {
        #expect(try told(example.sql, dialect) == example.comparisons)
    }

    private func told(_ sql: String, _ dialect: SQLDialect) throws -> [String] {
        let analysis = try AnalysisCatalog.analyze(sql, dialect)
        #expect(analysis.problems.isEmpty)
        return analysis.comparisons.map { comparison in
            let constants = comparison.constants.map { value in
                if case .text(let text) = value { "'\(text)'" } else { value.description }
            }
            let words =
                (comparison.isNegated ? ["not"] : []) + comparison.functions
                + [comparison.column.description, comparison.operation.rawValue] + constants
            return (words + [comparison.clause.rawValue]).joined(separator: " ")
        }
    }

    static let dialects: [(SQLDialect, String, [String])] = [
        (.sqlite, "SELECT 1 FROM customers WHERE country = \"Japan\"", ["customers.country = 'Japan' where"]),
        (.sqlite, "SELECT 1 FROM customers WHERE country IS 'x'", ["customers.country = 'x' where"]),
        (.sqlite, "SELECT 1 FROM customers WHERE name GLOB 'a*'", ["customers.name GLOB 'a*' where"]),
        (.sqlite, "SELECT country AS c FROM customers WHERE c = 'x'", ["customers.country = 'x' where"]),
        (.sqlite, "SELECT 1 FROM customers WHERE name COLLATE nocase = 'x'", ["customers.name = 'x' where"]),
        (
            .postgres, "SELECT 1 FROM customers WHERE born >= DATE '2020-01-01'",
            ["customers.born >= '2020-01-01' where"]
        ),
        (.postgres, "SELECT 1 FROM customers WHERE name ILIKE 'x%'", ["customers.name ILIKE 'x%' where"]),
        (
            .postgres, "SELECT 1 FROM customers WHERE country = ANY (ARRAY['a', 'b'])",
            ["customers.country IN 'a' 'b' where"]
        ),
        (
            .postgres, "SELECT 1 FROM customers WHERE extract(year FROM born) = 2000",
            ["extract customers.born = 2000 where"]
        ),
        (
            .postgres, "SELECT 1 FROM orders WHERE placed::date = '2024-01-01'",
            ["cast orders.placed = '2024-01-01' where"]
        ),
    ]

    @Test(arguments: dialects)
    func dialectsHaveTheirOwn(dialect: SQLDialect, sql: String, comparisons: [String]) throws {
        #expect(try told(sql, dialect) == comparisons)
    }
}
