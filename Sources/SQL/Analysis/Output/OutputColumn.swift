public import PlumbCore

/// A column of what a query gives.
public struct OutputColumn: Hashable, Sendable {
    /// The name that the database gives it.
    public var name: String

    /// What its values mean; nil where only the values themselves can tell.
    ///
    /// A column of a table has the catalog's type. Elsewhere `integer` and `text` mean that every value is one, and
    /// `real` that every value is a number; SQLite lets single values of a table stray from that.
    public var type: ColumnType?

    /// Whether it may be NULL, by what the database declares; nil where that was not found out.
    public var isNullable: Bool?

    /// The column of a table that it passes on unchanged, through any number of queries.
    public var source: ColumnReference?

    /// Makes a column.
    public init(name: String, type: ColumnType? = nil, isNullable: Bool? = nil, source: ColumnReference? = nil) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.source = source
    }
}
