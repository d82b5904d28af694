import PlumbCore
import PlumbSQL
import Testing

/// Mutations of joins.
struct JoinMutationTests {
    @Test func anotherKeyJoins() throws {
        #expect(
            try mutants(
                "changedJoinKey", of: "SELECT name FROM customers JOIN orders ON customers.id = orders.customer_id")
                == ["SELECT name FROM customers JOIN orders ON customers.id = orders.id"])
    }

    @Test func aTableThatNobodyReadsIsLeftOut() throws {
        #expect(
            try mutants("droppedJoin", of: "SELECT name FROM customers AS c JOIN orders AS o ON c.id = o.customer_id")
                == [
                    "SELECT name FROM customers AS c"
                ])
        #expect(
            try mutants("droppedJoin", of: "SELECT c.name FROM customers AS c, orders AS o WHERE c.id = o.customer_id")
                == [
                    "SELECT c.name FROM customers AS c"
                ])
    }

    @Test func aTableThatIsReadStays() throws {
        let sql = "SELECT c.name, o.total FROM customers AS c JOIN orders AS o ON c.id = o.customer_id"
        #expect(try mutants("droppedJoin", of: sql).isEmpty)
        let linked = """
            SELECT c.name FROM customers AS c JOIN orders AS o ON c.id = o.customer_id JOIN items AS i ON o.id = i.order_id
            """
        #expect(
            try mutants("droppedJoin", of: linked) == [
                "SELECT c.name FROM customers AS c JOIN orders AS o ON c.id = o.customer_id"
            ])
    }

    @Test func aNameThatWouldMeanAnotherTableKeepsItsOwn() throws {
        let sql = """
            SELECT o.id FROM orders AS o WHERE o.total > \
            (SELECT avg(o.total) FROM orders AS o JOIN customers AS c ON o.customer_id = c.id WHERE c.name = 'Ada')
            """
        #expect(try mutants("droppedJoin", of: sql).isEmpty)
    }

    @Test func joinsKeepOrDropRowsWithoutPartner() throws {
        let inner = "SELECT c.name FROM customers AS c JOIN orders AS o ON c.id = o.customer_id"
        let left = "SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON c.id = o.customer_id"
        #expect(try mutants("leftForInner", of: inner) == [left])
        #expect(try mutants("leftForInner", of: left) == [inner])
        #expect(try mutants("leftForInner", of: "SELECT c.name FROM customers AS c CROSS JOIN orders").isEmpty)
    }
}
