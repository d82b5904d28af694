import PlumbEvaluation
import Testing

/// The rule `missing-database`.
struct MissingDatabaseTests {
    @Test func itIsToldOnceAnExample() async throws {
        let lines = [
            try LintCase.line(["SELECT 1", "SELECT 2"], more: ["database": "nowhere"]),
            try LintCase.line(["SELECT 1"], id: "b", more: ["database": "../music"]),
            try LintCase.line(["SELECT 1"], id: "c"),
        ]
        let findings = try await LintCase().findings("missing-database", in: lines)
        #expect(findings.map(\.line) == [1, 2])
        #expect(findings.first?.message.contains("there is no database 'nowhere'") == true)
    }
}
