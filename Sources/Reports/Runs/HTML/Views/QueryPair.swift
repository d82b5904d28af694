internal import PlumbCore

/// The query that was given beside gold's nearest one, with both results.
struct QueryPair {
    let panes: [ExampleView.Pane]
    let hasMarks: Bool

    private static let longest = 4_000

    init(_ example: ExampleRecord, rows: Int, prettySQL: (String) -> String) {
        func shown(_ sql: String) -> String {
            let pretty = sql.utf8.count <= Self.longest ? prettySQL(sql) : String(sql.prefix(Self.longest)) + "…"
            return pretty.replacing("\r\n", with: "\n").replacing("\t", with: "    ")
        }
        func result(_ result: QueryResult?, _ title: String) -> String {
            guard rows > 0, let result, !result.columns.isEmpty else { return "" }
            return ResultMarkup(result, limit: rows).markup(title: title)
        }
        let given = (example.sql ?? example.bestCandidate).map(shown)
        let givenTitle =
            example.sql != nil ? "Given, \(Wording.percent(example.confidence)) sure" : "Best candidate, not given"
        var gold: GoldRecord?
        var difference: SQLDifference?
        for record in example.gold.filter({ $0.problem == nil }).prefix(5) {
            guard let given else { break }
            let candidate = SQLDifference(given: given, gold: shown(record.sql))
            if candidate.likeness > difference?.likeness ?? -1 { (gold, difference) = (record, candidate) }
        }
        gold = gold ?? example.shownGold
        var panes: [ExampleView.Pane] = []
        if let given {
            panes.append(
                .init(
                    title: givenTitle, sql: difference?.given ?? MarkupText.escaped(given, keepsLineBreaks: true),
                    problem: nil, result: result(example.result, "Given")))
        }
        if let gold {
            let others = example.gold.count - 1
            var title = others > 0 ? "Gold, the nearest of \(others + 1)" : "Gold"
            if let reading = gold.reading { title += ": \(reading)" }
            panes.append(
                .init(
                    title: title, sql: difference?.gold ?? MarkupText.escaped(shown(gold.sql), keepsLineBreaks: true),
                    problem: gold.problem.map { "Gold can't be run: \($0)" }, result: result(gold.result, "Gold")))
        }
        self.panes = panes
        hasMarks = difference?.hasMarks ?? false
    }
}

extension ExampleRecord {
    /// The first candidate of the last try.
    fileprivate var bestCandidate: String? {
        for stage in stages.reversed() {
            if case .queries(let output) = stage.output { return output.candidates.first?.sql }
        }
        return nil
    }
}
