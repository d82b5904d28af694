import PlumbEvaluation
import Testing

/// The rule `gold-disagrees`.
struct GoldDisagreesTests {
    @Test func differentResultsAreToldWithoutAReading() async throws {
        let lint = try LintCase()
        let found = try await lint.messages("gold-disagrees", "SELECT name FROM singer", "SELECT id FROM singer")
        #expect(found.count == 1 && found[0].contains("gold query 2 and gold query 1 differ"))
        #expect(try await lint.messages("gold-disagrees", "SELECT id FROM singer", "SELECT id + 0 FROM singer").isEmpty)
        let read =
            #"{"id": "a", "database": "music", "question": "who?", "gold": ["#
            + #"{"sql": "SELECT name FROM singer", "reading": "names"}, {"sql": "SELECT id FROM singer", "reading": "ids"}]}"#
        #expect(try await lint.findings("gold-disagrees", in: [read]).isEmpty)
    }
}
