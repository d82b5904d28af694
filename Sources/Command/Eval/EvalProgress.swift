internal import PlumbCore
internal import PlumbReports

/// How far a run is, and how it goes.
struct EvalProgress: Sendable {
    private let count: Int
    private let progress: LiveProgress<Counts>

    private struct Counts {
        var done = 0
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
        progress = LiveProgress(Counts(), on: console)
    }

    /// Counts an example; may be called from any thread.
    func add(_ example: ExampleRecord) {
        progress.update { counts in
            counts.done += 1
            counts.right.add(example.outcome == .unscored ? nil : example.outcome == .right)
            counts.tables.add(example.scores.tables?.hasAll)
            counts.columns.add(example.scores.columns?.hasAll)
            counts.queries.add(example.scores.queries.map { $0.firstRight == 0 })
        } text: { counts, seconds in
            let rate = Double(counts.done) / max(seconds, 0.001)
            return "\(counts.done) of \(count), \(counts.right.text) right, "
                + "\(Wording.fixed(rate, rate < 10 ? 1 : 0)) a second, "
                + "\(Wording.duration(Double(count - counts.done) / rate)) left · tables \(counts.tables.text), "
                + "columns \(counts.columns.text), queries \(counts.queries.text)"
        }
    }

    /// Takes the line away.
    func end() { progress.end() }
}
