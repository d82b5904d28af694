/// The signs of SQLite's dialect, as `tokenize.c` reads them.
extension Lexer {
    mutating func readSQLiteSign(_ first: UInt8) {
        let second = byte(1)
        switch first {
        case UInt8(ascii: "+"): readSign(.plus, 1)
        case UInt8(ascii: "*"): readSign(.star, 1)
        case UInt8(ascii: "/"): readSign(.slash, 1)
        case UInt8(ascii: "%"): readSign(.percent, 1)
        case UInt8(ascii: "&"): readSign(.ampersand, 1)
        case UInt8(ascii: "~"): readSign(.tilde, 1)
        case UInt8(ascii: "-"):
            if second != UInt8(ascii: ">") {
                readSign(.minus, 1)
            } else if byte(2) == UInt8(ascii: ">") {
                readSign(.longArrow, 3)
            } else {
                readSign(.arrow, 2)
            }
        case UInt8(ascii: "="): readSign(.equal, second == UInt8(ascii: "=") ? 2 : 1)
        case UInt8(ascii: "<"):
            switch second {
            case UInt8(ascii: "="): readSign(.lessOrEqual, 2)
            case UInt8(ascii: ">"): readSign(.notEqual, 2)
            case UInt8(ascii: "<"): readSign(.shiftLeft, 2)
            default: readSign(.less, 1)
            }
        case UInt8(ascii: ">"):
            switch second {
            case UInt8(ascii: "="): readSign(.greaterOrEqual, 2)
            case UInt8(ascii: ">"): readSign(.shiftRight, 2)
            default: readSign(.greater, 1)
            }
        case UInt8(ascii: "!"):
            if second == UInt8(ascii: "=") {
                readSign(.notEqual, 2)
            } else {
                readUnexpected("'!'; \"not equal\" is written <> or !=")
            }
        case UInt8(ascii: "|"):
            if second == first { readSign(.concatenate, 2) } else { readSign(.bar, 1) }
        case UInt8(ascii: "["): readBracketName()
        case UInt8(ascii: "`"): readQuoted(.backtickName, quote: first)
        case UInt8(ascii: "?"): readNumberedParameter()
        case UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: ":"): readNamedParameter()
        // `#1` is a register of SQLite's own machine, which no query may name.
        case UInt8(ascii: "#") where byte(1).continuesName && !byte(1).isASCIIDigit: readNamedParameter()
        default: readUnexpected("character '\(Character(UnicodeScalar(first)))'")
        }
    }

    private mutating func readBracketName() {
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "]"), bytes[offset] != 0 { offset += 1 }
        guard byte() == UInt8(ascii: "]") else {
            addIllegal("this [name is never closed", from: start)
            return
        }
        offset += 1
        add(.bracketName, from: start)
    }

    private mutating func readNumberedParameter() {
        let start = offset
        offset += 1
        while byte().isASCIIDigit { offset += 1 }
        add(.parameter, from: start)
    }

    /// Reads `:name`, `@name`, `$name` and `#name`; a name may hold `::`, and end in parentheses, as Tcl's do.
    private mutating func readNamedParameter() {
        let start = offset
        offset += 1
        var length = 0
        while offset < bytes.count {
            if bytes[offset].continuesName {
                length += 1
                offset += 1
            } else if bytes[offset] == UInt8(ascii: ":"), byte(1) == UInt8(ascii: ":") {
                offset += 2
            } else if length > 0, bytes[offset] == UInt8(ascii: "(") {
                var index = offset + 1
                while index < bytes.count, !bytes[index].isSpace, bytes[index] != UInt8(ascii: ")"), bytes[index] != 0 {
                    index += 1
                }
                guard index < bytes.count, bytes[index] == UInt8(ascii: ")") else {
                    offset = index
                    addIllegal("this parameter's parenthesis is never closed", from: start)
                    return
                }
                offset = index + 1
                break
            } else {
                break
            }
        }
        if length == 0 {
            let isCast = bytes[start] == UInt8(ascii: ":") && offset > start + 1
            addIllegal(isCast ? "SQLite has no ::, write CAST(value AS type)" : "a parameter needs a name", from: start)
        } else {
            add(.parameter, from: start)
        }
    }
}
