public import PlumbCore

extension RunSummary {
    /// Sums examples up.
    ///
    /// - Parameters:
    ///   - examples: the examples of a run.
    ///   - contract: the contract by which their results were compared, as `spider/1`.
    public init(of examples: [ExampleRecord], contract: String) {
        self = RunSummarizer(examples: examples, contract: ComparisonContract(identifier: contract) ?? .spider).summary
    }
}

/// Sums the examples of a run up.
struct RunSummarizer {
    let examples: [ExampleRecord]
    let contract: ComparisonContract

    /// What they come to.
    var summary: RunSummary {
        let asked = examples.filter { $0.expected == .answer && $0.outcome != .unscored }
        let through = throughGold(asked)
        return RunSummary(
            outcomes: counts(examples.map(\.outcome)), accuracy: Intervals.share(asked.map { $0.outcome == .right }),
            accuracyWithGoldThrough: through.accuracy, headroom: through.headroom,
            blame: counts(asked.compactMap(\.firstStageToBlame)), stages: stages(asked), breakdown: breakdown(asked),
            endings: Dictionary(grouping: examples, by: \.expected).mapValues { counts($0.map(\.ending)) },
            riskCoverage: riskCoverage(asked), calibration: calibration(asked),
            calibrationError: calibrationError(asked), latency: latency, usage: usage, failures: failures,
            mends: mends)
    }

    // MARK: Models

    private var usage: [StageKind: ModelUsage]? {
        let known = examples.compactMap(\.usageByStage)
        guard !known.isEmpty else { return nil }
        return known.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }

    private var mends: [String: [CheckScore.Repair: Int]]? {
        var mends: [String: [CheckScore.Repair: Int]] = [:]
        for score in examples.compactMap(\.scores.mending) {
            for rule in score.rules { mends[rule, default: [:]][score.effect, default: 0] += 1 }
        }
        return mends.isEmpty ? nil : mends
    }

    private var failures: [String: Int]? {
        let classes = examples.compactMap(\.failure)
        return classes.isEmpty ? nil : counts(classes)
    }

    private func counts<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
        keys.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    // MARK: Headroom

    private func throughGold(
        _ asked: [ExampleRecord]
    ) -> (accuracy: [RunSummary.Estimate], headroom: [StageKind: RunSummary.Estimate]) {
        // Only examples of which all five are known: their differences add up.
        let known = asked.map(\.rightWithGoldThrough).filter { $0.count == 5 && !$0.contains(nil) }
        let right = known.map { $0.map { $0 ?? false } }
        let accuracy = (0...4).map { place in Intervals.share(right.map { $0[place] }) }
        var headroom: [StageKind: RunSummary.Estimate] = [:]
        for (place, kind) in StageKind.allCases.enumerated() {
            headroom[kind] = Intervals.mean(
                right.map { ($0[place + 1] ? 1 : 0) - ($0[place] ? 1 : 0) })
        }
        return (accuracy, headroom)
    }

    // MARK: Stages

    private func stages(_ asked: [ExampleRecord]) -> [RunSummary.StageSummary] {
        var summaries: [RunSummary.StageSummary] = []
        for metric in ExampleMetric.all(contract) {
            guard let figure = metric.metric(asked) else { continue }
            if let last = summaries.last, last.kind == metric.kind, last.isIsolated == metric.isIsolated {
                summaries[summaries.count - 1].metrics.append(figure)
            } else {
                summaries.append(
                    .init(
                        kind: metric.kind, isIsolated: metric.isIsolated, metrics: [figure],
                        seconds: metric.isIsolated ? nil : seconds(of: metric.kind)))
            }
        }
        return summaries
    }

    private func seconds(of kind: StageKind) -> Double? {
        let times = examples.compactMap { $0.secondsByStage[kind] }
        return times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
    }

    // MARK: Parts

    private func breakdown(_ asked: [ExampleRecord]) -> [RunSummary.Breakdown] {
        func parts(_ by: String, _ names: (ExampleRecord) -> [String]) -> [RunSummary.Breakdown] {
            var groups: [String: [Bool]] = [:]
            for example in asked {
                for name in names(example) { groups[name, default: []].append(example.outcome == .right) }
            }
            return groups.keys.sorted().map { .init(by: by, name: $0, accuracy: Intervals.share(groups[$0] ?? [])) }
        }
        let order = ["easy": 0, "medium": 1, "hard": 2]
        let difficulties = parts("difficulty") { $0.difficulty.map { [$0] } ?? [] }
            .sorted { (order[$0.name] ?? 3, $0.name) < (order[$1.name] ?? 3, $1.name) }
        return difficulties + parts("database") { [$0.database] } + parts("tag", \.tags)
    }

    // MARK: Confidence

    private func answered(_ asked: [ExampleRecord]) -> [ExampleRecord] { asked.filter { $0.ending == .answered } }

    /// How many points the curve has at most.
    private static let mostPoints = 50

    private func riskCoverage(_ asked: [ExampleRecord]) -> [RunSummary.RiskPoint] {
        let answers = answered(asked).sorted { ($1.confidence, $0.id) < ($0.confidence, $1.id) }
        var points: [RunSummary.RiskPoint] = []
        var wrong = 0
        for (index, answer) in answers.enumerated() {
            if answer.outcome == .wrong { wrong += 1 }
            // Answers of one confidence are taken together.
            if index + 1 < answers.count, answers[index + 1].confidence == answer.confidence { continue }
            points.append(
                .init(
                    confidence: answer.confidence, coverage: Double(index + 1) / Double(asked.count),
                    risk: Double(wrong) / Double(index + 1)))
        }
        guard points.count > Self.mostPoints else { return points }
        return (0..<Self.mostPoints).map { points[$0 * (points.count - 1) / (Self.mostPoints - 1)] }
    }

    private func calibration(_ asked: [ExampleRecord]) -> [RunSummary.CalibrationBin] {
        let bins = Dictionary(grouping: answered(asked)) { min(9, Int($0.confidence * 10)) }
        return bins.keys.sorted().map { bin in
            let answers = bins[bin] ?? []
            return .init(
                confidence: answers.map(\.confidence).reduce(0, +) / Double(answers.count),
                accuracy: Double(answers.count { $0.outcome == .right }) / Double(answers.count), count: answers.count)
        }
    }

    private func calibrationError(_ asked: [ExampleRecord]) -> Double? {
        let bins = calibration(asked)
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        return bins.reduce(0) { $0 + abs($1.confidence - $1.accuracy) * Double($1.count) } / Double(total)
    }

    private var latency: RunSummary.Latency? {
        let times = examples.map(\.seconds).sorted()
        guard !times.isEmpty else { return nil }
        return .init(
            median: times[times.count / 2], high: times[min(times.count - 1, Int(Double(times.count) * 0.95))],
            total: times.reduce(0, +))
    }
}
