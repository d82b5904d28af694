internal import PlumbCore
internal import Synchronization

/// How far a look at examples is, on a line of a terminal that is redrawn.
final class EvalSetProgress: Sendable {
    private let count: Int
    private let line: PassingLine
    private let state = Mutex(State())

    private struct State {
        var done = 0
        var lastShown = ContinuousClock.now
    }

    init(of count: Int, on console: Console) {
        self.count = count
        line = PassingLine(console.messages)
    }

    /// Counts an example; may be called from any thread.
    func add() {
        let shown = state.withLock { state -> Int? in
            state.done += 1
            let now = ContinuousClock.now
            guard now - state.lastShown >= .milliseconds(100) else { return nil }
            state.lastShown = now
            return state.done
        }
        if let shown { line.show("looked at \(shown) of \(count) examples") }
    }

    /// Takes the line away.
    func end() { line.clear() }
}
