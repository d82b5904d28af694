/// A type as `CAST` names it.
public struct TypeName: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The words of the name: `integer`, `double precision`, `timestamp with time zone`, `interval day to second`.
    public var name: Name

    /// The schema, where one is given; Postgres only.
    public var schema: Name?

    /// What stands in parentheses: `10` and `2` in `numeric(10, 2)`.
    public var modifiers: [Expression]

    /// One element for each pair of brackets, with its bound where one is given; Postgres only.
    public var arrayBounds: [Int?]

    /// Makes a type.
    public init(
        _ name: Name, schema: Name? = nil, modifiers: [Expression] = [], arrayBounds: [Int?] = []
    ) {
        self.name = name
        self.schema = schema
        self.modifiers = modifiers
        self.arrayBounds = arrayBounds
    }

    /// Makes a type from its words.
    public init(stringLiteral value: String) { self.init(Name(value)) }
}
