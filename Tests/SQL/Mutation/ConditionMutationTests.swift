import PlumbCore
import PlumbSQL
import Testing

/// Mutations of conditions.
struct ConditionMutationTests {
    @Test func aFilterIsLeftOut() throws {
        #expect(
            try mutants("droppedFilter", of: "SELECT name FROM customers WHERE country = 'FR' AND born IS NULL") == [
                "SELECT name FROM customers WHERE born IS NULL", "SELECT name FROM customers WHERE country = 'FR'",
            ])
        #expect(try mutants("droppedFilter", of: "SELECT id FROM orders WHERE total > 5") == ["SELECT id FROM orders"])
    }

    @Test func whatJoinsTablesIsNoFilter() throws {
        let sql = "SELECT c.name FROM customers AS c, orders AS o WHERE c.id = o.customer_id AND o.total > 5"
        #expect(
            try mutants("droppedFilter", of: sql) == [
                "SELECT c.name FROM customers AS c, orders AS o WHERE c.id = o.customer_id"
            ])
        #expect(try !mutants("changedComparison", of: sql).contains { $0.contains("c.id <> o.customer_id") })
        #expect(try mutants("andForOr", of: sql).isEmpty)
    }

    @Test func comparisonsChange() throws {
        let cases: [(String, [String])] = [
            ("total < 5", ["total <= 5", "total > 5"]), ("total <= 5", ["total < 5", "total >= 5"]),
            ("total > 5", ["total >= 5", "total < 5"]), ("total >= 5", ["total > 5", "total <= 5"]),
            ("total = 5", ["total <> 5"]), ("total <> 5", ["total = 5"]), ("total IS NULL", ["total IS NOT NULL"]),
            ("total BETWEEN 1 AND 2", ["total NOT BETWEEN 1 AND 2"]), ("total IN (1, 2)", ["total NOT IN (1, 2)"]),
            ("placed NOT LIKE '2024%'", ["placed LIKE '2024%'"]),
        ]
        for (condition, expected) in cases {
            #expect(
                try mutants("changedComparison", of: "SELECT id FROM orders WHERE \(condition)")
                    == expected.map { "SELECT id FROM orders WHERE \($0)" })
        }
    }

    @Test func conditionsOfSubqueriesChangeToo() throws {
        let sql = "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 5)"
        #expect(
            try mutants("changedComparison", of: sql) == [
                "SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE total > 5)",
                "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total >= 5)",
                "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total < 5)",
            ])
    }

    @Test func andStandsForOr() throws {
        #expect(
            try mutants("andForOr", of: "SELECT id FROM orders WHERE total > 5 OR total IS NULL AND id = 1") == [
                "SELECT id FROM orders WHERE total > 5 AND (total IS NULL AND id = 1)",
                "SELECT id FROM orders WHERE total > 5 OR (total IS NULL OR id = 1)",
            ])
    }

    @Test func numbersMoveByOne() throws {
        #expect(
            try mutants("changedConstant", of: "SELECT id FROM orders WHERE total BETWEEN 1 AND 2.5") == [
                "SELECT id FROM orders WHERE total BETWEEN 2 AND 2.5",
                "SELECT id FROM orders WHERE total BETWEEN 0 AND 2.5",
                "SELECT id FROM orders WHERE total BETWEEN 1 AND 3.5",
            ])
    }

    @Test func stringsAreReplacedFromOutside() throws {
        let sql = "SELECT name FROM customers AS c WHERE c.country = 'FR'"
        #expect(try mutants("changedConstant", of: sql).isEmpty)
        let others = try mutants("changedConstant", of: sql) { column, literal in
            column == ColumnReference("customers", "country") && literal == .string("FR") ? .string("DE") : nil
        }
        #expect(others == ["SELECT name FROM customers AS c WHERE c.country = 'DE'"])
    }

    @Test func aConditionOnGroupsIsLeftOut() throws {
        #expect(
            try mutants("droppedHaving", of: "SELECT country FROM customers GROUP BY country HAVING count(*) > 1") == [
                "SELECT country FROM customers GROUP BY country"
            ])
    }
}
