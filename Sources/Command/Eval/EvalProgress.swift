internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// How far a run is, and how it goes.
struct EvalProgress: Sendable {
    private let count: Int
    private let console: Console
    private let progress: LiveProgress<Counts>

    private struct Counts {
        /// Examples whose figures are known here.
        var done = 0
        /// Examples that are done, by whomever.
        var everywhere = 0
        var right = Share()
        var tables = Share()
        var columns = Share()
        var queries = Share()
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
        progress = LiveProgress(Counts(), on: console)
    }

    /// Counts an example; may be called from any thread.
    func add(_ example: ExampleRecord) {
        update { counts in
            counts.done += 1
            counts.right.add(example.outcome == .unscored ? nil : example.outcome == .right)
            counts.tables.add(example.scores.tables?.hasAll)
            counts.columns.add(example.scores.columns?.hasAll)
            counts.queries.add(example.scores.queries.map { $0.firstRight == 0 })
        }
    }

    /// Takes note of what other processes do; may be called from any thread.
    func hear(_ news: RunNews) {
        switch news {
        case .done(let count): update { $0.everywhere = count }
        case .waiting(let examples, let workers):
            progress.end()
            console.say(
                "waiting for \(Wording.count(examples, "example")) that \(Wording.count(workers, "other process", "other processes")) "
                    + "\(workers == 1 ? "holds" : "hold")\n")
        case .remark(let text):
            progress.end()
            console.say(VisibleText.lines(of: text) + "\n")
        case .takenOver(let example):
            progress.end()
            console.say("another process took over \(example), because this one was not heard of in time\n")
        }
    }

    private func update(_ change: (inout Counts) -> Void) {
        progress.update(change) { counts, seconds in
            let done = max(counts.done, counts.everywhere)
            let rate = Double(done) / max(seconds, 0.001)
            return "\(done) of \(count), "
                + (done > counts.done ? "\(counts.done) here, " : "")
                + "\(counts.right.text) right, \(Wording.fixed(rate, rate < 10 ? 1 : 0)) a second, "
                + "\(Wording.duration(Double(count - done) / rate)) left · tables \(counts.tables.text), "
                + "columns \(counts.columns.text), queries \(counts.queries.text)"
        }
    }

    /// Takes the line away.
    func end() { progress.end() }
}
