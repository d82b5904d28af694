/// A table's name, with its schema where the database has schemas.
///
/// Coded as a plain string where there is no schema, as `{"schema": …, "name": …}` elsewhere.
public struct TableName: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The schema; nil in SQLite's main schema and in Postgres's search path.
    public var schema: String?

    /// The name as the database spells it, without quotes.
    public var name: String

    /// Makes a name.
    public init(_ name: String, schema: String? = nil) {
        self.name = name
        self.schema = schema
    }

    /// Makes a name without a schema.
    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// `schema.name`, unquoted: for people, not for SQL.
    public var description: String {
        schema.map { "\($0).\(name)" } ?? name
    }

    /// Orders by schema, then by name.
    public static func < (left: TableName, right: TableName) -> Bool {
        (left.schema ?? "", left.name) < (right.schema ?? "", right.name)
    }
}

extension TableName: Codable {
    private enum CodingKeys: String, CodingKey {
        case schema, name
    }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.init(name)
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                try container.decode(String.self, forKey: .name),
                schema: try container.decodeIfPresent(String.self, forKey: .schema))
        }
    }

    /// Writes the plain string where that is enough.
    public func encode(to encoder: any Encoder) throws {
        if let schema {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(schema, forKey: .schema)
            try container.encode(name, forKey: .name)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(name)
        }
    }
}
