public import PlumbCore

/// Several runs, a row each: accuracy, each stage's main figure, headroom and time.
public struct RunsTable: Sendable {
    private let records: [RunRecord]
    private let screen: Screen

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - records: the runs, in the order in which they are shown.
    ///   - screen: where the table will be read.
    public init(_ records: [RunRecord], on screen: Screen) {
        self.records = records
        self.screen = screen
    }

    /// The table, its last line ended; one line that says so where there are no runs.
    public var text: String {
        var lines = Lines(for: screen)
        guard !records.isEmpty else { return "no runs\n" }
        let mains = StageKind.allCases.map { kind in
            (kind, records.lazy.compactMap { $0.mainMetric(of: kind)?.name }.first)
        }
        var table = TextTable(
            columns: [
                .init(title: "run", isNumber: false), .init(title: "started", isNumber: false, spare: 7),
                .init(title: "pipeline", isNumber: false, spare: 5), .init(title: "examples", spare: 6),
                .init(title: "accuracy"), .init(title: "95% interval", spare: 2),
            ] + mains.map { kind, name in .init(title: name == nil ? "" : kind.noun, spare: 1) } + [
                .init(title: "most headroom", isNumber: false, spare: 3), .init(title: "median", spare: 4),
            ])
        for record in records {
            table.rows.append(cells(of: record, mains: mains.map(\.0)))
        }
        table.write(to: &lines, indent: 0)
        let names = mains.compactMap { kind, name in name.map { "\(kind.noun) \($0)" } }
        if !names.isEmpty { lines.add(names.joined(separator: " · "), after: "", role: .faint) }
        return lines.text
    }

    private func cells(of record: RunRecord, mains: [StageKind]) -> [TextTable.Cell] {
        let summary = record.summary
        let most = summary.headroom.compactMap { kind, estimate in estimate.value.map { (kind: kind, gain: $0) } }
            .max { ($0.gain, $1.kind.rawValue) < ($1.gain, $0.kind.rawValue) }
        let count = Wording.grouped(record.examples.count) + (record.isComplete ? "" : ", not all")
        return [
            .init(record.id, .name), .init(RunFigures(record).startedAt, .faint), .init(record.making.pipeline),
            .init(count),
            .init(summary.accuracy.share), .init(summary.accuracy.interval, .faint),
        ] + mains.map { .init(record.mainMetric(of: $0)?.text ?? "–") } + [
            .init(most.map { "\($0.kind.noun) \(Wording.change($0.gain))" } ?? "–"),
            .init(summary.latency.map { Wording.duration($0.median) } ?? "–"),
        ]
    }
}

extension RunRecord {
    /// The figure by which a stage is known first: its first share, chained.
    func mainMetric(of kind: StageKind) -> RunSummary.Metric? {
        let stages = summary.stages.filter { $0.kind == kind }
        let stage = stages.first { !$0.isIsolated } ?? stages.first
        return stage?.metrics.first { metric in Self.mainNames.contains { metric.name.hasPrefix($0) } }
            ?? stage?.metrics.first(where: \.isShare)
    }

    private static let mainNames = ["recall", "execution accuracy", "wrong queries caught"]
}

extension StageKind {
    /// What the stage is about, in one word.
    var noun: String {
        switch self {
        case .tableSelection: "tables"
        case .columnSelection: "columns"
        case .querySynthesis: "queries"
        case .executionCheck: "check"
        }
    }
}
