import PlumbEvaluation
import Testing

/// The rule `unreadable-line`.
struct UnreadableLineTests {
    @Test func aBrokenLineIsToldAndTheOthersAreRead() async throws {
        let lines = [try LintCase.line(["SELECT 1"]), "{", "", try LintCase.line(["SELECT 1"], id: "b")]
        let findings = try await LintCase().findings("unreadable-line", in: lines)
        #expect(findings.map(\.line) == [2] && findings.map(\.message) == ["the line is not JSON"])
        #expect(findings.first?.level == .error && findings.first?.id == nil)
    }
}
