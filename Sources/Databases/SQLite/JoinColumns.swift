/// The columns that a query's joins compare without naming a table, and the tables that may be joined so.
struct JoinColumns {
    /// Whether the word NATURAL occurs as a word of SQL.
    private(set) var hasNaturalJoin = false

    /// The names in the brackets after USING, in small letters.
    private(set) var using: Set<String> = []

    /// The names that stand where tables do, in small letters, of a text that joins so.
    private(set) var tables: Set<String> = []

    /// Those of them with `main.` before them.
    private(set) var tablesOfMain: Set<String> = []

    /// Whether any join compares columns so.
    var isEmpty: Bool { !hasNaturalJoin && using.isEmpty }

    /// Reads a query's text.
    init(in sql: String) {
        // Most queries have neither, and need not be cut up.
        let folded = sql.asciiLowercased
        guard folded.contains("natural") || folded.contains("using") else { return }
        var isInUsing = false
        var expectsBracket = false
        let tokens = StatementToken.tokens(of: folded)
        readTables(tokens)
        for token in tokens {
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

    private mutating func readTables(_ tokens: [StatementToken]) {
        for (index, token) in tokens.enumerated().dropFirst() {
            guard case .word(let name, _) = token else { continue }
            switch tokens[index - 1] {
            case .word("from", isQuoted: false), .word("join", isQuoted: false), .symbol(UInt8(ascii: ",")),
                .symbol(UInt8(ascii: "(")):
                tables.insert(name)
            case .symbol(UInt8(ascii: ".")):
                guard index > 1, case .word(let schema, _) = tokens[index - 2], ["main", "temp"].contains(schema)
                else { continue }
                tables.insert(name)
                if schema == "main" { tablesOfMain.insert(name) }
            default: break
            }
        }
    }
}
