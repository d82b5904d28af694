internal import PlumbCore

/// What is known of an expression's value.
struct Value: Sendable {
    /// What the value means; nil where that is not known.
    var type: ColumnType?

    /// Whether it may be NULL; nil where that is not known.
    var isNullable: Bool?

    /// The one column that it is made of, with constants at most.
    var column: BoundColumn?

    /// The functions around the column, outermost first; empty where it is the column itself.
    var functions: [String] = []

    /// The constant that it is.
    var constant: SQLValue?

    /// Whether Postgres would let its type follow from the place where it stands, as that of a bare string does.
    var isUntyped = false

    /// Whether sums of it leave the integers, in Postgres.
    var isWideInteger = false

    /// What holds where the value is true.
    var certainty: Certainty?

    /// The name that Postgres makes up for it.
    var madeUpName: String?

    /// Nothing is known.
    static let unknown = Value()

    /// The column, where the value is the column itself.
    var plainColumn: BoundColumn? { functions.isEmpty ? column : nil }

    /// Whether it is the constant NULL.
    var isNull: Bool { constant == .null }

    init(_ type: ColumnType? = nil, isNullable: Bool? = nil) {
        self.type = type
        self.isNullable = isNullable
    }
}

/// What a condition makes sure of for every row that it keeps.
struct Certainty: Sendable {
    /// Columns that have equal values.
    var equalities: [(left: BoundColumn, right: BoundColumn)] = []

    /// Columns that have one value.
    var fixed: [BoundColumn] = []

    mutating func append(_ other: Certainty) {
        equalities += other.equalities
        fixed += other.fixed
    }
}
