/// The open choices of one plan: each takes its best option unless another was asked for.
///
/// Planning the same intent again with one choice changed gives the next candidate.
final class Choices {
    /// For each choice, in the order they came up: how well each option fits, best first.
    private(set) var options: [[Double]] = []
    private let overrides: [Int: Int]

    init(overrides: [Int: Int] = [:]) {
        self.overrides = overrides
    }

    /// Picks one of some options, which are sorted best first.
    func pick<Option: Hashable>(_ scored: [Scored<Option>]) -> Scored<Option>? {
        guard !scored.isEmpty else { return nil }
        let index = options.count
        options.append(scored.map(\.score))
        return scored[min(overrides[index] ?? 0, scored.count - 1)]
    }
}
