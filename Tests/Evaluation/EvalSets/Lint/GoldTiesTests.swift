import PlumbEvaluation
import Testing

/// The rule `gold-ties`.
struct GoldTiesTests {
    @Test func aLimitBetweenEqualsIsTold() async throws {
        let lint = try LintCase()
        for sql in [
            "SELECT name FROM singer ORDER BY age LIMIT 2", "SELECT name FROM singer ORDER BY age LIMIT 1 OFFSET 2",
            "SELECT name FROM singer LIMIT 2", "SELECT name, age FROM singer ORDER BY 2 LIMIT 2",
            "SELECT name AS n FROM singer GROUP BY name ORDER BY count(*) LIMIT 1",
            "SELECT * FROM singer ORDER BY age LIMIT 2",
        ] {
            #expect(try await lint.messages("gold-ties", sql).count == 1, "\(sql)")
        }
    }

    @Test func aLimitBetweenDifferentRowsIsSound() async throws {
        let lint = try LintCase()
        for sql in [
            "SELECT name FROM singer ORDER BY age LIMIT 1", "SELECT name FROM singer ORDER BY age LIMIT 3",
            "SELECT age FROM singer ORDER BY age LIMIT 2", "SELECT name FROM singer LIMIT 5",
            "SELECT count(*) FROM singer LIMIT 1", "SELECT name FROM singer ORDER BY age, id LIMIT 2",
        ] {
            #expect(try await lint.messages("gold-ties", sql).isEmpty, "\(sql)")
        }
    }

    @Test func aLimitInsideShowsItselfBackwards() async throws {
        let sql = "SELECT name FROM singer WHERE id IN (SELECT id FROM singer WHERE age = 30 LIMIT 1)"
        #expect(try await LintCase().messages("gold-ties", sql).count == 1)
    }
}
