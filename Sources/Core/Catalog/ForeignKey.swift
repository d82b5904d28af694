/// Columns of one table whose values point at rows of another.
public struct ForeignKey: Codable, Hashable, Sendable {
    /// The table that points.
    public var table: TableName

    /// Its columns, in the key's order.
    public var columns: [String]

    /// The table pointed at.
    public var referencedTable: TableName

    /// The columns pointed at, one for each of `columns`.
    public var referencedColumns: [String]

    /// How we know of the key.
    public var origin: Origin

    /// How a foreign key came to be known.
    public enum Origin: String, Codable, Hashable, Sendable {
        /// The database declares it.
        case declared

        /// Nothing declares it, but the names fit and the values are contained.
        case inferred
    }

    /// Makes a key.
    public init(
        table: TableName, columns: [String], referencedTable: TableName, referencedColumns: [String],
        origin: Origin = .declared
    ) {
        self.table = table
        self.columns = columns
        self.referencedTable = referencedTable
        self.referencedColumns = referencedColumns
        self.origin = origin
    }
}
