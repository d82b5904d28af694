/// What is wrong with a field of an example.
struct FieldProblem: Error {
    /// Where the field is, such as `gold[0].dialect`; empty for the whole line.
    var path: String
    /// What is wrong, in one sentence without its full stop.
    var message: String
    /// What to do about it.
    var suggestion: String?

    init(_ path: String, _ message: String, suggestion: String? = nil) {
        self.path = path
        self.message = message
        self.suggestion = suggestion
    }

    /// What a decoder complains of, in the words of someone who writes JSON.
    init(_ error: any Error) {
        switch error {
        case let problem as FieldProblem: self = problem
        case DecodingError.keyNotFound(let key, let context):
            let path = Self.path(context.codingPath + [key])
            self.init(path, "'\(path)' is missing", suggestion: "Add it; Documentation/EvalSets.md lists all fields.")
        case DecodingError.valueNotFound(let type, let context), DecodingError.typeMismatch(let type, let context):
            let path = Self.path(context.codingPath)
            let subject = path.isEmpty ? "the line" : "'\(path)'"
            self.init(path, "\(subject) is not \(Self.name(of: type))", suggestion: "Write \(Self.example(of: type)).")
        default: self.init("", "the line is not JSON", suggestion: "Write one JSON object a line.")
        }
    }

    /// Where a field is, list places 0-based.
    static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            if let place = key.intValue { return "\(path)[\(place)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type: "a number"
        case is any ListType.Type: "a list"
        default: "an object"
        }
    }

    private static func example(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: #"it in quotes: "…""#
        case is Bool.Type: "true or false, without quotes"
        case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type: "digits, without quotes"
        case is any ListType.Type: "[…]"
        default: #"{"field": …}"#
        }
    }
}

/// Arrays of any element.
private protocol ListType {}

extension Array: ListType {}

extension KeyedDecodingContainer {
    /// Where a field is.
    func path(_ key: Key) -> String { FieldProblem.path(codingPath + [key]) }

    /// Text that must not be blank.
    func words(_ key: Key) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw FieldProblem(path(key), "'\(path(key))' is blank", suggestion: "Fill it in.")
        }
        return text
    }

    /// One of a few words; nil where the field is missing.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ key: Key, of type: Value.Type
    ) throws -> Value? where Value.RawValue == String {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        throw FieldProblem(path(key), "'\(path(key))' is '\(text)'", suggestion: "Write \(list).")
    }
}
