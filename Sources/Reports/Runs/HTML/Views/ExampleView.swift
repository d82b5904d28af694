internal import PlumbCore

/// What the template of an example that is not right is filled with.
struct ExampleView {
    let kind: String
    let outcome: String
    let mark: String
    let stage: String
    let database: String
    let difficulty: String
    let tags: String
    let id: String
    let question: String
    let meta: String
    let reason: String?
    let facts: [PageView.Fact]
    let hasPanes: Bool
    let panes: [Pane]
    let hasMarks: Bool
    let hasStages: Bool
    let stages: [Stage]

    struct Pane {
        let title: String
        let sql: String?
        let problem: String?
        let result: String
    }

    struct Stage {
        let name: String
        let gave: String
        let gold: String
        let time: String
    }

    /// How much of an example is shown.
    struct Detail {
        /// The first rows of results.
        let rows: Int
        /// Whether each stage's output is shown.
        let hasStages: Bool
    }

    /// Makes the view of an example.
    ///
    /// - Parameters:
    ///   - example: the example.
    ///   - detail: how much of it is shown.
    ///   - prettySQL: lays a query out over several lines.
    init(_ example: ExampleRecord, detail: Detail, prettySQL: (String) -> String) {
        let outcome = example.outcome
        kind = outcome.rawValue
        self.outcome = outcome.words
        mark = outcome.mark
        stage = example.firstStageToBlame?.title ?? ""
        database = example.database
        difficulty = example.difficulty ?? ""
        tags = example.tags.joined(separator: "|")
        id = example.id
        question = VisibleText.clipped(example.question.text, to: 1_000).text
        meta = [outcome.words, stage, example.database, difficulty].filter { !$0.isEmpty }.joined(separator: " · ")
        reason = example.failureSentence
        facts = Self.facts(of: example)
        let pair = QueryPair(example, rows: detail.rows, prettySQL: prettySQL)
        panes = pair.panes
        hasPanes = !panes.isEmpty
        hasMarks = pair.hasMarks
        stages = detail.hasStages ? StageRows(example).rows : []
        hasStages = !stages.isEmpty
    }

    private static func facts(of example: ExampleRecord) -> [PageView.Fact] {
        var facts: [PageView.Fact] = []
        if let evidence = example.question.evidence { facts.append(.init(name: "hint", value: evidence)) }
        for turn in example.question.earlier { facts.append(.init(name: "before", value: turn.question)) }
        if example.expected != .answer { facts.append(.init(name: "calls for", value: example.expected.words)) }
        if !example.tags.isEmpty { facts.append(.init(name: "tags", value: example.tags.joined(separator: ", "))) }
        if let assumptions = example.lastVerdict?.assumptions, !assumptions.isEmpty {
            facts.append(.init(name: "assumed", value: assumptions.joined(separator: " ")))
        }
        return facts
    }
}

extension Verdict {
    /// What an accepted query had to assume.
    fileprivate var assumptions: [String] {
        if case .accepted(let query) = self { query.assumptions } else { [] }
    }
}
