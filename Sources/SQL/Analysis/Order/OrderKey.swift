public import PlumbCore

/// One value that the rows of a query are ordered by.
public struct OrderKey: Hashable, Sendable {
    /// The value, as the query writes it: it may be a name or a number of the select list.
    public var expression: Expression

    /// The output column that has the value, 0-based; nil where none does.
    public var outputColumn: Int?

    /// The column of a table that it is; nil for anything else.
    public var source: ColumnReference?

    /// Whether greater values come first.
    public var isDescending: Bool

    /// Whether NULLs come before all other values.
    public var nullsFirst: Bool

    /// Makes a key.
    public init(
        expression: Expression, outputColumn: Int? = nil, source: ColumnReference? = nil, isDescending: Bool = false,
        nullsFirst: Bool
    ) {
        self.expression = expression
        self.outputColumn = outputColumn
        self.source = source
        self.isDescending = isDescending
        self.nullsFirst = nullsFirst
    }
}
