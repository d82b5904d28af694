/// A column of a result.
public struct ResultColumn: Codable, Hashable, Sendable {
    /// The name that the database gives it.
    public var name: String

    /// The type: in SQLite that of the table column it comes from, as declared, and nil for an expression; in Postgres the
    /// type that every expression has, as `format_type` writes it.
    public var declaredType: String?

    /// Makes a column.
    public init(name: String, declaredType: String? = nil) {
        self.name = name
        self.declaredType = declaredType
    }
}

/// One row of a result: a value for each column.
public typealias Row = [SQLValue]

/// The rows of a result, or the first of them.
public struct QueryResult: Codable, Hashable, Sendable {
    /// The columns.
    public var columns: [ResultColumn]

    /// The rows, in the database's order.
    public var rows: [Row]

    /// Whether `rows` are all of them.
    public var isComplete: Bool

    /// Makes a result.
    public init(columns: [ResultColumn], rows: [Row], isComplete: Bool = true) {
        self.columns = columns
        self.rows = rows
        self.isComplete = isComplete
    }
}
