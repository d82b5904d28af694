import PlumbCore
import Testing

@testable import PlumbReports

struct ExplanationTests {
    @Test(arguments: [80, 40])
    func showsEveryStage(columns: Int) throws {
        let stages = Samples.answer(Samples.accepted).stages
        let text = Explanation(stages) { $0 }.text(for: Screen(columns: columns))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= columns) }
        try expectGolden(text, "explanation-\(columns)")
    }

    @Test func showsStagesThatFoundNothing() throws {
        var tables = Samples.tables
        tables.output = .tables(TableSelection.Output(ranked: [], kept: []))
        var queries = Samples.queries
        queries.output = .queries(QuerySynthesis.Output(candidates: []))
        let failed = Samples.check(.fail(reason: "No table fits the question."))
        let text = Explanation([tables, queries, failed]) { $0 }.text(for: Screen())
        try expectGolden(text, "explanation-of-nothing")
    }
}
