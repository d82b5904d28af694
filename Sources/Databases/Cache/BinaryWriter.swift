internal import PlumbCore

/// Writes values as bytes, compactly and in a fixed order, for `BinaryReader`.
///
/// JSON takes several times as long to read, and a catalog is read at the start of every question.
struct BinaryWriter {
    private(set) var bytes: [UInt8] = []

    /// Writes a number in groups of seven bits, small ones in one byte.
    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ number: Int64) {
        // Zigzag: small negative numbers stay small.
        write(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func write(_ number: Int) { write(Int64(number)) }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write(_ number: Double) { write(number.bitPattern) }

    mutating func write(_ text: String) {
        write(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write<Element>(_ elements: [Element], _ write: (inout Self, Element) -> Void) {
        self.write(UInt64(elements.count))
        for element in elements { write(&self, element) }
    }

    mutating func write(_ texts: [String]) {
        write(texts) { $0.write($1) }
    }

    mutating func write<Value>(optional value: Value?, _ write: (inout Self, Value) -> Void) {
        self.write(value != nil)
        if let value { write(&self, value) }
    }

    mutating func write(optional text: String?) {
        write(optional: text) { $0.write($1) }
    }

    mutating func write(_ value: SQLValue) {
        switch value {
        case .null: bytes.append(0)
        case .integer(let number):
            bytes.append(1)
            write(number)
        case .real(let number):
            bytes.append(2)
            write(number)
        case .text(let text):
            bytes.append(3)
            write(text)
        case .blob(let blob):
            bytes.append(4)
            write(UInt64(blob.count))
            bytes.append(contentsOf: blob)
        }
    }
}
