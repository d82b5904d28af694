import PlumbCore
import Testing

@testable import PlumbReports

struct RunReportTests {
    @Test(arguments: [40, 80, 100])
    func fitsTheScreen(columns: Int) throws {
        let text = RunReport(RunSamples.small, on: Screen(columns: columns), failures: 3).text
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= columns) }
        try expectGolden(text, "run-\(columns)")
    }

    @Test func colorsOutcomes() throws {
        let text = RunReport(RunSamples.small, on: Screen(columns: 80, coloring: .ansi), failures: 2).text
        try expectGolden(text.replacing("\u{1B}", with: "ESC"), "run-colored")
    }

    @Test func saysThatThereIsNothing() throws {
        let empty = RunRecord(
            id: "empty", startedAt: "2026-11-25T12:20:31Z", isComplete: false, making: RunSamples.small.making,
            examples: [], summary: RunSummary())
        try expectGolden(RunReport(empty, on: Screen(columns: 80)).text, "run-empty")
    }

    @Test func escapesWhatATerminalObeys() {
        var record = RunSamples.small
        record.id = "\u{1B}[2J"
        record.making.pipeline = "\u{202E}evil"
        for index in record.examples.indices {
            record.examples[index].id = "\u{9B}2J\(index)"
            record.examples[index].question.text = "\u{1B}]0;title\u{7}"
        }
        record.summary.breakdown[0].name = "\u{1B}[31m"
        let text = RunReport(record, on: Screen(columns: 80)).text
        #expect(!text.unicodeScalars.contains { VisibleText.isUnsafe($0) && $0 != "\n" })
    }
}
