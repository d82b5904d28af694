/// Says how likely a query is right by how well its parts fit the question's words.
///
/// The steps are the shares of right answers among those of like fit, over the 6,901 questions of Spider's training part
/// that can be scored (Yu et al., "Spider: A Large-Scale Human-Labeled Dataset for Complex and Cross-Domain Semantic
/// Parsing and Text-to-SQL Task", EMNLP 2018), by the contract `spider` with DISTINCT kept; straight lines between them.
enum Calibration {
    private static let steps: [(fit: Double, probability: Double)] = [
        (0, 0), (0.3, 0.1), (0.5, 0.25), (0.6, 0.36), (0.7, 0.42), (0.85, 0.47), (0.92, 0.54), (0.97, 0.7), (1, 0.75),
    ]

    /// The likelihood, 0...1; it never falls as the fit rises.
    static func probability(ofFit fit: Double) -> Double {
        guard let place = steps.firstIndex(where: { $0.fit >= fit }), place > 0 else {
            return fit <= 0 ? 0 : steps[steps.count - 1].probability
        }
        let (low, high) = (steps[place - 1], steps[place])
        return low.probability + (high.probability - low.probability) * (fit - low.fit) / (high.fit - low.fit)
    }
}
