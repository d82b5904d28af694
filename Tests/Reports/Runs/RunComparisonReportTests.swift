import PlumbCore
import Testing

@testable import PlumbReports

struct RunComparisonReportTests {
    private let comparison = RunComparison(
        base: "shop-lexical-1", other: "shop-lexical-2", examples: 150,
        accuracy: .init(
            base: 0.6, other: 0.66, change: .init(value: 0.06, count: 150, low: 0.013, high: 0.107), pValue: 0.0225),
        parts: [
            .init(
                of: "table selection", name: "recall",
                difference: .init(
                    base: 0.95, other: 0.95, change: .init(value: 0, count: 150, low: -0.01, high: 0.01))),
            .init(
                of: "table selection", name: "F1",
                difference: .init(
                    base: 0.9, other: 0.9, change: .init(value: 0, count: 150, low: 0, high: 0), pValue: 1)),
            .init(
                of: "execution check, isolated", name: "right queries accepted",
                difference: .init(base: 1, other: 1, change: .init(value: 0, count: 150, low: 0, high: 0))),
            .init(
                of: "execution check, isolated", name: "wrong queries caught",
                difference: .init(base: 0.5, other: 0.5, change: .init(value: 0, count: 150, low: 0, high: 0))),
            .init(
                of: "query synthesis", name: "selection regret",
                difference: .init(
                    base: 0.1, other: 0.05, change: .init(value: -0.05, count: 150, low: -0.09, high: -0.01))),
            .init(
                of: "column selection", name: "kept",
                difference: .init(
                    base: 7.25, other: 6.1, change: .init(value: -1.15, count: 150, low: -1.4, high: -0.9))),
            .init(
                of: "tag", name: "join",
                difference: .init(
                    base: 0.5, other: 0.4, change: .init(value: -0.1, count: 40, low: -0.18, high: -0.02),
                    pValue: 0.0004)),
        ],
        flips: [
            .init(
                id: "shop-0001", question: "Which five customers from France spent most in 2024, and how much?",
                base: .wrong, other: .right, stage: .querySynthesis),
            .init(id: "shop-0002", question: "Who?\u{1B}[2J", base: .right, other: .unanswered, stage: nil),
            .init(id: "shop-0003", question: "Where?", base: .wrong, other: .unanswered, stage: .tableSelection),
        ],
        verdict: "The difference is real: 12 examples became right and 3 wrong, which chance does in 2 of 100 cases.")

    @Test(arguments: [40, 80, 100])
    func fitsTheScreen(columns: Int) throws {
        let text = RunComparisonReport(comparison, on: Screen(columns: columns)).text
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= columns) }
        #expect(!text.contains("\u{1B}"))
        try expectGolden(text, "compare-\(columns)")
    }

    @Test func colorsWhatIsMoreThanChance() throws {
        let text = RunComparisonReport(comparison, on: Screen(columns: 80, coloring: .ansi)).text
        try expectGolden(text.replacing("\u{1B}", with: "ESC"), "compare-colored")
    }
}
