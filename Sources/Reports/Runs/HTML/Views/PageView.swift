internal import PlumbCore

/// What the page's template is filled with; names that end in `markup` or hold drawings are markup already.
struct PageView {
    let styleHash = HTMLStyle.hash
    let scriptHash = HTMLScript.hash
    let style = HTMLStyle.text
    let script = HTMLScript.text

    let id: String
    let accuracy: String
    let headline: String
    let notes: [String]
    let facts: [String]
    let outcomeBar: String
    let total: String
    let outcomes: [Outcome]

    let hasFunnel: Bool
    let funnelSentence: String?
    let funnel: [Bar]
    let blame: String?
    let hasStages: Bool
    let stages: [StageView]
    let hasBreakdowns: Bool
    let breakdowns: [Breakdown]

    let hasConfidence: Bool
    let sentences: [String]
    let riskChart: String?
    let calibrationChart: String?
    let hasEndings: Bool
    let endingColumns: [String]
    let endings: [Counts]
    let hasTimes: Bool
    let times: [Fact]

    let nothingFailed: Bool
    let hasFailures: Bool
    let selects: [Select]
    let leftOut: String?
    let failures: String
    let hasRight: Bool
    let rightCount: String
    let rights: String

    struct Outcome {
        let kind: String
        let mark: String
        let count: String
        let words: String
    }

    struct Bar {
        let title: String
        let accuracy: String
        let bar: String
        let interval: String
        let headroom: String
    }

    struct Part {
        let name: String
        let accuracy: String
        let bar: String
        let interval: String
        let count: String
    }

    /// One list of parts; a long one stands in two tables beside each other.
    struct Breakdown {
        let by: String
        let width: String
        let tables: [Table]
    }

    struct Table {
        let caption: String
        let captionStyle: String
        let parts: [Part]
    }

    struct Counts {
        let name: String
        let counts: [String]
    }

    struct Fact {
        let name: String
        let value: String
    }

    struct Select {
        let key: String
        let name: String
        let options: [String]
    }
}

extension PageView {
    /// Makes the view of a run.
    ///
    /// - Parameters:
    ///   - figures: the run.
    ///   - failures: the examples that are not right, as markup.
    ///   - leftOut: what of them was left out, as a sentence; nil where nothing was.
    init(_ figures: RunFigures, failures: String, leftOut: String?) {
        let record = figures.record
        let summary = record.summary
        id = record.id
        accuracy = summary.accuracy.share
        headline = figures.headline
        notes = figures.notes
        facts = figures.facts
        let counts = ExampleRecord.Outcome.allCases.map { outcome in
            (outcome: outcome, count: record.examples.count { $0.outcome == outcome })
        }
        outcomeBar = OutcomeBar(counts).markup
        total = Wording.count(record.examples.count, "example")
        outcomes = counts.filter { $0.count > 0 }.map {
            Outcome(
                kind: $0.outcome.rawValue, mark: $0.outcome.mark, count: Wording.grouped($0.count),
                words: $0.outcome.words)
        }

        let funnel = Funnel(summary)
        hasFunnel = !funnel.steps.isEmpty
        funnelSentence = funnel.sentence
        self.funnel = funnel.steps.enumerated().map { index, step in
            let before = index > 0 ? funnel.steps[index - 1].accuracy.value : nil
            return Bar(
                title: step.title, accuracy: step.accuracy.share,
                bar: EstimateBar(step.accuracy, gainFrom: before).markup, interval: step.accuracy.interval,
                headroom: step.headroom.map { Wording.change($0.value) } ?? "")
        }
        blame = figures.blameSentence
        stages = figures.stages.map(StageView.init)
        hasStages = !stages.isEmpty
        breakdowns = figures.breakdowns.map(Breakdown.init)
        hasBreakdowns = !breakdowns.isEmpty

        riskChart = RiskCoverageChart(summary.riskCoverage).markup
        calibrationChart = CalibrationChart(summary.calibration).markup
        sentences = figures.confidenceSentences
        let expectations = ExampleRecord.Expectation.allCases.filter { summary.endings[$0] != nil }
        endingColumns = expectations.map(\.imperative)
        endings = ExampleRecord.Ending.allCases.map { ending in
            Counts(
                name: ending.words,
                counts: expectations.map { Wording.grouped(summary.endings[$0]?[ending] ?? 0) })
        }
        hasEndings = !expectations.isEmpty
        times = Self.times(of: figures)
        hasTimes = !times.isEmpty
        hasConfidence = hasEndings || hasTimes || riskChart != nil || calibrationChart != nil

        self.failures = failures
        self.leftOut = leftOut
        hasFailures = !failures.isEmpty
        nothingFailed = failures.isEmpty && !record.examples.isEmpty
        selects = Self.selects(of: figures.failures + figures.unscored)
        let right = record.examples.filter { $0.outcome == .right }
        hasRight = !right.isEmpty
        rightCount = Wording.grouped(right.count)
        rights = right.map(RightRow.markup).joined()
    }

