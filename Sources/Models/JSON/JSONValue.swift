/// A JSON value whose objects keep the order of their members, and whose numbers keep their digits.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number as it is written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A member of an object.
    struct Member: Hashable, Sendable {
        var name: String
        var value: JSONValue
    }

    /// A whole number.
    static func number(_ value: Int) -> JSONValue { .number(String(value)) }

    /// A number; a whole one is written without a point.
    static func number(_ value: Double) -> JSONValue {
        guard value.isFinite else { return .null }
        return .number(Int(exactly: value).map(String.init) ?? "\(value)")
    }

    /// An object of the members that have a value.
    static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// The member of an object; nil for another value, and where there is none.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a string.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of a number.
    var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    /// The value of a whole number.
    var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    /// The elements of an array; none for another value.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members of an object; none for another value.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// Whether it is an object.
    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// Whether it is null.
    var isNull: Bool { self == .null }
}
