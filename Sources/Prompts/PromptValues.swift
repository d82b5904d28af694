public import PlumbCore

/// Which found values a prompt shows: those that fit the words best, and few for the same words.
public enum PromptValues {
    /// The most values for the same words.
    private static let mostForWords = 3
    /// The most values at all.
    private static let most = 12

    /// The values to show.
    public static func shown(_ links: [ValueLink]) -> [ValueLink] {
        var perWords: [Evidence.Span: Int] = [:]
        let best = links.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
        let kept = best.filter { _, link in
            guard link.score >= 0.5 else { return false }
            perWords[link.span, default: 0] += 1
            return perWords[link.span, default: 0] <= mostForWords
        }
        return kept.prefix(most).sorted { $0.offset < $1.offset }.map(\.element)
    }
}
