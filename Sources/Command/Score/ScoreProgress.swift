internal import PlumbCore

/// How far scoring is.
struct ScoreProgress: Sendable {
    private let count: Int
    private let progress: LiveProgress<Counts>

    private struct Counts {
        var done = 0
        var right = 0
        var scored = 0
    }

    init(of count: Int, on console: Console) {
        self.count = count
        progress = LiveProgress(Counts(), on: console)
    }

    /// Counts a score; may be called from any thread.
    func add(_ score: PairScore) {
        progress.update { counts in
            counts.done += 1
            if let outcome = score.execution?.outcome, outcome != .unscored {
                counts.scored += 1
                if outcome == .right { counts.right += 1 }
            }
        } text: { counts, seconds in
            let left = seconds / Double(counts.done) * Double(count - counts.done)
            let right = counts.scored > 0 ? ", \(counts.right * 100 / counts.scored)% right" : ""
            return "scored \(counts.done) of \(count)\(right), about \(Int(left.rounded(.up))) s left"
        }
    }

    /// Takes the line away.
    func end() { progress.end() }
}
