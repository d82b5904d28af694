/// A column of a table, by name.
public struct ColumnReference: Codable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The table.
    public var table: TableName

    /// The column's name as the database spells it.
    public var column: String

    /// Makes a reference.
    public init(_ table: TableName, _ column: String) {
        self.table = table
        self.column = column
    }

    /// `table.column`, unquoted: for people, not for SQL.
    public var description: String { "\(table).\(column)" }

    /// Orders by table, then by column.
    public static func < (left: ColumnReference, right: ColumnReference) -> Bool {
        (left.table, left.column) < (right.table, right.column)
    }
}
