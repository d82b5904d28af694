import PlumbEvaluation
import Testing

/// The rule `gold-writes`.
struct GoldWritesTests {
    @Test func onlyOneSelectIsGold() async throws {
        let lint = try LintCase()
        for sql in ["DELETE FROM singer", "SELECT 1; SELECT 2", "SELECT load_extension('x')"] {
            #expect(try await lint.messages("gold-writes", sql).count == 1, "\(sql)")
        }
        #expect(try await lint.messages("gold-writes", "SELECT 1;").isEmpty)
    }
}
