internal import PlumbCore

/// What every report of a run says, whatever form it has.
struct RunFigures {
    let record: RunRecord

    init(_ record: RunRecord) {
        self.record = record
    }

    /// How many questions that expect an answer went that way.
    func answerable(_ outcome: ExampleRecord.Outcome) -> Int {
        record.examples.count { $0.expected == .answer && $0.outcome == outcome }
    }

    /// The run in one sentence, without its full stop.
    var headline: String {
        let right = answerable(.right)
        let scored = right + answerable(.wrong) + answerable(.unanswered)
        guard scored > 0 else { return "No question could be scored" }
        let accuracy = record.summary.accuracy
        var sure = accuracy.share
        if !accuracy.interval.isEmpty { sure += ", 95% interval \(accuracy.interval)" }
        return "\(Wording.grouped(right)) of \(Wording.count(scored, "question")) answered right (\(sure)), "
            + "\(Wording.grouped(answerable(.wrong))) wrong, \(Wording.grouped(answerable(.unanswered))) not answered"
    }

    /// Sentences that qualify the headline, each without its full stop.
    var notes: [String] {
        var notes: [String] = []
        if !record.isComplete {
            notes.append("The run is not complete: figures are of the examples that it has so far")
        }
        let others = record.examples.filter { $0.expected != .answer }
        if !others.isEmpty {
            let right = others.count { $0.outcome == .right }
            notes.append(
                "\(Wording.grouped(right)) of \(Wording.count(others.count, "question")) that can't or may not be "
                    + "answered got a question back or a refusal")
        }
        let unscored = record.examples.count { $0.outcome == .unscored }
        if unscored > 0 {
            let verb = unscored == 1 ? "counts" : "count"
            let why = record.summary.failures.map { " (no reply from a model: \(UsageText.failures($0)))" } ?? ""
            notes.append("\(Wording.count(unscored, "question")) could not be scored, and \(verb) neither way\(why)")
        }
        let empty = record.examples.count { $0.outcome == .right && $0.comparison?.isEmpty == true }
        if empty > 0 {
            notes.append("\(Wording.count(empty, "answer")) \(empty == 1 ? "is" : "are") right with an empty result")
        }
        return notes
    }

    /// What made the run, in facts to be joined.
    var facts: [String] {
        let making = record.making
        var facts = ["pipeline \(making.pipeline)", making.evalSets.map(\.name).joined(separator: ", ")]
        if let sample = making.sample {
            facts.append("\(Wording.count(sample, "example")) drawn" + (making.seed.map { " with seed \($0)" } ?? ""))
        }
        facts.append("contract \(making.contract)")
        facts.append("plumb \(making.plumb)")
        facts.append(startedAt)
        return facts.filter { !$0.isEmpty }
    }

    /// When the run began, to the minute, as people write it.
    var startedAt: String {
        let text = record.startedAt
        guard text.utf8.count >= 16, text.contains("T") else { return text }
        return text.prefix(16).replacing("T", with: " ") + (text.hasSuffix("Z") ? " UTC" : "")
    }

    /// The examples that are not right and count, in order: wrong before not answered.
    var failures: [ExampleRecord] {
        record.examples.filter { $0.outcome == .wrong } + record.examples.filter { $0.outcome == .unanswered }
    }

    /// The examples of which nothing can be said, in order.
    var unscored: [ExampleRecord] { record.examples.filter { $0.outcome == .unscored } }

    /// How many examples each stage is to blame for, in a sentence without its full stop; nil where that is not known.
    var blameSentence: String? {
        let parts = StageKind.allCases.compactMap { kind in
            record.summary.blame[kind].map { "\(kind.title) \(Wording.grouped($0))" }
        }
        guard !parts.isEmpty else { return nil }
        return "Not right, by the first stage whose gold mends it: \(parts.joined(separator: ", "))"
    }

    /// Each stage's figures, chained and isolated, in the pipeline's order.
    var stages: [StageFigures] {
        StageKind.allCases.compactMap { kind in
            let summaries = record.summary.stages.filter { $0.kind == kind }
            guard !summaries.isEmpty else { return nil }
            return StageFigures(
                kind: kind, implementation: record.making.stages.first { $0.kind == kind }?.implementation,
                chained: summaries.first { !$0.isIsolated }, isolated: summaries.first(where: \.isIsolated))
        }
    }

    /// Accuracy by tag, difficulty and database, as one list each.
    var breakdowns: [(by: String, parts: [RunSummary.Breakdown])] {
        var order: [String] = []
        for part in record.summary.breakdown where !order.contains(part.by) { order.append(part.by) }
        return order.map { by in (by, record.summary.breakdown.filter { $0.by == by }) }
    }

    /// How sure answers were beside how often they were right, a sentence each, without full stops.
    var confidenceSentences: [String] {
        var sentences: [String] = []
        let summary = record.summary
        if let error = summary.calibrationError {
            let answers = summary.calibration.reduce(0) { $0 + $1.count }
            sentences.append(
                "Confidence is \(Wording.points(error)) points off on average, over \(Wording.count(answers, "answer"))"
            )
        }
        if let all = summary.riskCoverage.last {
            var text =
                "With every answer taken, \(Wording.share(all.coverage)) of questions are answered and \(Wording.share(all.risk)) of those are wrong"
            if let half = summary.riskCoverage.first(where: { $0.coverage >= all.coverage / 2 }), half != all {
                text +=
                    "; from \(Wording.percent(half.confidence)) sure on, \(Wording.share(half.coverage)) and \(Wording.share(half.risk))"
            }
            sentences.append(text)
        }
        return sentences
    }

    /// What was spent on models, a sentence for each stage that asked one and one for all, without full stops.
    var usageSentences: [String] {
        let usage = record.summary.usage ?? [:]
        var sentences = StageKind.allCases.compactMap { kind -> String? in
            let facts = UsageText.facts(usage[kind])
            return facts.isEmpty
                ? nil
                : "\(kind.title.prefix(1).uppercased() + kind.title.dropFirst()): " + facts.joined(separator: " · ")
        }
        if let total = record.summary.totalUsage, total.calls > 0, !record.examples.isEmpty {
            let tokens = Double(total.tokens) / Double(record.examples.count)
            sentences.append("\(Wording.grouped(Int(tokens.rounded()))) tokens an example")
            if !total.failures.isEmpty {
                sentences.append("Calls that failed and were tried again: \(UsageText.failures(total.failures))")
            }
        }
        return sentences
    }

    /// What mending came to, a sentence for each rule, without full stops; the most fixing first.
    var mendSentences: [String] {
        (record.summary.mends ?? [:]).sorted { left, right in
            (right.value[.fixed] ?? 0, left.key) < (left.value[.fixed] ?? 0, right.key)
        }.map { rule, effects in
            let parts = [
                "fixed \(Wording.grouped(effects[.fixed] ?? 0))", "harmed \(Wording.grouped(effects[.harmed] ?? 0))",
                "right before and after \(Wording.grouped(effects[.keptRight] ?? 0))",
                "wrong before and after \(Wording.grouped(effects[.leftWrong] ?? 0))",
            ]
            return "\(rule): \(parts.joined(separator: ", "))"
        }
    }

    /// How long examples took, in a sentence without its full stop; nil where that is not known.
    var latencySentence: String? {
        record.summary.latency.map {
            "Half of the examples took at most \(Wording.duration($0.median)), 19 of 20 at most "
                + "\(Wording.duration($0.high)), all together \(Wording.duration($0.total))"
        }
    }
}
