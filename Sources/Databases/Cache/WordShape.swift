/// What of a word's spelling can be compared before the letters are.
struct WordShape {
    /// The first letter's scalar value.
    let initial: UInt32

    /// The number of letters.
    let length: Int

    /// A bit for each letter that occurs; several letters may share one.
    let letters: UInt64

    /// The last three letters.
    let tail: String

    /// The shape of a word that may be mistyped; nil for short ones, in which each letter tells, and for numbers.
    init?(_ word: String) {
        let scalars = Array(word.unicodeScalars)
        guard let first = scalars.first, scalars.count >= 3, !scalars.contains(where: { 48...57 ~= $0.value }) else {
            return nil
        }
        initial = first.value
        length = scalars.count
        letters = scalars.reduce(0) { $0 | 1 << UInt64($1.value % 64) }
        tail = String(String.UnicodeScalarView(scalars.suffix(3)))
    }

    /// Whether words of these shapes can't be within a distance: each change of a letter clears and sets a bit at most.
    static func differ(_ left: UInt64, _ right: UInt64, by distance: Int) -> Bool {
        (left & ~right).nonzeroBitCount > distance || (right & ~left).nonzeroBitCount > distance
    }
}
