internal import PlumbCore

/// The JSON Schema that a reply must fit.
struct ReplySchema {
    let name: String
    let schema: JSONValue

    /// The schema of a request; nil where it asks for something else.
    ///
    /// - Throws: `PlumbError` with `badInput` for a schema that is no JSON.
    init?(_ request: ChatRequest) throws(PlumbError) {
        guard case .json(let name, let text) = request.format else { return nil }
        do throws(JSONReader.Failure) {
            schema = try JSONReader.value(text)
        } catch {
            throw PlumbError(
                .badInput, "The schema \(name) is no JSON: \(error.problem), at byte \(error.offset).")
        }
        self.name = name
    }

    /// Whether every object names all its members and permits no others, which OpenAI's strict mode wants.
    ///
    /// Source: <https://platform.openai.com/docs/guides/structured-outputs#supported-schemas>.
    var isStrict: Bool { Self.isStrict(schema) }

    /// A schema whose objects permit no members but those that it names, which Anthropic demands.
    ///
    /// Source: <https://platform.claude.com/docs/en/build-with-claude/structured-outputs>.
    static func closed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(var members):
            members = members.map { .init(name: $0.name, value: closed($0.value)) }
            if value["type"] == .string("object"), value["additionalProperties"] == nil {
                members.append(.init(name: "additionalProperties", value: .bool(false)))
            }
            return .object(members)
        case .array(let elements): return .array(elements.map { closed($0) })
        default: return value
        }
    }

    private static func isStrict(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let members):
            if value["type"] == .string("object") || value["properties"] != nil {
                let names = Set((value["properties"]?.members ?? []).map(\.name))
                let required = Set((value["required"]?.elements ?? []).compactMap(\.text))
                guard value["additionalProperties"] == .bool(false), names == required else { return false }
            }
            return members.allSatisfy { isStrict($0.value) }
        case .array(let elements): return elements.allSatisfy { isStrict($0) }
        default: return true
        }
    }
}
