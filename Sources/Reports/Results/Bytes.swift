/// Appending to a byte buffer without making strings on the way.
extension [UInt8] {
    mutating func append(text: String) {
        append(contentsOf: text.utf8)
    }

    mutating func append(spaces count: Int) {
        if count > 0 { append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
    }

    mutating func append(integer value: Int64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = value.magnitude
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                first -= 1
                digits[first] = UInt8(ascii: "-")
            }
            append(contentsOf: digits[first...])
        }
    }

    /// The shortest digits that read back as the same double; always with a point or an exponent.
    mutating func append(real value: Double) {
        append(contentsOf: value.description.utf8)
    }

    mutating func append(hexadecimal bytes: [UInt8]) {
        reserveCapacity(count + bytes.count * 2)
        for byte in bytes {
            append(Self.hexadecimalDigit(byte >> 4))
            append(Self.hexadecimalDigit(byte & 15))
        }
    }

    static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
}
