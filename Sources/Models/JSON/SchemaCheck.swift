/// Whether a value fits a JSON Schema, as far as models go wrong: types, members, elements, enumerations.
///
/// Source: <https://json-schema.org/draft/2020-12/json-schema-validation>. What it does not know, it lets pass.
enum SchemaCheck {
    /// The first thing that does not fit; nil where all does.
    static func problem(_ value: JSONValue, _ schema: JSONValue, at path: String = "the object") -> String? {
        guard schema.isObject else { return nil }
        if let options = (schema["anyOf"] ?? schema["oneOf"])?.elements, !options.isEmpty,
            options.allSatisfy({ problem(value, $0, at: path) != nil })
        {
            return "\(path) fits none of what it may be"
        }
        if let types = schema["type"], !isOf(value, types) { return "\(path) is not of the type \(types.json)" }
        if let known = schema["enum"]?.elements, !known.isEmpty, !known.contains(value) {
            return "\(path) is none of \(known.map(\.json).joined(separator: ", "))"
        }
        switch value {
        case .object(let members): return problem(members, schema, at: path)
        case .array(let elements):
            guard let items = schema["items"] else { return nil }
            for (index, element) in elements.enumerated() {
                if let problem = problem(element, items, at: "\(path)[\(index)]") { return problem }
            }
            return nil
        default: return nil
        }
    }

    private static func problem(_ members: [JSONValue.Member], _ schema: JSONValue, at path: String) -> String? {
        let names = Set(members.map(\.name))
        for name in (schema["required"]?.elements ?? []).compactMap(\.text) where !names.contains(name) {
            return "\(path) has no \(name)"
        }
        let known = schema["properties"]
        for member in members {
            if let expected = known?[member.name] {
                if let problem = problem(member.value, expected, at: "\(path).\(member.name)") { return problem }
            } else if schema["additionalProperties"] == .bool(false) {
                return "\(path) may not have \(member.name)"
            }
        }
        return nil
    }

    private static func isOf(_ value: JSONValue, _ types: JSONValue) -> Bool {
        let names = types.text.map { [$0] } ?? types.elements.compactMap(\.text)
        return names.isEmpty || names.contains { isOf(value, $0) }
    }

    private static func isOf(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
            ("number", .number):
            true
        case ("integer", .number): value.integer != nil
        case ("object", _), ("array", _), ("string", _), ("boolean", _), ("null", _), ("number", _), ("integer", _):
            false
        default: true
        }
    }
}
