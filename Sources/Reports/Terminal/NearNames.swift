/// Names that someone may have meant.
public enum NearNames {
    /// The names, those spelt most like a name first; equally near ones keep their order.
    public static func sorted(_ names: [String], near name: String) -> [String] {
        let wanted = Array(name.lowercased())
        let distances = names.map { candidate in
            let letters = Array(candidate.lowercased())
            // A beginning is what people type when they don't know the rest.
            return letters.starts(with: wanted) && !wanted.isEmpty ? 0 : distance(wanted, letters)
        }
        return names.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.map { names[$0] }
    }

    /// The nearest name, where one is near enough to have been meant.
    public static func nearest(_ names: [String], to name: String) -> String? {
        guard let first = sorted(names, near: name).first else { return nil }
        let wanted = Array(name.lowercased())
        let letters = Array(first.lowercased())
        if letters.starts(with: wanted), !wanted.isEmpty { return first }
        return distance(wanted, letters) <= max(1, letters.count / 3) ? first : nil
    }

    /// How many letters must be changed, added or dropped to make one of the other, after Levenshtein.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        // Nobody means a name by a text many times its length.
        guard !left.isEmpty, !right.isEmpty, left.count < 200 else { return max(left.count, right.count) }
        var row = Array(0...right.count)
        for (leftIndex, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = leftIndex + 1
            for (rightIndex, other) in right.enumerated() {
                let above = row[rightIndex + 1]
                row[rightIndex + 1] = min(above + 1, row[rightIndex] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
