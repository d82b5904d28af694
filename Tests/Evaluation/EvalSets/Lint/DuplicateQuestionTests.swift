import PlumbEvaluation
import Testing

/// The rule `duplicate-question`.
struct DuplicateQuestionTests {
    @Test func theSameWordsAreTold() async throws {
        let lines = [
            try LintCase.line(["SELECT 1"], id: "a", question: "How many singers?"),
            try LintCase.line(["SELECT 2"], id: "b", question: "how many  singers"),
            try LintCase.line(["SELECT 2"], id: "c", question: "how many singers", more: ["evidence": "of all"]),
        ]
        let findings = try await LintCase().findings("duplicate-question", in: lines)
        #expect(findings.map(\.line) == [2])
        #expect(findings.first?.message == "the same question as 'a' in line 1")
    }
}
