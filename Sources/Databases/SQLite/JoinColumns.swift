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
        for token in Self.tokens(of: Array(folded.utf8)) {
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

    private enum Token {
        case word(String, isQuoted: Bool)
        case symbol(UInt8)
    }

    /// The words and symbols of a text, without comments.
    private static func tokens(of bytes: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var position = StatementText.skipSpace(bytes, from: 0)
        while position < bytes.count {
            let byte = bytes[position]
            if let close = closing[byte] {
                var content: [UInt8] = []
                position += 1
                while position < bytes.count {
                    if bytes[position] == close {
                        // A quote that is written twice stands for itself.
                        guard close != UInt8(ascii: "]"), position + 1 < bytes.count, bytes[position + 1] == close
                        else { break }
                        position += 1
                    }
                    content.append(bytes[position])
                    position += 1
                }
                position += 1
                tokens.append(.word(String(decoding: content, as: UTF8.self), isQuoted: true))
            } else if isLetter(byte) {
                let word = bytes[position...].prefix(while: isLetter)
                position += word.count
                tokens.append(.word(String(decoding: word, as: UTF8.self), isQuoted: false))
            } else {
                tokens.append(.symbol(byte))
                position += 1
            }
            position = StatementText.skipSpace(bytes, from: position)
        }
        return tokens
    }

    private static let closing: [UInt8: UInt8] = [
        UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "\""): UInt8(ascii: "\""),
        UInt8(ascii: "`"): UInt8(ascii: "`"), UInt8(ascii: "["): UInt8(ascii: "]"),
    ]

    private static func isLetter(_ byte: UInt8) -> Bool {
        97...122 ~= byte || 48...57 ~= byte || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }
}
