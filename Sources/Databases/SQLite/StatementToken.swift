/// A piece of a statement's text in small letters, cut up only as far as the checks on names need it.
enum StatementToken: Hashable {
    /// A name, keyword or number, or a text in quotes of any kind.
    case word(String, isQuoted: Bool)

    /// Any other byte.
    case symbol(UInt8)

    /// The words and symbols of a text, without comments.
    static func tokens(of text: String) -> [StatementToken] {
        let bytes = Array(text.asciiLowercased.utf8)
        var tokens: [StatementToken] = []
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
