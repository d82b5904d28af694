/// The columns that a query's joins compare without naming a table.
struct JoinColumns {
    /// Whether the word NATURAL occurs as a word of SQL.
    private(set) var hasNaturalJoin = false

    /// The names in the brackets after USING, in small letters.
    private(set) var using: Set<String> = []

    /// Reads a query's text.
    init(in sql: String) {
        // Most queries have neither, and need not be cut up.
        let folded = sql.asciiLowercased
        guard folded.contains("natural") || folded.contains("using") else { return }
        var isInUsing = false
        var expectsBracket = false
        for token in StatementToken.tokens(of: folded) {
            switch token {
            case .word("natural", isQuoted: false):
                hasNaturalJoin = true
            case .word("using", isQuoted: false) where !isInUsing:
                expectsBracket = true
                continue
            case .word(let name, _):
                if isInUsing { using.insert(name) }
            case .symbol(UInt8(ascii: "(")):
                isInUsing = expectsBracket
            case .symbol(UInt8(ascii: ")")):
                isInUsing = false
            case .symbol:
                break
            }
            expectsBracket = false
        }
    }
}
