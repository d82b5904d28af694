internal import PlumbCore

/// What constants are worth.
struct Literals {
    let dialect: SQLDialect

    func value(of literal: Literal) -> Value {
        var value = Value(isNullable: false)
        switch literal {
        case .null:
            value.isNullable = true
            value.constant = .null
        case .boolean(let truth):
            value.type = dialect == .sqlite ? .integer : .boolean
            value.constant = .integer(truth ? 1 : 0)
        case .integer(let digits):
            value.constant = Self.integer(digits)
            // More than 64 bits hold is a number with a fraction to SQLite.
            if case .integer = value.constant { value.type = .integer } else { value.type = .real }
        case .decimal(let digits):
            value.type = .real
            value.constant = Double(digits.filter { $0 != "_" }).map { .real($0) }
        case .string(let text):
            value.type = .text
            value.constant = .text(text)
            value.isUntyped = true
        case .blob(let digits):
            value.type = .blob
            value.constant = Self.bytes(digits).map { .blob($0) }
        case .bits: value.type = .other
        case .typed(let type, let text):
            value.type = ValueTypes(dialect: dialect).type(of: type)
            value.constant = .text(text)
        case .current(let current, _): value.type = Self.type(of: current)
        }
        return value
    }

    private static func type(of current: Literal.CurrentValue) -> ColumnType {
        switch current {
        case .date: .date
        case .time, .localTime: .time
        case .timestamp, .localTimestamp: .timestamp
        case .user, .sessionUser, .systemUser, .role, .catalog, .schema: .text
        }
    }

    private static func integer(_ digits: String) -> SQLValue? {
        let plain = digits.lowercased().filter { $0 != "_" }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            return UInt64(plain.dropFirst(2), radix: radix).map { .integer(Int64(bitPattern: $0)) }
        }
        return Int64(plain).map { .integer($0) } ?? Double(plain).map { .real($0) }
    }

    private static func bytes(_ digits: String) -> [UInt8]? {
        let values = digits.compactMap(\.hexDigitValue)
        guard values.count == digits.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
    }

    /// A constant behind a sign.
    static func applying(_ operation: UnaryOperator, to constant: SQLValue?) -> SQLValue? {
        switch (operation, constant) {
        case (.plus, _): constant
        case (.minus, .integer(let value)?): .integer(0 &- value)
        case (.minus, .real(let value)?): .real(-value)
        default: nil
        }
    }
}
