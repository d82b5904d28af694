internal import PlumbCore

/// The values of constants: quotes and escapes undone.
extension Parser {
    /// The text between a token's quotes, doubled quotes undone.
    func unquoted(_ token: Token, prefix: Int) -> String {
        let start = Int(token.start) + prefix + 1
        let end = Int(token.end) - 1
        let quote = bytes[end]
        let inner = bytes[start..<max(start, end)]
        guard inner.contains(quote) else { return String(decoding: inner, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(inner.count)
        var index = inner.startIndex
        while index < inner.endIndex {
            result.append(inner[index])
            index += inner[index] == quote ? 2 : 1
        }
        return String(decoding: result, as: UTF8.self)
    }

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
        while dialect == .postgres, current.kind == .string, hasNewline(before: current) {
            result += consumeString()
        }
        return result
    }

    private func hasNewline(before token: Token) -> Bool {
        bytes[lastEnd..<Int(token.start)].contains { $0 == 0x0A || $0 == 0x0D }
    }

    private mutating func consumeString() -> String {
        let token = current
        advance()
        switch token.kind {
        case .nationalString: return unquoted(token, prefix: 1)
        case .escapeString: return withoutNUL(escapedText(token), token)
        case .unicodeString: return withoutNUL(unicodeText(token), token)
        case .dollarString:
            let inner = bytes[Int(token.start)..<Int(token.end)]
            let tagEnd = inner.dropFirst().firstIndex(of: UInt8(ascii: "$")) ?? inner.startIndex
            return text(tagEnd + 1, Int(token.end) - (tagEnd - Int(token.start) + 1))
        default: return unquoted(token, prefix: 0)
        }
    }

    /// Reports an escape that stands for NUL, which no string of Postgres can hold.
    private mutating func withoutNUL(_ text: String, _ token: Token) -> String {
        if text.utf8.contains(0) { reportNotPermitted("a string can't hold a NUL", at: token.range) }
        return text
    }

    /// The value of `E'…'`.
    private func escapedText(_ token: Token) -> String {
        let inner = bytes[Int(token.start) + 2..<Int(token.end) - 1]
        var result: [UInt8] = []
        var index = inner.startIndex
        while index < inner.endIndex {
            let byte = inner[index]
            index += 1
            if byte == UInt8(ascii: "'") {
                result.append(byte)
                index += 1
            } else if byte == UInt8(ascii: "\\"), index < inner.endIndex {
                readEscape(inner, &index, into: &result)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Reads what follows a backslash.
    private func readEscape(
        _ inner: Slice<UnsafeBufferPointer<UInt8>>, _ index: inout Int, into result: inout [UInt8]
    ) {
        let letter = inner[index]
        index += 1
        switch letter {
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "x"):
            let value = readDigits(inner, &index, count: 2)
            if let value { result.append(UInt8(truncatingIfNeeded: value)) } else { result.append(letter) }
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let value = readDigits(inner, &index, count: letter == UInt8(ascii: "u") ? 4 : 8)
            result.append(contentsOf: Self.encoded(value))
        case 0x30...0x37:
            var value = UInt32(letter - 0x30)
            var digits = 1
            while digits < 3, index < inner.endIndex, (0x30...0x37).contains(inner[index]) {
                value = value * 8 + UInt32(inner[index] - 0x30)
                index += 1
                digits += 1
            }
            result.append(UInt8(truncatingIfNeeded: value))
        default: result.append(letter)
        }
    }

    /// The value of `U&'…'` and `U&"…"`, with the backslash as the escape character.
    func unicodeText(_ token: Token) -> String {
        let plain = Array(unquoted(token, prefix: 2).utf8)
        return plain.withUnsafeBufferPointer { buffer in
            let inner = buffer[0..<buffer.count]
            var result: [UInt8] = []
            var index = 0
            while index < inner.endIndex {
                let byte = inner[index]
                index += 1
                guard byte == UInt8(ascii: "\\"), index < inner.endIndex else {
                    result.append(byte)
                    continue
                }
                if inner[index] == byte {
                    result.append(byte)
                    index += 1
                } else {
                    let isLong = inner[index] == UInt8(ascii: "+")
                    if isLong { index += 1 }
                    result.append(contentsOf: Self.encoded(readDigits(inner, &index, count: isLong ? 6 : 4)))
                }
            }
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The number that up to `count` hexadecimal digits spell; nil where there is none.
    private func readDigits(
        _ inner: Slice<UnsafeBufferPointer<UInt8>>, _ index: inout Int, count: Int
    ) -> UInt32? {
        var value: UInt32 = 0
        var digits = 0
        while digits < count, index < inner.endIndex, let digit = inner[index].hexadecimalValue {
            value = value << 4 | digit
            index += 1
            digits += 1
        }
        return digits == 0 ? nil : value
    }

    /// A code point in UTF-8; U+FFFD where there is none of that number.
    private static func encoded(_ value: UInt32?) -> [UInt8] {
        let scalar = value.flatMap(UnicodeScalar.init) ?? "\u{FFFD}"
        return Array(String(Character(scalar)).utf8)
    }
}
