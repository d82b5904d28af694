/// Reads JSON, and where it is told to be lenient, what models write in its place.
///
/// Strict reading follows RFC 8259. Lenient reading also takes single quotes, bare member names, commas before a closing
/// bracket, comments, Python's `True`, `False` and `None`, line breaks in strings, and brackets that are never closed.
struct JSONReader {
    /// Why a text can't be read.
    struct Failure: Error, Hashable {
        /// What is wrong.
        var problem: String
        /// Where, in bytes from the beginning.
        var offset: Int
    }

    /// Values inside values, at most.
    private static let deepest = 200

    let bytes: [UInt8]
    let isLenient: Bool
    /// The place that is read next.
    private(set) var position: Int
    /// Whether brackets were closed by the end of the text.
    private(set) var wasUnclosed = false
    private var depth = 0

    /// Prepares reading.
    init(_ bytes: [UInt8], at position: Int = 0, isLenient: Bool = false) {
        self.bytes = bytes
        self.position = position
        self.isLenient = isLenient
    }

    /// The value of a whole text, read strictly.
    ///
    /// - Throws: `Failure`.
    static func value(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        try reader.skipBlank()
        guard reader.position == bytes.count else { throw reader.failure("there is more after the value") }
        return value
    }

    /// The value of a whole text, read strictly.
    ///
    /// - Throws: `Failure`.
    static func value(_ text: String) throws(Failure) -> JSONValue { try value(Array(text.utf8)) }

    /// Reads the value that begins here, and stops behind it.
    ///
    /// - Throws: `Failure`.
    mutating func value() throws(Failure) -> JSONValue {
        try skipBlank()
        guard let byte = current else { throw failure("the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string(until: byte))
        case UInt8(ascii: "'") where isLenient: return .string(try string(until: byte))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: return try word()
        }
    }

    // MARK: Containers

    private mutating func object() throws(Failure) -> JSONValue {
        var members: [JSONValue.Member] = []
        try enter()
        while try goesOn(to: UInt8(ascii: "}"), isFirst: members.isEmpty) {
            let name = try name()
            try skipBlank()
            guard current == UInt8(ascii: ":") else { throw failure("a colon is missing") }
            position += 1
            members.append(.init(name: name, value: try value()))
        }
        depth -= 1
        return .object(members)
    }

    private mutating func array() throws(Failure) -> JSONValue {
        var elements: [JSONValue] = []
        try enter()
        while try goesOn(to: UInt8(ascii: "]"), isFirst: elements.isEmpty) { elements.append(try value()) }
        depth -= 1
        return .array(elements)
    }

    private mutating func enter() throws(Failure) {
        position += 1
        depth += 1
        guard depth <= Self.deepest else { throw failure("values are nested too deeply") }
    }

    /// Whether another element follows; passes the comma before it, or the bracket that ends the list.
    private mutating func goesOn(to end: UInt8, isFirst: Bool) throws(Failure) -> Bool {
        try skipBlank()
        if isFirst, current == end {
            position += 1
            return false
        }
        if !isFirst {
            switch current {
            case end:
                position += 1
                return false
            case UInt8(ascii: ","):
                position += 1
                try skipBlank()
                if isLenient, current == end {
                    position += 1
                    return false
                }
            case nil where isLenient: break
            default: throw failure("a comma or a closing bracket is missing")
            }
        }
        if current == nil {
            guard isLenient else { throw failure("the text ends inside brackets") }
            wasUnclosed = true
            return false
        }
        return true
    }

    private mutating func name() throws(Failure) -> String {
        switch current {
        case UInt8(ascii: "\""): return try string(until: UInt8(ascii: "\""))
        case UInt8(ascii: "'") where isLenient: return try string(until: UInt8(ascii: "'"))
        case let byte? where isLenient && Self.isWordByte(byte):
            let start = position
            while let byte = current, Self.isWordByte(byte) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        default: throw failure("a member's name is missing")
        }
    }

    // MARK: Scalars

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let first = current
        let whole = skipDigits()
        guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { throw failure("this is no number") }
        if current == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() > 0 else { throw failure("this is no number") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw failure("this is no number") }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func word() throws(Failure) -> JSONValue {
        let start = position
        while let byte = current, Self.isWordByte(byte) { position += 1 }
        switch String(decoding: bytes[start..<position], as: UTF8.self) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "True" where isLenient, "TRUE" where isLenient: return .bool(true)
        case "False" where isLenient, "FALSE" where isLenient: return .bool(false)
        case "None" where isLenient, "NULL" where isLenient, "undefined" where isLenient: return .null
        default:
            position = start
            throw failure("this is no value")
        }
    }

    /// Reads a string; what its escapes stand for is in the result.
    private mutating func string(until quote: UInt8) throws(Failure) -> String {
        position += 1
        let start = position
        // Most strings hold no escape, and are copied as they are.
        while let byte = current, byte != quote, byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if current == quote {
            defer { position += 1 }
            return try text(bytes[start..<position])
        }
        var read = Array(bytes[start..<position])
        while let byte = current {
            position += 1
            switch byte {
            case quote: return try text(read[...])
            case UInt8(ascii: "\\"): try escape(into: &read)
            case 0..<0x20 where !isLenient: throw failure("a control character must be escaped")
            default: read.append(byte)
            }
        }
        throw failure("a string is never closed")
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        if isLenient { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("this is no UTF-8") }
        return text
    }

    private mutating func escape(into read: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw failure("a string is never closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): read.append(byte)
        case UInt8(ascii: "b"): read.append(0x08)
        case UInt8(ascii: "f"): read.append(0x0C)
        case UInt8(ascii: "n"): read.append(0x0A)
        case UInt8(ascii: "r"): read.append(0x0D)
        case UInt8(ascii: "t"): read.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: #"\u"#.utf8) {
                let behind = position
                position += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    position = behind
                }
            }
            read.append(contentsOf: String(Character(Unicode.Scalar(unit) ?? "\u{FFFD}")).utf8)
        default:
            guard isLenient else { throw failure("there is no such escape") }
            read.append(byte)
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits are missing") }
        position += 4
        return unit
    }

    // MARK: Between values

    private mutating func skipBlank() throws(Failure) {
        while let byte = current {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case UInt8(ascii: "#") where isLenient: skipLine()
            case UInt8(ascii: "/") where isLenient && next == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where isLenient && next == UInt8(ascii: "*"):
                position += 2
                while current != nil, !(current == UInt8(ascii: "*") && next == UInt8(ascii: "/")) { position += 1 }
                position = min(position + 2, bytes.count)
            default: return
            }
        }
    }

    private mutating func skipLine() {
        while let byte = current, byte != 0x0A { position += 1 }
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private func failure(_ problem: String) -> Failure { Failure(problem: problem, offset: position) }
}
