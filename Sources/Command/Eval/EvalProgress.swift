internal import PlumbCore
internal import PlumbReports
internal import Synchronization

/// How far a run is, and how it goes: a line of a terminal that is redrawn, or a line now and then elsewhere.
final class EvalProgress: Sendable {
    private let count: Int
    private let console: Console
    private let line: PassingLine
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    private struct State {
        var done = 0
        var right = 0
        var scored = 0
        var tables = Share()
        var columns = Share()
        var queries = Share()
        var lastShown = ContinuousClock.now
    }

    private struct Share {
        var count = 0
        var total = 0

        mutating func add(_ value: Bool?) {
            guard let value else { return }
            total += 1
            if value { count += 1 }
        }

        var text: String { total == 0 ? "–" : Wording.percent(Double(count) / Double(total)) }
    }

    init(of count: Int, on console: Console) {
        self.count = count
        self.console = console
        line = PassingLine(console.messages)
    }

    /// Counts an example; may be called from any thread.
    func add(_ example: ExampleRecord) {
        let shown = state.withLock { state -> String? in
            state.done += 1
            if example.outcome != .unscored {
                state.scored += 1
                if example.outcome == .right { state.right += 1 }
            }
            state.tables.add(example.scores.tables?.hasAll)
            state.columns.add(example.scores.columns?.hasAll)
            state.queries.add(example.scores.queries.map { $0.firstRight == 0 })
            let now = ContinuousClock.now
            let pause: Duration = console.messages.canRedraw ? .milliseconds(100) : .seconds(10)
            guard now - state.lastShown >= pause else { return nil }
            state.lastShown = now
            return self.text(state, now)
        }
        guard let shown else { return }
        if console.messages.canRedraw {
            line.show(VisibleText.clipped(shown, to: (console.messages.screen.columns ?? 80) - 1).text)
        } else {
            console.say(shown + "\n")
        }
    }

    /// Takes the line away.
    func end() { line.clear() }

    private func text(_ state: State, _ now: ContinuousClock.Instant) -> String {
        let seconds = (now - start) / .seconds(1)
        let rate = Double(state.done) / max(seconds, 0.001)
        let left = rate > 0 ? Double(count - state.done) / rate : 0
        let right = state.scored > 0 ? Wording.percent(Double(state.right) / Double(state.scored)) : "–"
        return "\(state.done) of \(count), \(right) right, \(Wording.fixed(rate, rate < 10 ? 1 : 0)) a second, "
            + "\(Wording.duration(left)) left · tables \(state.tables.text), columns \(state.columns.text), "
            + "queries \(state.queries.text)"
    }
}
