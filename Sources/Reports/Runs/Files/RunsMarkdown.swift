public import PlumbCore

/// Several runs beside each other as a Markdown table, to be kept in a document.
public struct RunsMarkdown: Sendable {
    private let records: [RunRecord]

    /// Makes a table of runs with their summaries; examples are not looked at.
    public init(_ records: [RunRecord]) {
        self.records = records
    }

    /// The table, its last line ended.
    public var text: String {
        let header = [
            "pipeline", "stages", "questions", "accuracy", "95% interval", "tables: strict recall",
            "columns: strict recall", "queries: first right", "some right", "isolated", "headroom, points",
            "mending rules: fixed / harmed", "tokens", "seconds",
        ]
        let rows = [header, header.map { _ in "---" }] + records.map(cells)
        return rows.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }

    private func cells(of record: RunRecord) -> [String] {
        let summary = record.summary
        let stages = record.making.stages.map(\.implementation.name).joined(separator: " → ")
        func share(_ kind: StageKind, isolated: Bool = false, _ name: String) -> String {
            summary.stages.first { $0.kind == kind && $0.isIsolated == isolated }?.metrics
                .first { $0.name.hasPrefix(name) }?.estimate.share ?? "–"
        }
        let headroom = StageKind.allCases.map { kind in
            summary.headroom[kind]?.value == nil ? "–" : Wording.change(summary.headroom[kind]?.value)
        }
        let count = max(summary.outcomes.values.reduce(0, +), 1)
        let tokens = summary.totalUsage.map { Wording.grouped($0.tokens / count) } ?? "–"
        // With replies read back, the time is that of the model when it wrote them.
        let seconds = max(summary.totalUsage?.seconds ?? 0, summary.latency?.total ?? 0) / Double(count)
        return [
            record.making.pipeline.replacing("|", with: "\\|"), stages, Wording.grouped(summary.accuracy.count),
            summary.accuracy.share, summary.accuracy.interval, share(.tableSelection, "strict recall"),
            share(.columnSelection, "strict recall"), share(.querySynthesis, "execution accuracy"),
            share(.querySynthesis, "pass@k"), share(.querySynthesis, isolated: true, "execution accuracy"),
            headroom.contains { $0 != "–" } ? headroom.joined(separator: " / ") : "–", mends(summary), tokens,
            Wording.fixed(seconds, seconds < 0.1 ? 3 : 1),
        ]
    }

    /// Uses of rules: a query that several rules changed counts for each.
    private func mends(_ summary: RunSummary) -> String {
        guard let mends = summary.mends else { return "–" }
        func sum(_ effect: CheckScore.Repair) -> Int { mends.values.reduce(0) { $0 + ($1[effect] ?? 0) } }
        return "\(sum(.fixed)) / \(sum(.harmed))"
    }
}
