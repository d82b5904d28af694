import PlumbCore
import Testing

@testable import PlumbReports

struct RunMarkdownTests {
    @Test func looksAsAlways() throws {
        try expectGolden(RunMarkdown(RunSamples.small, failures: 3).text, "run-markdown")
    }

    @Test func takesNoTextForItsOwn() {
        let text = RunMarkdown(HostileTexts.run, failures: 1000).text
        // What is left without escapes is the report's own.
        let own = text.replacing("\\<", with: "").replacing("\\]", with: "")
        #expect(!own.contains("<script"))
        #expect(!own.contains("<img"))
        #expect(!own.contains("](javascript"))
        #expect(!text.contains("@everyone"))
        #expect(!text.unicodeScalars.contains { VisibleText.isUnsafe($0) && $0 != "\n" })
    }
}
