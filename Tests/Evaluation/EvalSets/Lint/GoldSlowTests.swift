import PlumbEvaluation
import Testing

/// The rule `gold-slow`.
struct GoldSlowTests {
    @Test func theLimitOnStepsIsToldAndNotCalledAFailure() async throws {
        let lint = try LintCase()
        let sql = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) FROM n
            """
        let line = try LintCase.line([sql])
        #expect(try await lint.findings("gold-slow", in: [line], thousandsOfSteps: 100).count == 1)
        #expect(try await lint.findings("gold-fails", in: [line], thousandsOfSteps: 100).isEmpty)
        #expect(try await lint.findings("gold-slow", in: [line], thousandsOfSteps: 1_000_000).isEmpty)
    }
}
