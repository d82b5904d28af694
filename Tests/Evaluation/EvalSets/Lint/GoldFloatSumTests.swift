import PlumbEvaluation
import Testing

/// The rule `gold-float-sum`.
struct GoldFloatSumTests {
    @Test func lastDigitsAreTold() async throws {
        let lint = try LintCase()
        let sql = "SELECT sum(fee) FROM singer WHERE age < 45 AND country IS NOT NULL"
        #expect(try await lint.messages("gold-float-sum", sql).count == 1)
        #expect(try await lint.messages("gold-float-sum", "SELECT round(sum(fee), 2) FROM singer WHERE id < 4").isEmpty)
        #expect(try await lint.messages("gold-float-sum", "SELECT sum(age) FROM singer").isEmpty)
        #expect(try await lint.messages("gold-float-sum", sql, more: ["contract": "strict"]).isEmpty)
    }
}
