import PlumbCore
import PlumbSQL
import Testing

/// Mutations of the order, the limit and set operations.
struct OrderMutationTests {
    @Test func eachTermIsReversed() throws {
        #expect(
            try mutants("reversedOrder", of: "SELECT name FROM customers ORDER BY country, born DESC") == [
                "SELECT name FROM customers ORDER BY country DESC, born DESC",
                "SELECT name FROM customers ORDER BY country, born",
            ])
    }

    @Test func theLimitMoves() throws {
        #expect(
            try mutants("changedLimit", of: "SELECT name FROM customers LIMIT 2") == [
                "SELECT name FROM customers LIMIT 3", "SELECT name FROM customers LIMIT 1",
                "SELECT name FROM customers",
            ])
        #expect(
            try mutants("changedLimit", of: "SELECT name FROM customers LIMIT 1 OFFSET 1") == [
                "SELECT name FROM customers LIMIT 2 OFFSET 1"
            ])
    }

    @Test func setsAreCombinedOtherwise() throws {
        func sql(_ operation: String) -> String { "SELECT name FROM customers \(operation) SELECT code FROM products" }
        #expect(try mutants("changedSetOperation", of: sql("INTERSECT")) == [sql("UNION"), sql("EXCEPT")])
        #expect(try mutants("changedSetOperation", of: sql("EXCEPT")) == [sql("UNION"), sql("INTERSECT")])
        #expect(try mutants("changedSetOperation", of: sql("UNION")) == [sql("INTERSECT")])
    }
}