    private static func times(of figures: RunFigures) -> [Fact] {
        guard let latency = figures.record.summary.latency else { return [] }
        let stages = figures.stages.compactMap { stage in
            stage.chained?.seconds.map { Fact(name: "\(stage.kind.title), mean", value: Wording.duration($0)) }
        }
        return [
            Fact(name: "an example, median", value: Wording.duration(latency.median)),
            Fact(name: "19 of 20 within", value: Wording.duration(latency.high)),
        ] + stages + [Fact(name: "all together", value: Wording.duration(latency.total))] + models(of: figures)
            + mends(of: figures)
    }

    private static func mends(of figures: RunFigures) -> [Fact] {
        (figures.record.summary.mends ?? [:]).sorted { $0.key < $1.key }.map { rule, effects in
            Fact(
                name: "mended by \(rule)",
                value:
                    "fixed \(Wording.grouped(effects[.fixed] ?? 0)), harmed \(Wording.grouped(effects[.harmed] ?? 0))")
        }
    }

    private static func models(of figures: RunFigures) -> [Fact] {
        guard let usage = figures.record.summary.totalUsage, usage.calls > 0 else { return [] }
        let count = max(figures.record.examples.count, 1)
        return [
            Fact(name: "calls of models", value: Wording.grouped(usage.calls)),
            Fact(name: "tokens an example", value: Wording.grouped(usage.tokens / count)),
            Fact(name: "price", value: UsageText.price(usage.price)),
        ]
    }

    /// What the list of failures can be filtered by, where there is a choice.
    private static func selects(of examples: [ExampleRecord]) -> [Select] {
        func sorted(_ names: [String]) -> [String] { Set(names).filter { !$0.isEmpty }.sorted() }
        return [
            Select(key: "outcome", name: "outcome", options: sorted(examples.map(\.outcome.words))),
            Select(
                key: "stage", name: "stage",
                options: StageKind.allCases.map(\.title).filter { title in
                    examples.contains { $0.firstStageToBlame?.title == title }
                }),
            Select(key: "database", name: "database", options: sorted(examples.map(\.database))),
            Select(key: "difficulty", name: "difficulty", options: sorted(examples.compactMap(\.difficulty))),
            Select(key: "tag", name: "tag", options: sorted(examples.flatMap(\.tags))),
        ].filter { $0.options.count > 1 }
    }
}

/// An example that is right, as one row.
enum RightRow {
    static func markup(_ example: ExampleRecord) -> String {
        let question = MarkupText.escaped(VisibleText.clipped(example.question.text, to: 200).text)
        let sure = example.ending == .answered ? Wording.percent(example.confidence) : example.ending.words
        return "<tr><th scope=\"row\">\(MarkupText.escaped(example.id))</th><td>\(question)</td>"
            + "<td class=\"number\">\(sure)</td><td class=\"number\">\(Wording.duration(example.seconds))</td></tr>\n"
    }
}
