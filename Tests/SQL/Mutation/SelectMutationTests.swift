import PlumbCore
import PlumbSQL
import Testing

/// Mutations of what is shown and how it is grouped.
struct SelectMutationTests {
    @Test func aggregatesChange() throws {
        let cases: [(String, [String])] = [
            ("avg(total)", ["sum(total)", "max(total)"]), ("sum(total)", ["avg(total)", "count(total)"]),
            ("min(total)", ["max(total)"]), ("max(total)", ["min(total)"]), ("count(total)", ["sum(total)"]),
            ("count(placed)", []), ("count(*)", []), ("round(total)", []),
        ]
        for (call, expected) in cases {
            #expect(
                try mutants("changedAggregate", of: "SELECT \(call) FROM orders")
                    == expected.map { "SELECT \($0) FROM orders" })
        }
    }

    @Test func aggregatesOfTheOrderChangeToo() throws {
        let sql = "SELECT customer_id FROM orders GROUP BY customer_id ORDER BY max(total) LIMIT 1"
        #expect(
            try mutants("changedAggregate", of: sql) == [
                "SELECT customer_id FROM orders GROUP BY customer_id ORDER BY min(total) LIMIT 1"
            ])
    }

    @Test func distinctComesAndGoes() throws {
        #expect(
            try mutants("droppedDistinct", of: "SELECT DISTINCT country FROM customers") == [
                "SELECT country FROM customers"
            ])
        #expect(
            try mutants("addedDistinct", of: "SELECT count(country) FROM customers").contains(
                "SELECT count(DISTINCT country) FROM customers"))
        #expect(
            try mutants("droppedDistinct", of: "SELECT name FROM customers UNION SELECT code FROM products") == [
                "SELECT name FROM customers UNION ALL SELECT code FROM products"
            ])
    }

    @Test func distinctIsNotAddedWhereItChangesNothing() throws {
        let sql = "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders)"
        #expect(
            try mutants("addedDistinct", of: sql) == [
                "SELECT DISTINCT name FROM customers WHERE id IN (SELECT customer_id FROM orders)"
            ])
    }

    @Test func anotherColumnOfTheSameTypeIsShown() throws {
        #expect(
            try mutants(
                "otherColumn", of: "SELECT c.name AS who, max(o.id) FROM customers AS c JOIN orders AS o ON TRUE")
                == [
                    "SELECT c.country AS who, max(o.id) FROM customers AS c JOIN orders AS o ON TRUE",
                    "SELECT c.name AS who, max(o.customer_id) FROM customers AS c JOIN orders AS o ON TRUE",
                ])
    }

    @Test func columnsOfQueriesAreLeftAlone() throws {
        #expect(try mutants("otherColumn", of: "SELECT born FROM customers").isEmpty)
        let common = "WITH customers AS (SELECT code AS name FROM products) SELECT name FROM customers"
        #expect(try mutants("otherColumn", of: common).isEmpty)
    }

    @Test func aGroupColumnIsLeftOut() throws {
        let sql = "SELECT country, count(*) FROM customers GROUP BY country, born"
        #expect(
            try mutants("droppedGroupColumn", of: sql) == [
                "SELECT country, count(*) FROM customers GROUP BY born",
                "SELECT country, count(*) FROM customers GROUP BY country",
            ])
        #expect(try mutants("droppedGroupColumn", of: sql, .postgres).isEmpty)
    }
}
