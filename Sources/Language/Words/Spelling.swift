/// How far two spellings are apart.
public enum Spelling {
    /// The number of letters that must be changed, added, dropped or swapped with a neighbour to get from one word to
    /// the other (optimal string alignment, a restricted Damerau-Levenshtein distance).
    ///
    /// - Parameters:
    ///   - left: one word.
    ///   - right: the other.
    ///   - limit: distances above it are not told apart.
    /// - Returns: the distance; nil where it is above the limit.
    public static func distance(_ left: String, _ right: String, limit: Int) -> Int? {
        let first = Array(left.unicodeScalars)
        let second = Array(right.unicodeScalars)
        guard abs(first.count - second.count) <= limit else { return nil }
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [Int](repeating: row, count: second.count + 1)
            for column in 1...second.count {
                let cost = first[row - 1] == second[column - 1] ? 0 : 1
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current[column] = best
            }
            guard let least = current.min(), least <= limit else { return nil }
            beforeLast = last
            last = current
        }
        return last[second.count] <= limit ? last[second.count] : nil
    }

    /// How many letters of a word may be wrong before it is taken for another word.
    public static func tolerance(for word: String) -> Int {
        switch word.unicodeScalars.count {
        case ..<4: 0
        case 4...7: 1
        default: 2
        }
    }
}
