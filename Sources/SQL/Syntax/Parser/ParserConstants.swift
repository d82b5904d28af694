internal import PlumbCore

/// The values of constants: quotes and escapes undone.
extension Parser {
    /// Whether the current token is a string in any of the ways to write one.
    var atString: Bool {
        switch current.kind {
        case .string, .nationalString, .escapeString, .unicodeString, .dollarString: true
        default: false
        }
    }

    /// Consumes a string; in Postgres also those that continue it on further lines.
    mutating func parseString() -> String {
        var result = consumeString()
        while dialect == .postgres, current.kind == .string || isContinuation(current), hasNewline(before: current) {
            result += consumeString()
        }
        return result
    }

    /// Whether a token is a further line of `E'…'`, without a letter of its own.
    private func isContinuation(_ token: Token) -> Bool {
        token.kind == .escapeString && bytes[Int(token.start)] == UInt8(ascii: "'")
    }

    private func hasNewline(before token: Token) -> Bool {
        bytes[lastEnd..<Int(token.start)].contains { $0 == 0x0A || $0 == 0x0D }
    }

    private mutating func consumeString() -> String {
        let token = current
        advance()
        switch token.kind {
        case .nationalString: return source.unquoted(token, prefix: 1)
        case .escapeString:
            return decoded(token, prefix: isContinuation(token) ? 0 : 1, EscapeDecoder.backslashes)
        case .unicodeString: return unicodeText(token)
        case .dollarString:
            let inner = bytes[Int(token.start)..<Int(token.end)]
            let tagEnd = inner.dropFirst().firstIndex(of: UInt8(ascii: "$")) ?? inner.startIndex
            return text(tagEnd + 1, Int(token.end) - (tagEnd - Int(token.start) + 1))
        default: return source.unquoted(token, prefix: 0)
        }
    }

    /// The value of `U&'…'` and `U&"…"` behind the token, with the escape character that `UESCAPE` names.
    mutating func unicodeText(_ token: Token) -> String {
        var escape = UInt8(ascii: "\\")
        if take(.uescape) {
            let place = current.range
            let text = at(.string) ? parseString() : ""
            let character = text.utf8.count == 1 ? text.utf8.first : nil
            if let character, EscapeDecoder.mayEscape(character) {
                escape = character
            } else {
                reportNotPermitted("UESCAPE names one character, no digit, letter a to f, sign or space", at: place)
            }
        }
        return decoded(token, prefix: 2) { EscapeDecoder.unicode(&$0, escape: escape) }
    }

    /// The text between a token's quotes, its escapes undone.
    private mutating func decoded(
        _ token: Token, prefix: Int, _ decode: (inout EscapeDecoder) -> Void
    ) -> String {
        let inner = bytes[Int(token.start) + prefix + 1..<Int(token.end) - 1]
        var decoder = EscapeDecoder(inner, quote: bytes[Int(token.end) - 1])
        decode(&decoder)
        if let problem = decoder.problem { reportNotPermitted(problem, at: token.range) }
        return String(decoding: decoder.result, as: UTF8.self)
    }
}
