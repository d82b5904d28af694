/// What the lexer asks of single bytes.
extension UInt8 {
    @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }

    @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    @inline(__always) var isHexadecimalDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }

    /// A byte that may start a name: a letter, `_`, or part of a character outside ASCII.
    @inline(__always) var startsName: Bool { isASCIILetter || self == 0x5F || self >= 0x80 }

    /// A byte that may go on in a name.
    @inline(__always) var continuesName: Bool {
        // One bit for each of the bytes below 0x80: `$` and digits, then `_` and letters.
        let bits: UInt64 = self < 0x40 ? 0x03FF_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return self >= 0x80 || (bits >> UInt64(self & 0x3F)) & 1 != 0
    }

    @inline(__always) var isSpace: Bool { self == 0x20 || self &- 0x09 < 5 }

    /// A byte of which Postgres builds operators.
    var isPostgresOperator: Bool {
        switch self {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"),
            UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"),
            UInt8(ascii: "`"), UInt8(ascii: "?"):
            true
        default: false
        }
    }

    /// The value of a hexadecimal digit; nil for other bytes.
    var hexadecimalValue: UInt32? {
        if isASCIIDigit { return UInt32(self - 0x30) }
        let folded = self | 0x20
        return (0x61...0x66).contains(folded) ? UInt32(folded - 0x61 + 10) : nil
    }
}
