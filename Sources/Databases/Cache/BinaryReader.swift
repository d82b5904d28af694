internal import PlumbCore

/// Reads what `BinaryWriter` wrote.
///
/// Bytes that it did not write give an error, never a crash.
struct BinaryReader {
    /// The bytes are not what the writer wrote.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard position < bytes.count else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() throws(Malformed) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let next = try byte()
            number |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return number }
        }
        throw Malformed()
    }

    mutating func integer() throws(Malformed) -> Int64 {
        let number = try unsigned()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func int() throws(Malformed) -> Int { Int(try integer()) }

    mutating func flag() throws(Malformed) -> Bool { try byte() != 0 }

    mutating func double() throws(Malformed) -> Double { Double(bitPattern: try unsigned()) }

    mutating func text() throws(Malformed) -> String {
        String(decoding: try slice(), as: UTF8.self)
    }

    mutating func optionalText() throws(Malformed) -> String? {
        try flag() ? try text() : nil
    }

    mutating func texts() throws(Malformed) -> [String] {
        try list { reader throws(Malformed) in try reader.text() }
    }

    mutating func list<Element>(
        _ element: (inout Self) throws(Malformed) -> Element
    ) throws(Malformed) -> [Element] {
        let count = try length()
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    mutating func value() throws(Malformed) -> SQLValue {
        switch try byte() {
        case 0: .null
        case 1: .integer(try integer())
        case 2: .real(try double())
        case 3: .text(try text())
        case 4: .blob(Array(try slice()))
        default: throw Malformed()
        }
    }

    private mutating func slice() throws(Malformed) -> ArraySlice<UInt8> {
        let count = try length()
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A number of things that take a byte each at least, so no more than there are bytes.
    private mutating func length() throws(Malformed) -> Int {
        let count = try unsigned()
        guard count <= UInt64(bytes.count - position) else { throw Malformed() }
        return Int(count)
    }
}
