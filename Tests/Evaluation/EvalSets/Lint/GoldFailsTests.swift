import PlumbEvaluation
import Testing

/// The rule `gold-fails`.
struct GoldFailsTests {
    @Test func whatCanNotBeReadOrRunIsTold() async throws {
        let lint = try LintCase()
        #expect(try await lint.messages("gold-fails", "SELEC 1").count == 1)
        #expect(
            try await lint.messages("gold-fails", "SELECT 1", "SELECT * FROM nowhere") == [
                "gold query 2: The query failed: no such table: nowhere"
            ])
        #expect(try await lint.messages("gold-fails", "SELECT name FROM singer WHERE country = \"France\"").isEmpty)
    }
}
