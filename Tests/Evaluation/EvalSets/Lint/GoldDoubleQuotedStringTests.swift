import PlumbEvaluation
import Testing

/// The rule `gold-double-quoted-string`.
struct GoldDoubleQuotedStringTests {
    @Test func onlyStringsAreTold() async throws {
        let lint = try LintCase()
        let string = "SELECT name FROM singer WHERE country = \"France\""
        #expect(
            try await lint.messages("gold-double-quoted-string", string) == [
                "\"France\" is read as a string; write it in single quotes"
            ])
        #expect(try await lint.messages("gold-double-quoted-string", "SELECT \"name\" FROM singer").isEmpty)
    }
}
