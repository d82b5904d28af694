internal import PlumbCore
internal import Synchronization

/// How far scoring is, on a line of a terminal that is redrawn, or on a line now and then elsewhere.
final class ScoreProgress: Sendable {
    private let count: Int
    private let console: Console
    private let line: PassingLine
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private struct State {
        var done = 0
        var right = 0
        var scored = 0
        var lastShown = ContinuousClock.now
    }

    init(of count: Int, on console: Console) {
        self.count = count
        self.console = console
        line = PassingLine(console.messages)
    }

    /// Counts a score; may be called from any thread.
    func add(_ score: PairScore) {
        let shown = state.withLock { state -> String? in
            state.done += 1
            if let outcome = score.execution?.outcome, outcome != .unscored {
                state.scored += 1
                if outcome == .right { state.right += 1 }
            }
            let now = ContinuousClock.now
            let pause: Duration = console.messages.canRedraw ? .milliseconds(100) : .seconds(10)
            guard now - state.lastShown >= pause else { return nil }
            state.lastShown = now
            return text(state, now)
        }
        guard let shown else { return }
        if console.messages.canRedraw { line.show(shown) } else { console.say(shown + "\n") }
    }

    /// Takes the line away.
    func end() { line.clear() }

    private func text(_ state: State, _ now: ContinuousClock.Instant) -> String {
        let elapsed = now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let left = state.done > 0 ? seconds / Double(state.done) * Double(count - state.done) : 0
        var text = "scored \(state.done) of \(count)"
        if state.scored > 0 { text += ", \(state.right * 100 / state.scored)% right" }
        return text + ", about \(Int(left.rounded(.up))) s left"
    }
}
