import PlumbEvaluation
import Testing

/// The rule `unknown-names`.
struct UnknownNamesTests {
    @Test func namesThatAreNotThereAreTold() async throws {
        let lint = try LintCase()
        #expect(
            try await lint.messages("unknown-names", "SELECT nam FROM singer") == [
                "there is no column nam; did you mean name?"
            ])
        #expect(try await lint.messages("unknown-names", "SELECT name FROM singer").isEmpty)
    }
}
