/// Two queries with the words marked that only one of them has.
///
/// The longest common sequence of words, quoted texts and signs stays unmarked; white space does not count, and neither
/// does case outside of quotes.
struct SQLDifference {
    /// The first query, what only it has in `<del>`.
    let given: String
    /// The second query, what only it has in `<ins>`.
    let gold: String
    /// How many words are the same, 0...1 of the longer query's.
    let likeness: Double
    /// Whether anything is marked.
    let hasMarks: Bool

    /// Queries with more words than this are shown without marks, since the work grows with the square.
    private static let limit = 1_500

    init(given: String, gold: String) {
        let left = Self.tokens(of: given)
        let right = Self.tokens(of: gold)
        guard max(left.count, right.count) <= Self.limit else {
            self.given = MarkupText.escaped(given, keepsLineBreaks: true)
            self.gold = MarkupText.escaped(gold, keepsLineBreaks: true)
            (likeness, hasMarks) = (0, false)
            return
        }
        let (keptLeft, keptRight) = Self.common(left.map(\.key), right.map(\.key))
        self.given = Self.marked(left, kept: keptLeft, with: "del")
        self.gold = Self.marked(right, kept: keptRight, with: "ins")
        likeness = Double(keptLeft.count { $0 }) / Double(max(1, left.count, right.count))
        hasMarks = keptLeft.contains(false) || keptRight.contains(false)
    }

    private struct Token {
        /// White space before it.
        var space: String
        var text: String
        /// What it is compared by.
        var key: String
    }

    private static func tokens(of sql: String) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(sql)
        while true {
            let space = rest.prefix(while: \.isWhitespace)
            rest = rest.dropFirst(space.count)
            guard let first = rest.first else {
                if !tokens.isEmpty { tokens[tokens.count - 1].text += space }
                return tokens
            }
            let text: Substring
            if first == "'" || first == "\"" {
                text = rest.prefix(rest.dropFirst().prefix { $0 != first }.count + 2)
            } else if first.isLetter || first.isNumber || first == "_" {
                // A name with what qualifies it is one word: a lone point in common says nothing.
                text = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
            } else {
                text = rest.prefix(1)
            }
            rest = rest.dropFirst(text.count)
            let isQuoted = first == "'" || first == "\""
            tokens.append(
                Token(space: String(space), text: String(text), key: isQuoted ? String(text) : text.lowercased()))
        }
    }

    /// Which words of either side belong to the longest sequence that both have.
    private static func common(_ left: [String], _ right: [String]) -> ([Bool], [Bool]) {
        let width = right.count + 1
        var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
        for i in left.indices.reversed() {
            for j in right.indices.reversed() {
                lengths[i * width + j] =
                    left[i] == right[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var keptLeft = [Bool](repeating: false, count: left.count)
        var keptRight = [Bool](repeating: false, count: right.count)
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                (keptLeft[i], keptRight[j]) = (true, true)
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return (keptLeft, keptRight)
    }

    private static func marked(_ tokens: [Token], kept: [Bool], with element: String) -> String {
        var markup = ""
        var isOpen = false
        for (token, isKept) in zip(tokens, kept) {
            // A mark goes on over spaces, but ends with the line.
            if isOpen, isKept || token.space.contains(where: \.isNewline) {
                markup += "</\(element)>"
                isOpen = false
            }
            markup += MarkupText.escaped(token.space, keepsLineBreaks: true)
            if !isOpen, !isKept {
                markup += "<\(element)>"
                isOpen = true
            }
            markup += MarkupText.escaped(token.text, keepsLineBreaks: true)
        }
        return isOpen ? markup + "</\(element)>" : markup
    }
}
