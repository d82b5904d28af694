import PlumbEvaluation
import Testing

/// The rule `gold-empty`.
struct GoldEmptyTests {
    @Test func noRowAndNothingButNullAreTold() async throws {
        let lint = try LintCase()
        #expect(try await lint.messages("gold-empty", "SELECT name FROM singer WHERE age > 99") == ["gives no row"])
        #expect(
            try await lint.messages("gold-empty", "SELECT max(age) FROM singer WHERE age > 99") == [
                "gives nothing but NULL"
            ])
        #expect(try await lint.messages("gold-empty", "SELECT count(*) FROM singer WHERE age > 99").isEmpty)
    }
}
