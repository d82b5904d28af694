import PlumbCore
import Testing

@testable import PlumbReports

struct AnswerReportTests {
    private func text(_ verdict: Verdict, _ screen: Screen, rows: ShownRows? = nil) -> String {
        let report = AnswerReport(Samples.answer(verdict)) { $0 }
        return report.query(for: screen) + report.summary(of: rows, for: screen)
            + report.refusal(guessHint: "--best-guess answers with it.", for: screen)
    }

    @Test(arguments: [80, 40])
    func saysWhatWasAssumed(columns: Int) throws {
        let rows = ShownRows(shown: 100, known: 340, hasMore: false, hint: "--limit all shows every row.")
        try expectGolden(text(Samples.accepted, Screen(columns: columns), rows: rows), "accepted-\(columns)")
    }

    @Test(arguments: [80, 40])
    func saysWhatCouldNotBePlaced(columns: Int) throws {
        try expectGolden(text(Samples.clarify, Screen(columns: columns)), "clarify-\(columns)")
    }

    @Test func saysWhyThereIsNoAnswer() throws {
        let screen = Screen(columns: 80, coloring: .ansi)
        let texts = [
            text(.refuse(reason: "Plumb only reads: nothing can be deleted."), screen),
            text(.fail(reason: "No candidate ran.\u{1B}[2J"), screen),
        ]
        try expectGolden(texts.joined().replacing("\u{1B}", with: "ESC"), "refused-colored")
    }

    @Test(arguments: [
        (ShownRows(shown: 1, known: 1, hasMore: false), "1 row"),
        (ShownRows(shown: 0, known: 0, hasMore: false), "0 rows"),
        (ShownRows(shown: 100, known: 340, hasMore: false), "the first 100 of 340 rows"),
        (ShownRows(shown: 4, known: 4, hasMore: true), "the first 4 rows; there are more"),
        (ShownRows(shown: 100, known: 1000, hasMore: true), "the first 100 of more than 1,000 rows"),
    ])
    func countsRows(rows: ShownRows, expected: String) {
        #expect(rows.text == expected)
    }
}
