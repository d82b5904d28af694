internal import PlumbCore

/// Makes values of what a server sends as text.
///
/// | type | value |
/// | --- | --- |
/// | smallint, integer, bigint, oid | integer |
/// | boolean | integer, 1 or 0, as in SQLite: the same question gives the same answer on both |
/// | real, double precision | double |
/// | numeric | integer or double where that is the same number, else text with every digit |
/// | bytea | bytes |
/// | all others | the server's text: ISO dates, times in UTC, `{…}` for arrays, JSON as it is |
struct PostgresDecoder: Sendable {
    private enum Kind {
        case integer, boolean, real, numeric, roundedNumeric, bytes, text
    }

    private let kinds: [Kind]

    /// Makes a decoder for rows of these columns.
    ///
    /// - Parameters:
    ///   - columns: the columns.
    ///   - isRounding: whether the query itself rounds, as every division and average does: then digits of computed
    ///     numbers beyond a double's mean nothing, and the nearest double is taken.
    init(_ columns: [PostgresColumn], isRounding: Bool) {
        kinds = columns.map { column in
            // https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
            switch column.type {
            case 20, 21, 23, 26: .integer
            case 16: .boolean
            case 700, 701: .real
            case 1700: isRounding && !column.isStored ? .roundedNumeric : .numeric
            case 17: .bytes
            default: .text
            }
        }
    }

    /// The value of a column.
    func value(_ bytes: UnsafeRawBufferPointer, of column: Int) -> SQLValue {
        switch kinds[column] {
        case .integer: Self.integer(bytes).map { .integer($0) } ?? .text(Self.text(bytes))
        case .boolean: .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case .real: Self.double(bytes).map { .real($0) } ?? .text(Self.text(bytes))
        case .numeric: Self.numeric(bytes) ?? .text(Self.text(bytes))
        case .roundedNumeric:
            Self.numeric(bytes) ?? Double(Self.text(bytes)).map { .real($0) } ?? .text(Self.text(bytes))
        case .bytes: Self.blob(bytes)
        case .text: .text(Self.text(bytes))
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst()) : bytes
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard 48...57 ~= byte else { return nil }
            let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
            // Below zero there is room for one number more.
            let (sum, isLarger) = tens.subtractingReportingOverflow(Int64(byte - 48))
            if isLarge || isLarger { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// The number, where a 64-bit integer or a double says the same; nil where it does not.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) -> SQLValue? {
        guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else {
            if let number = integer(bytes) { return .integer(number) }
            // Infinity and NaN are numbers of Postgres, too.
            let isWord = bytes.contains { $0 >= 65 }
            return isWord ? Double(text(bytes)).map { .real($0) } : nil
        }
        return decimal(bytes, point: point).map { .real($0) }
    }

    private static func double(_ bytes: UnsafeRawBufferPointer) -> Double? {
        let isPlain = !bytes.contains { $0 > UInt8(ascii: "9") }
        return (isPlain ? decimal(bytes, point: bytes.firstIndex(of: UInt8(ascii: "."))) : nil) ?? Double(text(bytes))
    }

    /// The number that digits without an exponent say; `point` is where their decimal point is, nil where they have none.
    ///
    /// It is nil where a double may not say the same.
    private static func decimal(_ bytes: UnsafeRawBufferPointer, point: Int?) -> Double? {
        let end = point.map { point in (bytes.lastIndex { $0 != UInt8(ascii: "0") } ?? point) + 1 } ?? bytes.count
        var mantissa: Int64 = 0
        var digits = 0
        for byte in bytes[..<end] where 48...57 ~= byte {
            mantissa = mantissa &* 10 &+ Int64(byte - 48)
            if mantissa != 0 { digits += 1 }
            // Fifteen decimal digits go into a double and come back: DBL_DIG.
            if digits > 15 { return nil }
        }
        let scale = max(0, end - (point ?? end) - 1)
        guard scale < powers.count else { return Double(text(bytes)) }
        // Both are exact, so the quotient is the nearest double.
        let number = Double(mantissa) / powers[scale]
        return bytes.first == UInt8(ascii: "-") ? -number : number
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private static func blob(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : (byte | 0x20) &- 87 }
        guard bytes.starts(with: "\\x".utf8) else { return .text(text(bytes)) }
        return .blob(
            stride(from: 2, to: bytes.count - 1, by: 2).map { digit(bytes[$0]) << 4 | digit(bytes[$0 + 1]) })
    }
}
