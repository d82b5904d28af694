internal import Foundation
internal import PlumbCore

extension Configuration {
    /// A JSON Schema of configuration files, for editors: <https://json-schema.org/draft/2020-12/schema>.
    public static var jsonSchema: String {
        let stages = Dictionary(
            uniqueKeysWithValues: StageKind.allCases.map { kind in
                (kind.fileKey, stageSchema(kind))
            })
        let models = object(
            Dictionary(
                uniqueKeysWithValues: ConfigurationReader.modelKeys.map { key in
                    (key.name, described(modelForm(key.name), key.help))
                }))
        let pipeline = object(
            stages.merging([
                "extends": described(
                    ["type": "string"], "The pipeline that this one is like, but for what it says itself."),
                "model": described(["type": "string"], "The model of stages that name none."),
                "summary": described(["type": "string"], "What it is, one line."),
                "maximum_repairs": described(
                    ["type": "integer", "minimum": 0, "maximum": 10], "How often queries go back to synthesis."),
            ]) { $1 })
        let names: [String: Any] = ["type": "array", "items": ["type": "string"]]
        var schema = object([
            "models": ["type": "object", "additionalProperties": models],
            "model": described(["type": "string"], "The model of stages that name none."),
            "pipeline": described(["type": "string"], "The pipeline that is used where none is named."),
            "pipelines": ["type": "object", "additionalProperties": pipeline],
            "limits": object([
                "seconds": ["type": "number"], "rows": ["type": "integer"], "bytes": ["type": "integer"],
            ]),
            "policy": object([
                "allow": names, "deny": names,
                "rows": described(
                    ["type": "object", "additionalProperties": ["type": "string"]],
                    "By table, the condition that rows must meet to be read."),
            ]),
            "postgres": object(
                Dictionary(
                    uniqueKeysWithValues: ConfigurationReader.postgresKeys.map { key in
                        (key.name, described(postgresForm(key.name), key.help))
                    })),
            "databases": ["type": "object", "additionalProperties": ["type": "string"]],
            "budget": object([
                "calls": ["type": "integer"], "tokens": ["type": "integer"], "dollars": ["type": "number"],
                "seconds": ["type": "number"],
            ]),
        ])
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = "Plumb's configuration, plumb.yaml"
        let data = try? JSONSerialization.data(
            withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func object(_ properties: [String: Any]) -> [String: Any] {
        ["type": "object", "properties": properties, "additionalProperties": false]
    }

    private static func described(_ form: [String: Any], _ help: String) -> [String: Any] {
        form.merging(["description": help]) { $1 }
    }

    private static func modelForm(_ name: String) -> [String: Any] {
        switch name {
        case "provider": ["enum": ["openai", "anthropic"]]
        case "headers", "profile": ["type": "object"]
        case "retries", "maximum_concurrent_calls", "calls_per_minute", "tokens_per_minute", "response_bytes":
            ["type": "integer"]
        case "connect_seconds", "first_byte_seconds", "total_seconds": ["type": "number"]
        default: ["type": "string"]
        }
    }

    private static func postgresForm(_ name: String) -> [String: Any] {
        switch name {
        case "settings":
            [
                "type": "object", "propertyNames": ["pattern": "[.]"],
                "additionalProperties": ["type": ["string", "number", "boolean"]],
            ]
        case "functions": ["type": "array", "items": ["type": "string"]]
        case "maximum_cost": ["type": "number", "minimum": 0]
        default: ["type": "string"]
        }
    }

    private static func stageSchema(_ kind: StageKind) -> [String: Any] {
        let implementations = StageRegistry.standard.implementations(of: kind)
        let names: [String: Any] = ["enum": implementations.map(\.name)]
        let whole = implementations.map { implementation in
            var properties: [String: Any] = [
                "use": described(["const": implementation.name], implementation.summary)
            ]
            for parameter in implementation.parameters {
                properties[parameter.name] = described(form(of: parameter), parameter.help)
            }
            return object(properties).merging(["required": ["use"]]) { $1 }
        }
        return ["anyOf": [names] + whole]
    }

    private static func form(of parameter: Parameter) -> [String: Any] {
        switch parameter.form {
        case .integer(let range):
            return ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
        case .number(let range): return ["type": "number", "minimum": range.lowerBound, "maximum": range.upperBound]
        case .boolean: return ["type": "boolean"]
        case .text, .model, .path: return ["type": "string"]
        case .choice(let words): return ["enum": words]
        case .choices(let words): return ["type": "array", "items": ["enum": words]]
        case .prompts:
            return ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]]
        }
    }
}
