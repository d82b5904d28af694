import PlumbEvaluation
import Testing

/// The rule `duplicate-id`.
struct DuplicateIDTests {
    @Test func theSecondIsTold() async throws {
        let lines = try ["a", "b", "a"].map { try LintCase.line(["SELECT 1"], id: $0) }
        let findings = try await LintCase().findings("duplicate-id", in: lines)
        #expect(findings.map(\.line) == [3] && findings.map(\.message) == ["'a' stands in line 1 already"])
    }
}
