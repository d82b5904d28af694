internal import PlumbCore

/// Lets candidates vote by what they give: those that find the same rows are one choice, and the heaviest of it is taken.
///
/// After self-consistency (Wang et al., ICLR 2023), with weights: a candidate weighs what synthesis says of it, less where
/// it had to be mended, and less where its result is to be doubted. How often a row comes and how columns are ordered
/// splits no votes: those who only forgot DISTINCT, or asked for the name before the id, are of one mind.
/// `Documentation/Results.md` has what that gains.
struct ResultVote {
    let input: ExecutionCheck.Input

    /// What a vote comes to.
    struct Outcome {
        /// The trial that is taken, as a place among those that were given.
        var winner: Int
        /// The winner's part of all weight, 0...1.
        var share: Double
    }

    /// How much less a candidate weighs that runs only mended.
    private static let mendedWeight = 0.9
    /// How much less one weighs whose result is to be doubted.
    private static let doubtedWeight = 0.4
    /// How much less one weighs that gives no rows.
    private static let emptyWeight = 0.3

    /// Counts the votes; nil where no trial ran.
    func outcome(of trials: [Trial]) -> Outcome? {
        var weights: [Ballot: Double] = [:]
        var best: [Ballot: (place: Int, weight: Double)] = [:]
        var order: [Ballot] = []
        for (place, trial) in trials.enumerated() {
            guard let result = trial.result else { continue }
            let ballot = Ballot(result)
            let weight = weight(of: trial, result)
            if weights[ballot] == nil { order.append(ballot) }
            weights[ballot, default: 0] += weight
            if weight > best[ballot]?.weight ?? -1 { best[ballot] = (place, weight) }
        }
        // Of equal weights the first: candidates come best first.
        guard let first = order.first else { return nil }
        let winner = order.dropFirst().reduce(first) { (weights[$1] ?? 0) > (weights[$0] ?? 0) ? $1 : $0 }
        let total = weights.values.reduce(0, +)
        return Outcome(
            winner: best[winner]?.place ?? 0, share: total > 0 ? (weights[winner] ?? 0) / total : 1)
    }

    private func weight(of trial: Trial, _ result: QueryResult) -> Double {
        var weight = max(input.candidates[trial.index].confidence, 0.001)
        if !trial.mends.isEmpty { weight *= Self.mendedWeight }
        if result.rows.isEmpty {
            weight *= Self.emptyWeight
        } else if !trial.doubts.isEmpty {
            weight *= Self.doubtedWeight
        }
        return weight
    }

    /// A result without the order of its rows and columns, each row once: what a question leaves open is no matter.
    private struct Ballot: Hashable {
        var columns: Int
        var rows: Set<Row>

        init(_ result: QueryResult) {
            columns = result.columns.count
            let different = Set(result.rows.map { $0.map(Self.canonical) })
            // Columns in the order of what they hold; which of two that hold the same comes first is no matter.
            let contents = (0..<columns).map { column in different.map { "\($0[column])" }.sorted() }
            let order = (0..<columns).sorted { contents[$0].lexicographicallyPrecedes(contents[$1]) }
            rows = Set(different.map { row in order.map { row[$0] } })
        }

        /// The same number is the same value, whatever it is kept as; sums differ in their last digits.
        private static func canonical(_ value: SQLValue) -> SQLValue {
            guard case .real(let number) = value, number.isFinite else { return value }
            let rounded = (number * 1e6).rounded() / 1e6
            return rounded == rounded.rounded() && abs(rounded) < 1e15 ? .integer(Int64(rounded)) : .real(rounded)
        }
    }
}
