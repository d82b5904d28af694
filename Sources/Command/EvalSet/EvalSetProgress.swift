/// How far a look at examples is.
struct EvalSetProgress: Sendable {
    private let count: Int
    private let progress: LiveProgress<Int>

    init(of count: Int, on console: Console) {
        self.count = count
        progress = LiveProgress(0, on: console)
    }

    /// Counts an example; may be called from any thread.
    func add() {
        progress.update { done in
            done += 1
        } text: { done, _ in
            "looked at \(done) of \(count) examples"
        }
    }

    /// Takes the line away.
    func end() { progress.end() }
}
