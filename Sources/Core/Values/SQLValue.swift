/// A value in a row, as SQL knows it.
public enum SQLValue: Hashable, Sendable {
    /// The absence of a value.
    case null

    /// A 64-bit integer.
    case integer(Int64)

    /// A double.
    case real(Double)

    /// Text, always valid Unicode: bytes that are not are replaced by U+FFFD.
    case text(String)

    /// Raw bytes.
    case blob([UInt8])

    /// Whether this is NULL.
    public var isNull: Bool { self == .null }

    /// The number, where it is one.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }
}

extension SQLValue: CustomStringConvertible {
    /// The value as a person writes it: `NULL`, `49`, `1.5`, the text itself, `x'0a'`.
    public var description: String {
        switch self {
        case .null: "NULL"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let value): value
        case .blob(let bytes): "x'\(Self.hexadecimal(bytes))'"
        }
    }
}

extension SQLValue: Codable {
    private enum CodingKeys: String, CodingKey {
        case blob, real
    }

    /// Reads null, a number, a string, `{"blob": hexadecimal}` or `{"real": text}`.
    public init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: CodingKeys.self) {
            if let text = try keyed.decodeIfPresent(String.self, forKey: .real) {
                self = .real(Double(text) ?? .nan)
                return
            }
            let text = try keyed.decode(String.self, forKey: .blob)
            guard let bytes = Self.bytes(hexadecimal: text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .blob, in: keyed, debugDescription: "expected pairs of hexadecimal digits")
            }
            self = .blob(bytes)
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .real(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes the form that `init(from:)` reads back to an equal value.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .integer(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .real(let value):
            // JSON has no infinity, and reads `2.0` back as an integer.
            if value.isFinite, value != value.rounded() {
                var container = encoder.singleValueContainer()
                try container.encode(value)
            } else {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode("\(value)", forKey: .real)
            }
        case .text(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .blob(let bytes):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(Self.hexadecimal(bytes), forKey: .blob)
        }
    }

    /// The bytes as pairs of lower-case hexadecimal digits.
    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(UInt8(high * 16 + low))
        }
        return bytes
    }
}
