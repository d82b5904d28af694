internal import PlumbCore

/// Numbers, strings and quoted names.
extension Lexer {
    /// Reads up to the closing quote; a doubled quote stands for itself, but not among bits, and `escapes` makes a backslash guard it.
    mutating func readQuoted(
        _ kind: TokenKind, quote: UInt8, prefix: Int = 0, escapes: Bool = false
    ) {
        let start = offset
        offset += prefix + 1
        while offset < bytes.count, bytes[offset] != 0 {
            let next = bytes[offset]
            offset += 1
            if next == quote {
                guard byte() == quote, offset < bytes.count, kind != .bits, kind != .hexadecimalBits else {
                    add(kind, from: start)
                    return
                }
                offset += 1
            } else if escapes, next == UInt8(ascii: "\\"), offset < bytes.count, bytes[offset] != 0 {
                offset += 1
            }
        }
        switch kind {
        case .quotedName, .backtickName, .unicodeName: addIllegal("this quoted name is never closed", from: start)
        default: addIllegal("this string is never closed", from: start)
        }
    }

    /// Reads a string or name whose first letter says how; false where the letter starts an ordinary word.
    mutating func readPrefixedString(_ first: UInt8) -> Bool {
        let quote = UInt8(ascii: "'")
        if byte(1) == UInt8(ascii: "&") {
            guard dialect == .postgres, first | 0x20 == UInt8(ascii: "u") else { return false }
            if byte(2) == quote {
                readQuoted(.unicodeString, quote: quote, prefix: 2)
            } else if byte(2) == UInt8(ascii: "\"") {
                readQuoted(.unicodeName, quote: UInt8(ascii: "\""), prefix: 2)
            } else {
                return false
            }
            return true
        }
        switch (dialect, first | 0x20) {
        case (.sqlite, UInt8(ascii: "x")): readBlob()
        case (.postgres, UInt8(ascii: "x")): readQuoted(.hexadecimalBits, quote: quote, prefix: 1)
        case (.postgres, UInt8(ascii: "b")): readQuoted(.bits, quote: quote, prefix: 1)
        case (.postgres, UInt8(ascii: "e")): readQuoted(.escapeString, quote: quote, prefix: 1, escapes: true)
        case (.postgres, UInt8(ascii: "n")): readQuoted(.nationalString, quote: quote, prefix: 1)
        default: return false
        }
        return true
    }

    private mutating func readBlob() {
        let start = offset
        offset += 2
        let digits = offset
        while byte().isHexadecimalDigit { offset += 1 }
        let isWhole = byte() == UInt8(ascii: "'") && (offset - digits).isMultiple(of: 2)
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "'"), bytes[offset] != 0 { offset += 1 }
        if byte() == UInt8(ascii: "'") { offset += 1 }
        if isWhole {
            add(.blob, from: start)
        } else {
            addIllegal("a blob is x'…' with pairs of hexadecimal digits", from: start)
        }
    }

    mutating func readNumber() {
        let start = offset
        var kind = TokenKind.integer
        if byte() == UInt8(ascii: "0"), let isDigit = radixDigits(byte(1)), isDigit(byte(2)) {
            offset += 2
            while isDigit(byte()) { offset += 1 }
            if dialect == .sqlite {
                // SQLite lets a name follow at once: `0x1Fg` is `0x1F AS g`.
                add(kind, from: start)
                return
            }
        } else {
            skipDigits()
            if byte() == UInt8(ascii: "."), !(dialect == .postgres && byte(1) == UInt8(ascii: ".")) {
                kind = .decimal
                offset += 1
                skipDigits()
            }
            if byte() | 0x20 == UInt8(ascii: "e") {
                let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
                if byte(1 + sign).isASCIIDigit {
                    kind = .decimal
                    offset += 1 + sign
                    skipDigits()
                }
            }
        }
        if byte().continuesName {
            while byte().continuesName { offset += 1 }
            addIllegal("a number runs into a name; put a space between them, or quote the name", from: start)
        } else {
            add(kind, from: start)
        }
    }

    /// What counts as a digit behind `0x` (and, in Postgres, `0o` and `0b`); nil for other letters.
    private func radixDigits(_ letter: UInt8) -> ((UInt8) -> Bool)? {
        switch letter | 0x20 {
        case UInt8(ascii: "x"): { $0.isHexadecimalDigit }
        case UInt8(ascii: "o") where dialect == .postgres: { (0x30...0x37).contains($0) }
        case UInt8(ascii: "b") where dialect == .postgres: { $0 == 0x30 || $0 == 0x31 }
        default: nil
        }
    }

    /// Skips digits, and single underscores between them where they are allowed.
    private mutating func skipDigits() {
        while byte().isASCIIDigit
            || (dialect == .postgres && byte() == 0x5F && byte(1).isASCIIDigit && offset > 0
                && bytes[offset - 1].isASCIIDigit)
        {
            offset += 1
        }
    }
}
