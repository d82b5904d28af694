/// The signs of Postgres's dialect, as `scan.l` reads them.
extension Lexer {
    mutating func readPostgresSign(_ first: UInt8) {
        switch first {
        case UInt8(ascii: "["): readSign(.leftBracket, 1)
        case UInt8(ascii: "]"): readSign(.rightBracket, 1)
        case UInt8(ascii: ":"):
            if byte(1) == UInt8(ascii: ":") {
                readSign(.doubleColon, 2)
            } else if byte(1) == UInt8(ascii: "=") {
                readSign(.namedArgument, 2)
            } else {
                readSign(.colon, 1)
            }
        case UInt8(ascii: "$"): readDollar()
        default:
            if first.isPostgresOperator {
                readOperator()
            } else {
                readUnexpected("character '\(Character(UnicodeScalar(first)))'")
            }
        }
    }

    /// Whether a quote here goes on with an `E'…'` of an earlier line: then backslashes guard quotes here too.
    ///
    /// Between the two stand only blanks, line breaks and comments to the end of a line; read otherwise, text inside the
    /// string would be outside for the server.
    var continuesEscapeString: Bool {
        guard dialect == .postgres, let last = lastToken, last.kind == .escapeString else { return false }
        var hasLineBreak = false
        var isComment = false
        for byte in bytes[Int(last.end)..<offset] {
            switch byte {
            case 0x0A, 0x0D: (hasLineBreak, isComment) = (true, false)
            case UInt8(ascii: "-"): isComment = true
            case UInt8(ascii: "/") where !isComment: return false
            default: break
            }
        }
        return hasLineBreak
    }

    /// Reads the longest run of operator bytes that Postgres's rules allow.
    private mutating func readOperator() {
        let start = offset
        var end = offset
        while end < bytes.count, bytes[end].isPostgresOperator {
            let next = end + 1 < bytes.count ? bytes[end + 1] : 0
            if end > start, startsComment(bytes[end], next) { break }
            end += 1
        }
        // An operator of several bytes ends in + or - only if it holds one of these.
        let keepsSign = bytes[start..<end].contains {
            switch $0 {
            case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "%"),
                UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "?"):
                true
            default: false
            }
        }
        if !keepsSign {
            while end > start + 1, bytes[end - 1] == UInt8(ascii: "+") || bytes[end - 1] == UInt8(ascii: "-") {
                end -= 1
            }
        }
        offset = end
        add(operatorKind(bytes[start..<end]), from: start)
    }

    private func startsComment(_ first: UInt8, _ second: UInt8) -> Bool {
        (first == UInt8(ascii: "-") && second == UInt8(ascii: "-"))
            || (first == UInt8(ascii: "/") && second == UInt8(ascii: "*"))
    }

    private func operatorKind(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> TokenKind {
        switch text.count {
        case 1: singleOperatorKind(bytes[text.startIndex])
        case 2: doubleOperatorKind(bytes[text.startIndex], bytes[text.startIndex + 1])
        case 3 where text.elementsEqual("->>".utf8): .longArrow
        default: .otherOperator
        }
    }

    private func singleOperatorKind(_ first: UInt8) -> TokenKind {
        switch first {
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .minus
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "%"): .percent
        case UInt8(ascii: "^"): .caret
        case UInt8(ascii: "="): .equal
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        case UInt8(ascii: "&"): .ampersand
        case UInt8(ascii: "|"): .bar
        case UInt8(ascii: "~"): .tilde
        default: .otherOperator
        }
    }

    private func doubleOperatorKind(_ first: UInt8, _ second: UInt8) -> TokenKind {
        switch (first, second) {
        case (UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): .concatenate
        case (UInt8(ascii: "<"), UInt8(ascii: "<")): .shiftLeft
        case (UInt8(ascii: ">"), UInt8(ascii: ">")): .shiftRight
        case (UInt8(ascii: "-"), UInt8(ascii: ">")): .arrow
        case (UInt8(ascii: "="), UInt8(ascii: ">")): .namedArgument
        default: .otherOperator
        }
    }

    /// Reads `$1` or `$tag$…$tag$`.
    private mutating func readDollar() {
        let start = offset
        if byte(1).isASCIIDigit {
            offset += 1
            while byte().isASCIIDigit { offset += 1 }
            if byte().startsName {
                while byte().continuesName { offset += 1 }
                addIllegal("a parameter is a dollar sign and digits", from: start)
            } else {
                add(.parameter, from: start)
            }
            return
        }
        var end = offset + 1
        while end < bytes.count, bytes[end].startsName || bytes[end].isASCIIDigit { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
            readUnexpected("'$'; a string in dollar quotes starts with $$ or $tag$")
            return
        }
        let tag = bytes[start...end]
        offset = end + 1
        while offset < bytes.count {
            if bytes[offset] == 0 { break }
            if bytes[offset] == UInt8(ascii: "$"), offset + tag.count <= bytes.count,
                bytes[offset..<offset + tag.count].elementsEqual(tag)
            {
                offset += tag.count
                add(.dollarString, from: start)
                return
            }
            offset += 1
        }
        addIllegal("this string in dollar quotes is never closed", from: start)
    }
}
