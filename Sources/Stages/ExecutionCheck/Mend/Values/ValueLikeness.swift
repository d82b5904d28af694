internal import PlumbLanguage

/// Which value of a column a text is meant for.
enum ValueLikeness {
    /// The value most like a text; nil where none is, or several are as much.
    ///
    /// - Parameters:
    ///   - text: the text that the column does not hold.
    ///   - values: what it holds.
    /// - Returns: the value as the column holds it.
    static func nearest(to text: String, among values: [String]) -> String? {
        let text = String(text.prefix(longest))
        let values = values.filter { $0.utf8.count <= longest }
        let folded = Words.folded(text)
        let same = values.filter { Words.folded($0) == folded }
        if let first = same.first { return first }
        let stems = Words.stems(of: text)
        guard !stems.isEmpty else { return nil }
        let pairs = values.map { ($0, Words.stems(of: $0)) }
        let alike = pairs.filter { $0.1 == stems }
        if !alike.isEmpty { return alike.count == 1 ? alike[0].0 : nil }
        if let misspelt = misspelt(folded, values) { return misspelt }
        if let initial = initial(folded, values) { return initial }
        return part(stems, pairs)
    }

    /// Longer values are no names that a person would type.
    private static let longest = 200

    /// The one value nearest by letters.
    private static func misspelt(_ folded: String, _ values: [String]) -> String? {
        // A digit more or less is another value.
        guard !folded.contains(where: \.isNumber) else { return nil }
        let limit = Spelling.tolerance(for: folded)
        guard limit > 0 else { return nil }
        let near = values.compactMap { value in
            Spelling.distance(folded, Words.folded(value), limit: limit).map { (value, $0) }
        }
        guard let best = near.map(\.1).min() else { return nil }
        let nearest = near.filter { $0.1 == best }
        return nearest.count == 1 ? nearest[0].0 : nil
    }

    /// A code of one letter, in a column of a few such codes: `F` for `female`.
    private static func initial(_ folded: String, _ values: [String]) -> String? {
        guard folded.count > 1, (2...6).contains(values.count), values.allSatisfy({ $0.count == 1 }) else { return nil }
        let fitting = values.filter { folded.hasPrefix(Words.folded($0)) }
        return fitting.count == 1 ? fitting[0] : nil
    }

    /// The one value that holds all words of the text, and begins with the same.
    private static func part(_ stems: [String], _ values: [(String, [String])]) -> String? {
        guard stems.joined().count > 3 else { return nil }
        let fitting = values.filter { $0.1.count > stems.count && Set(stems).isSubset(of: $0.1) }
        return fitting.count == 1 ? fitting[0].0 : nil
    }
}
