import PlumbEvaluation
import Testing

/// The rule `gold-order`.
struct GoldOrderTests {
    @Test func equalsAmongOrderedRowsAreTold() async throws {
        let lint = try LintCase()
        #expect(
            try await lint.messages("gold-order", "SELECT name FROM singer ORDER BY age") == [
                "rows with equal order keys come in any order"
            ])
        for sql in [
            "SELECT name FROM singer ORDER BY age, name", "SELECT age FROM singer ORDER BY age",
            "SELECT name FROM singer",
            "SELECT name FROM singer ORDER BY age LIMIT 2",
        ] {
            #expect(try await lint.messages("gold-order", sql).isEmpty, "\(sql)")
        }
    }

    @Test func valuesThatDependOnTheOrderOfRowsAreTold() async throws {
        let lint = try LintCase()
        #expect(try await lint.messages("gold-order", "SELECT group_concat(name) FROM singer").count == 1)
    }

    @Test func columnsThatAGroupLeavesOpenAreTold() async throws {
        let lint = try LintCase()
        #expect(
            try await lint.messages("gold-order", "SELECT country, name FROM singer GROUP BY country") == [
                "a group has several values of name, which the query does not group by: any of them comes"
            ])
        for sql in [
            "SELECT country, count(*) FROM singer GROUP BY country", "SELECT name, country FROM singer GROUP BY id",
            "SELECT country, name, max(age) FROM singer GROUP BY country",
        ] {
            #expect(try await lint.messages("gold-order", sql).isEmpty, "\(sql)")
        }
    }
}
