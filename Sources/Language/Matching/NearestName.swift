/// Finds the name that somebody who mistyped probably meant.
package enum NearestName {
    /// The nearest of some names; nil where none is near.
    package static func of(_ name: String, among names: some Sequence<String>) -> String? {
        let wanted = Words.folded(name)
        let limit = max(1, min(3, wanted.count / 3))
        var best: (name: String, distance: Int)?
        for candidate in names {
            let folded = Words.folded(candidate)
            // `shop` for `shop.sqlite`: the ending was left out or is another.
            let isSameStem = stem(folded) == stem(wanted)
            guard let distance = isSameStem ? 0 : Spelling.distance(wanted, folded, limit: limit) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    private static func stem(_ name: String) -> Substring {
        name.prefix { $0 != "." }
    }

    /// What to say of a name that there is not: the nearest one, or else all that there are.
    package static func suggestion(for name: String, among names: [String]) -> String {
        if let nearest = of(name, among: names) { return "Did you mean `\(nearest)`?" }
        return names.isEmpty ? "There are none." : "There are: \(names.joined(separator: ", "))."
    }
}
