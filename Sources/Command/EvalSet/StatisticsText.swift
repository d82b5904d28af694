internal import PlumbEvaluation
internal import PlumbReports

/// A set's counts for people.
struct StatisticsText {
    private let statistics: EvalSetStatistics

    init(_ statistics: EvalSetStatistics) {
        self.statistics = statistics
    }

    private typealias Count = EvalSetStatistics.Count

    var text: String {
        let blocks = [
            ("database", statistics.byDatabase), ("expected", statistics.byExpectation), ("tag", statistics.byTag),
            ("voice", statistics.byVoice),
        ]
        let names = blocks.flatMap { $0.1.keys } + ["database"]
        let width = min(40, names.map { VisibleText.of($0).count }.max() ?? 0)
        var lines: [String] = []
        for (title, counts) in blocks where !counts.isEmpty {
            lines += [Self.line(title, ["easy", "medium", "hard", "all"], width)]
            // The most frequent first: a list of tags is read for what is rare, at its end.
            let order = counts.sorted { ($1.value.all, $0.key) < ($0.value.all, $1.key) }
            lines += order.map { Self.line(VisibleText.of($0.key), Self.numbers($0.value), width) } + [""]
        }
        lines.append(Self.line("all", Self.numbers(statistics.examples), width))
        lines.append("")
        return (lines + summary).joined(separator: "\n") + "\n"
    }

    private var summary: [String] {
        let (gold, groups) = (statistics.gold, statistics.groups)
        let sources = gold.bySource.sorted { $0.key < $1.key }.map { "\(VisibleText.of($0.key)) \($0.value)" }
        return [
            "gold queries: \(gold.queries); \(gold.examplesWithSeveral) examples have several, "
                + "\(gold.withReading) queries say their reading",
            "sources: \(sources.isEmpty ? "none" : sources.joined(separator: ", "))",
            "groups of paraphrases: \(groups.count) with \(groups.examples) examples, the largest of \(groups.largest)",
            "with evidence \(statistics.withEvidence), with earlier turns \(statistics.withTurns), "
                + "with gold of the stages \(statistics.withStages)",
        ]
    }

    private static func numbers(_ count: Count) -> [String] {
        [count.easy, count.medium, count.hard, count.all].map { "\($0)" }
    }

    private static func line(_ name: String, _ cells: [String], _ width: Int) -> String {
        let padded = name + String(repeating: " ", count: max(0, width - name.count))
        return padded + cells.map { String(repeating: " ", count: max(1, 8 - $0.count)) + $0 }.joined()
    }
}
