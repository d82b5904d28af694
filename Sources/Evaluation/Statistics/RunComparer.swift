public import PlumbCore

/// Says what changed from one run to another.
public struct RunComparer: Sendable {
    private let base: RunRecord
    private let other: RunRecord
    private let pairs: [(base: ExampleRecord, other: ExampleRecord)]

    /// Makes a comparison over the examples that both runs have.
    ///
    /// - Parameters:
    ///   - base: the run that is compared with.
    ///   - other: the run that is judged.
    /// - Throws: `PlumbError` with `badInput` where the runs have no example in common, or other contracts.
    public init(base: RunRecord, other: RunRecord) throws(PlumbError) {
        guard base.making.contract == other.making.contract else {
            throw PlumbError(
                .badInput,
                "\(base.id) compares results by \(base.making.contract), \(other.id) by \(other.making.contract)",
                suggestion: "Run one of them again with the contract of the other.")
        }
        let byID = Dictionary(base.examples.map { ($0.id, $0) }) { first, _ in first }
        pairs = other.examples.compactMap { example in byID[example.id].map { ($0, example) } }
        guard !pairs.isEmpty else {
            throw PlumbError(.badInput, "\(base.id) and \(other.id) have no example in common")
        }
        self.base = base
        self.other = other
    }

    /// What changed.
    public var comparison: RunComparison {
        let asked = pairs.filter { $0.base.expected == .answer }
        let accuracy = difference(asked, isYesOrNo: true, Self.isRight)
        return RunComparison(
            base: base.id, other: other.id, examples: pairs.count, accuracy: accuracy, parts: parts(asked),
            flips: flips,
            verdict: Self.verdict(accuracy, base: base.id, other: other.id))
    }

    private static func isRight(_ example: ExampleRecord) -> Double? {
        example.outcome == .unscored ? nil : example.outcome == .right ? 1 : 0
    }

    // MARK: Differences

    private typealias Pair = (base: ExampleRecord, other: ExampleRecord)

    private func difference(
        _ pairs: [Pair], isYesOrNo: Bool, _ value: (ExampleRecord) -> Double?
    ) -> RunComparison.Difference {
        let values = pairs.compactMap { pair -> (Double, Double)? in
            guard let left = value(pair.base), let right = value(pair.other) else { return nil }
            return (left, right)
        }
        func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }
        return RunComparison.Difference(
            base: mean(values.map(\.0)), other: mean(values.map(\.1)), change: Intervals.mean(values.map { $1 - $0 }),
            pValue: isYesOrNo
                ? Intervals.mcNemar(gained: values.count { $0.1 > $0.0 }, lost: values.count { $0.1 < $0.0 }) : nil)
    }

    private func parts(_ asked: [Pair]) -> [RunComparison.Part] {
        let contract = ComparisonContract(identifier: other.making.contract) ?? .spider
        var parts = ExampleMetric.all(contract).compactMap { metric -> RunComparison.Part? in
            let difference = difference(asked, isYesOrNo: metric.isYesOrNo, metric.value)
            guard difference.base != nil else { return nil }
            return .init(
                of: metric.kind.title + (metric.isIsolated ? ", isolated" : ""), name: metric.name,
                difference: difference)
        }
        let groups: [(of: String, names: (ExampleRecord) -> [String])] = [
            ("difficulty", { $0.difficulty.map { [$0] } ?? [] }), ("database", { [$0.database] }), ("tag", \.tags),
        ]
        for group in groups {
            var members: [String: [Pair]] = [:]
            for pair in asked { for name in group.names(pair.other) { members[name, default: []].append(pair) } }
            parts += members.keys.sorted().map {
                .init(of: group.of, name: $0, difference: difference(members[$0] ?? [], isYesOrNo: true, Self.isRight))
            }
        }
        return parts
    }

    private var flips: [RunComparison.Flip] {
        pairs.filter { $0.base.outcome != $0.other.outcome }.map { pair in
            .init(
                id: pair.other.id, question: pair.other.question.text, base: pair.base.outcome,
                other: pair.other.outcome,
                stage: (pair.other.outcome == .right ? pair.base : pair.other).firstStageToBlame)
        }
    }

    // MARK: Verdict

    private static func verdict(_ accuracy: RunComparison.Difference, base: String, other: String) -> String {
        guard let value = accuracy.change.value, let pValue = accuracy.pValue else {
            return "No example expects an answer in both runs, so nothing can be said of accuracy."
        }
        let points = "\(number(abs(value) * 100)) points"
        if value == 0, pValue == 1 { return "\(other) answers as many questions right as \(base)." }
        let direction = value > 0 ? "better" : "worse"
        if pValue < 0.05 {
            return "\(other) is \(direction) than \(base) by \(points), and that is a real difference "
                + "(chance of so uneven flips otherwise: \(number(pValue * 100)) %)."
        }
        return "\(other) looks \(direction) than \(base) by \(points), but that may be chance "
            + "(flips so uneven come in \(number(pValue * 100)) % of cases where nothing differs)."
    }

    private static func number(_ value: Double) -> String {
        let scaled = (value * 10).rounded() / 10
        return value > 0 && scaled == 0 ? "under 0.1" : "\(scaled)"
    }
}
