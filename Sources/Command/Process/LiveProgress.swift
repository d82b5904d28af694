internal import PlumbReports
internal import Synchronization

/// How far long work is: a line of a terminal that is redrawn, or a line now and then elsewhere.
final class LiveProgress<State: Sendable>: Sendable {
    private let console: Console
    private let line: PassingLine
    private let canRedraw: Bool
    private let pause: Duration
    private let start = ContinuousClock.now
    private let state: Mutex<Shown>

    private struct Shown {
        var state: State
        var lastShown = ContinuousClock.now
    }

    init(_ state: State, on console: Console) {
        self.console = console
        self.state = Mutex(Shown(state: state))
        line = PassingLine(console.messages)
        canRedraw = console.messages.canRedraw
        pause = canRedraw ? .milliseconds(100) : .seconds(10)
    }

    /// Takes note of a piece of work; may be called from any thread.
    ///
    /// - Parameters:
    ///   - change: counts it.
    ///   - text: what is shown, given the counts and the seconds since the start.
    func update(_ change: (inout State) -> Void, text: (State, Double) -> String) {
        let shown = state.withLock { shown -> String? in
            change(&shown.state)
            let now = ContinuousClock.now
            guard now - shown.lastShown >= pause else { return nil }
            shown.lastShown = now
            return text(shown.state, (now - start) / .seconds(1))
        }
        guard let shown else { return }
        if canRedraw {
            // The last cell stays free: a terminal may wrap when it is written.
            line.show(VisibleText.clipped(shown, to: (console.messages.screen.columns ?? 80) - 1).text)
        } else {
            console.say(shown + "\n")
        }
    }

    /// Takes the line away.
    func end() { line.clear() }
}
