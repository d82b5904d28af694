/// A table or view of a database.
public struct Table: Codable, Hashable, Sendable {
    /// The name.
    public var name: TableName

    /// Whether it is a view.
    public var isView: Bool

    /// The columns, in the database's order.
    public var columns: [Column]

    /// The primary key's columns, in key order; empty where there is none.
    public var primaryKey: [String]

    /// Other keys that the database keeps unique.
    public var uniqueKeys: [[String]]

    /// How many rows it has; nil where that could not be told.
    public var rowCount: RowCount?

    /// What an owner says the table holds.
    public var description: String?

    /// Other words people use for its rows.
    public var synonyms: [String]

    /// Why the table can't be read, such as a view over a table that is gone; nil where it can.
    public var problem: String?

    /// A number of rows, exact or estimated.
    public struct RowCount: Codable, Hashable, Sendable {
        /// The number.
        public var count: Int

        /// Whether it is an estimate, because counting would take too long.
        public var isEstimate: Bool

        /// Makes a row count.
        public init(_ count: Int, isEstimate: Bool = false) {
            self.count = count
            self.isEstimate = isEstimate
        }
    }

    /// Makes a table.
    public init(
        name: TableName, isView: Bool = false, columns: [Column], primaryKey: [String] = [],
        uniqueKeys: [[String]] = [], rowCount: RowCount? = nil, description: String? = nil,
        synonyms: [String] = [], problem: String? = nil
    ) {
        self.name = name
        self.isView = isView
        self.columns = columns
        self.primaryKey = primaryKey
        self.uniqueKeys = uniqueKeys
        self.rowCount = rowCount
        self.description = description
        self.synonyms = synonyms
        self.problem = problem
    }

    /// The column of that name, compared without regard to ASCII case as SQL does.
    public func column(_ name: String) -> Column? {
        columns.first { $0.name == name } ?? columns.first { $0.name.lowercased() == name.lowercased() }
    }
}
