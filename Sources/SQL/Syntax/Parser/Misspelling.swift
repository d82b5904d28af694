/// Words that are one slip of the fingers away from the first word of a clause.
enum Misspelling {
    private static let clauseWords: [Keyword] = [
        .select, .from, .where, .group, .order, .having, .limit, .join, .union, .intersect, .except, .values, .distinct,
        .offset, .with, .window, .between,
    ]

    /// The first word of a clause that a word nearly is; nil where there is none, or where it is its plural.
    static func clauseWord(near word: String) -> Keyword? {
        let letters = Array(Name.folded(word).utf8)
        guard (3...12).contains(letters.count) else { return nil }
        return clauseWords.first { keyword in
            let spelling = Array(keyword.spelling.utf8)
            return letters != spelling + [UInt8(ascii: "s")] && isOneSlip(letters, spelling)
        }
    }

    /// Whether one byte is missing, added, other, or in the place of its neighbour.
    private static func isOneSlip(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        guard abs(first.count - second.count) <= 1, first != second else { return false }
        let start = zip(first, second).prefix { $0 == $1 }.count
        let end = zip(first.reversed(), second.reversed()).prefix { $0 == $1 }.count
        let shorter = min(first.count, second.count)
        if first.count != second.count { return start + end >= shorter }
        if start + end >= shorter - 1 { return true }
        guard start + end >= shorter - 2 else { return false }
        return first[start] == second[start + 1] && first[start + 1] == second[start]
    }
}
