/// Undoes the escapes of Postgres's strings, and says which of them stand for nothing.
struct EscapeDecoder {
    private let text: Slice<UnsafeBufferPointer<UInt8>>
    private let quote: UInt8
    private var index: Int

    /// The first half of a character outside the basic plane, which its second half must follow.
    private var firstHalf: UInt32?

    /// The text without escapes.
    private(set) var result: [UInt8] = []

    /// What is wrong with the first bad escape.
    private(set) var problem: String?

    /// Makes a decoder for what stands between two quotes; a doubled quote stands for one.
    init(_ text: Slice<UnsafeBufferPointer<UInt8>>, quote: UInt8) {
        self.text = text
        self.quote = quote
        index = text.startIndex
        result.reserveCapacity(text.count)
    }

    /// Whether `UESCAPE` may name a character.
    static func mayEscape(_ byte: UInt8) -> Bool {
        !byte.isHexadecimalDigit && !byte.isSpace && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "'")
            && byte != UInt8(ascii: "\"")
    }

    /// Decodes `E'…'`.
    static func backslashes(_ decoder: inout EscapeDecoder) {
        decoder.decode(escape: UInt8(ascii: "\\")) { $0.readBackslash() }
    }

    /// Decodes `U&'…'`.
    static func unicode(_ decoder: inout EscapeDecoder, escape: UInt8) {
        decoder.decode(escape: escape) { $0.readUnicode(escape) }
    }

    private mutating func decode(escape: UInt8, _ readEscape: (inout EscapeDecoder) -> Void) {
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            if byte == escape, index < text.endIndex {
                readEscape(&self)
            } else {
                append(byte)
                if byte == quote { index += 1 }
            }
        }
        if firstHalf != nil { refuse("half a character stands alone in this string") }
    }

    private mutating func append(_ byte: UInt8) {
        if firstHalf != nil { refuse("half a character stands alone in this string") }
        if byte == 0 { refuse("a string can't hold a NUL") }
        result.append(byte)
    }

    private mutating func refuse(_ message: String) {
        problem = problem ?? message
        firstHalf = nil
    }

    /// Reads what follows a backslash.
    private mutating func readBackslash() {
        let letter = text[index]
        index += 1
        switch letter {
        case UInt8(ascii: "b"): append(0x08)
        case UInt8(ascii: "f"): append(0x0C)
        case UInt8(ascii: "n"): append(0x0A)
        case UInt8(ascii: "r"): append(0x0D)
        case UInt8(ascii: "t"): append(0x09)
        case UInt8(ascii: "x"):
            let (value, digits) = readDigits(atMost: 2)
            append(digits > 0 ? UInt8(truncatingIfNeeded: value) : letter)
        case UInt8(ascii: "u"): readCodePoint(digits: 4)
        case UInt8(ascii: "U"): readCodePoint(digits: 8)
        case 0x30...0x37:
            var value = UInt32(letter - 0x30)
            var digits = 1
            while digits < 3, index < text.endIndex, (0x30...0x37).contains(text[index]) {
                value = value * 8 + UInt32(text[index] - 0x30)
                index += 1
                digits += 1
            }
            append(UInt8(truncatingIfNeeded: value))
        default: append(letter)
        }
    }

    /// Reads what follows the escape character of `U&'…'`.
    private mutating func readUnicode(_ escape: UInt8) {
        if text[index] == escape {
            append(escape)
            index += 1
        } else if text[index] == UInt8(ascii: "+") {
            index += 1
            readCodePoint(digits: 6)
        } else {
            readCodePoint(digits: 4)
        }
    }

    private mutating func readCodePoint(digits: Int) {
        let (value, found) = readDigits(atMost: digits)
        guard found == digits else {
            refuse("an escape of this string needs \(digits) hexadecimal digits")
            return
        }
        switch (firstHalf, value) {
        case (let half?, 0xDC00...0xDFFF):
            firstHalf = nil
            add((half - 0xD800) << 10 + (value - 0xDC00) + 0x10000)
        case (nil, 0xD800...0xDBFF): firstHalf = value
        case (nil, _): add(value)
        default: refuse("half a character stands alone in this string")
        }
    }

    private mutating func add(_ value: UInt32) {
        guard value != 0, let scalar = UnicodeScalar(value) else {
            refuse(value == 0 ? "a string can't hold a NUL" : "an escape of this string is no character")
            return
        }
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// The number that up to `count` hexadecimal digits spell, and how many there are.
    private mutating func readDigits(atMost count: Int) -> (value: UInt32, digits: Int) {
        var value: UInt32 = 0
        var digits = 0
        while digits < count, index < text.endIndex, let digit = text[index].hexadecimalValue {
            value = value << 4 | digit
            index += 1
            digits += 1
        }
        return (value, digits)
    }
}
