/// What the lexer asks of single bytes.
extension UInt8 {
    @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }

    @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    @inline(__always) var isHexadecimalDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }

    /// A byte that may start a name: a letter, `_`, or part of a character outside ASCII.
    @inline(__always) var startsName: Bool { isASCIILetter || self == 0x5F || self >= 0x80 }

    /// A byte that may go on in a name.
    @inline(__always) var continuesName: Bool {
        Self.nameBytes.utf8Start[Int(self)] != UInt8(ascii: ".")
    }

    /// `.` for each byte that ends a name, by its number: a table that needs neither to be made nor to be counted.
    private static var nameBytes: StaticString {
        """
        ....................................$...........0123456789......\
        .ABCDEFGHIJKLMNOPQRSTUVWXYZ...._.abcdefghijklmnopqrstuvwxyz.....\
        ################################################################\
        ################################################################
        """
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
