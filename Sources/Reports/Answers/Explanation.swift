public import PlumbCore

/// Each stage's output with its evidence and timing: the whole way from the question to the query.
public struct Explanation: Sendable {
    private let stages: [StageRecord]
    private let prettySQL: @Sendable (String) -> String

    /// Makes an explanation.
    ///
    /// - Parameters:
    ///   - stages: the stages that ran, in order.
    ///   - prettySQL: lays a query out over several lines.
    public init(_ stages: [StageRecord], prettySQL: @escaping @Sendable (String) -> String) {
        self.stages = stages
        self.prettySQL = prettySQL
    }

    /// The explanation.
    public func text(for screen: Screen) -> String {
        stages.map { text(of: $0, for: screen) }.joined(separator: "\n")
    }

    private func text(of record: StageRecord, for screen: Screen) -> String {
        var lines = Lines(for: screen)
        let implementation = record.implementation
        let parameters = implementation.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        var facts = [implementation.name]
        if record.attempt > 1 { facts.append("try \(record.attempt)") }
        facts.append(record.cost.isReplayed ? "replayed" : Wording.duration(record.cost.seconds))
        if !parameters.isEmpty { facts.append(parameters.joined(separator: ", ")) }
        lines.add(
            facts.joined(separator: " · "), after: record.kind.title + "  ", leadRole: .title, role: .faint)
        switch record.output {
        case .tables(let output):
            let kept = Set(output.kept)
            RankedList(
                entries: output.ranked.map {
                    .init(
                        name: $0.table.description, score: $0.score, isKept: kept.contains($0.table),
                        evidence: $0.evidence)
                }
            ).write(to: &lines)
        case .columns(let output): ColumnExplanation(output).write(to: &lines)
        case .queries(let output): write(output, to: &lines)
        case .verdict(let verdict): VerdictExplanation(verdict).write(to: &lines)
        }
        return lines.text
    }

    private func write(_ output: QuerySynthesis.Output, to lines: inout Lines) {
        if output.candidates.isEmpty { lines.add("no candidate", after: "  ", role: .faint) }
        let shown = 5
        for (index, candidate) in output.candidates.prefix(shown).enumerated() {
            lines.add("\(Wording.percent(candidate.confidence)) sure", after: "  \(index + 1). ", leadRole: .title)
            lines.add(sql: prettySQL(candidate.sql), indent: 5)
            for assumption in candidate.assumptions { lines.add(assumption, after: "     assumes ", leadRole: .faint) }
        }
        if output.candidates.count > shown {
            lines.add("and \(output.candidates.count - shown) more", after: "     ", role: .faint)
        }
        if !output.unplacedWords.isEmpty {
            lines.add(Wording.quoted(output.unplacedWords), after: "  found no place for ", leadRole: .doubt)
        }
    }
}
