/// Names that look like another one.
enum NearNames {
    /// The candidates nearest to a name, at most three; none that differs in more than about a third of its letters.
    static func of(_ name: String, among candidates: some Sequence<String>) -> [String] {
        let wanted = Array(Name.folded(name).utf8.prefix(64))
        let bound = wanted.count < 4 ? 1 : max(2, wanted.count / 3)
        var found: [(distance: Int, name: String)] = []
        for candidate in Set(candidates) {
            let distance = distance(wanted, Array(Name.folded(candidate).utf8.prefix(64)), bound: bound)
            if distance <= bound { found.append((distance, candidate)) }
        }
        let nearest = found.map(\.distance).min()
        return found.filter { $0.distance == nearest }.map(\.name).sorted().prefix(3).map { $0 }
    }

    /// Levenshtein's distance in bytes; something above the bound where it is above the bound.
    private static func distance(_ left: [UInt8], _ right: [UInt8], bound: Int) -> Int {
        guard abs(left.count - right.count) <= bound else { return bound + 1 }
        var previous = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let changed = previous[column] + (byte == other ? 0 : 1)
                current.append(min(changed, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
