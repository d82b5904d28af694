internal import PlumbCore

/// What each stage of an example gave, beside what gold has in its place.
struct StageRows {
    let rows: [ExampleView.Stage]

    private static let mostNames = 24

    init(_ example: ExampleRecord) {
        let gold = example.shownGold
        rows = example.stages.map { record in
            let gave: String
            var goldText = ""
            switch record.output {
            case .tables(let output):
                let kept = output.ranked.map(\.table).filter(Set(output.kept).contains).map(\.description)
                let names = Names(
                    kept: kept, gold: gold?.tables?.map(\.description), missing: example.scores.tables?.missing ?? [])
                (gave, goldText) = (names.gave, names.wanted)
            case .columns(let output):
                let kept = output.ranked.map(\.column).filter(Set(output.kept).contains).map(\.description)
                let names = Names(
                    kept: kept, gold: gold?.columns?.map(\.description), missing: example.scores.columns?.missing ?? [])
                gave = names.gave + Self.links(output)
                goldText = names.wanted
            case .queries(let output):
                gave = Self.candidates(output)
                goldText = Self.place(example.scores.queries, of: output.candidates.count)
            case .verdict(let verdict):
                gave = Self.text(of: verdict)
                goldText = example.expected == .answer ? "" : example.expected.words
            }
            let attempt = record.attempt > 1 ? ", try \(record.attempt)" : ""
            return ExampleView.Stage(
                name: record.kind.title + attempt, gave: gave, gold: goldText,
                time: record.cost.isReplayed ? "replayed" : Wording.duration(record.cost.seconds))
        }
    }

    /// Kept names beside gold's, with marks for what is missing and what is not needed.
    private struct Names {
        let gave: String
        let wanted: String

        init(kept: [String], gold: [String]?, missing: [String]) {
            let wanted = gold.map(Set.init)
            gave = StageRows.list(
                kept.map { name in
                    let isNeeded = wanted?.contains(name) ?? true
                    return (name, isNeeded ? "" : "extra", "")
                })
            let keptSet = Set(kept)
            self.wanted = StageRows.list(
                (gold ?? missing).map { name in
                    let isMissing = gold == nil || !keptSet.contains(name)
                    return (name, isMissing ? "missing" : "", isMissing ? "✗ " : "✓ ")
                })
        }
    }

    private static func list(_ names: [(name: String, kind: String, mark: String)]) -> String {
        guard !names.isEmpty else { return "<span class=\"faint\">none</span>" }
        var markup = "<ul class=\"names\">"
        for (name, kind, mark) in names.prefix(mostNames) {
            markup += kind.isEmpty ? "<li>" : "<li class=\"\(kind)\">"
            markup += mark + MarkupText.escaped(name) + "</li>"
        }
        if names.count > mostNames { markup += "<li class=\"faint\">and \(names.count - mostNames) more</li>" }
        return markup + "</ul>"
    }

    private static func links(_ output: ColumnSelection.Output) -> String {
        output.values.prefix(4).map { link in
            paragraph("“\(link.words)” → \(link.column) = \(ValueText.literal(link.value))")
        }.joined()
    }

    private static func candidates(_ output: QuerySynthesis.Output) -> String {
        var markup = MarkupText.escaped(Wording.count(output.candidates.count, "candidate"))
        if let best = output.candidates.first { markup += ", \(Wording.percent(best.confidence)) sure" }
        if !output.unplacedWords.isEmpty {
            markup += paragraph("found no place for \(Wording.quoted(output.unplacedWords))")
        }
        return markup
    }

    private static func place(_ score: SynthesisScore?, of count: Int) -> String {
        guard let score else { return "" }
        guard let place = score.firstRight else { return count == 0 ? "" : "no candidate is right" }
        return place == 0 ? "the first candidate is right" : "candidate \(place + 1) is right"
    }

    private static func text(of verdict: Verdict) -> String {
        switch verdict {
        case .accepted(let query):
            "accepted candidate \(query.candidate + 1), \(Wording.percent(query.confidence)) sure"
                + (query.rejected.map { "candidate \($0.candidate + 1) put aside: \($0.reason)" }
                + query.warnings.map { "note: \($0)" }).map(paragraph).joined()
        case .repair(let feedback): MarkupText.escaped("asked for another try: \(feedback.problem)")
        case .clarify(let clarification): MarkupText.escaped("asked back: \(clarification.question)")
        case .refuse(let reason): MarkupText.escaped("refused: \(reason)")
        case .fail(let reason): MarkupText.escaped("no answer: \(reason)")
        }
    }

    private static func paragraph(_ text: String) -> String {
        "<p class=\"note\">\(MarkupText.escaped(VisibleText.clipped(text, to: 200).text))</p>"
    }
}
