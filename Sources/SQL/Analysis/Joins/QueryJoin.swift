public import PlumbCore

/// Two sides of a `FROM` clause that are joined, and by what.
///
/// A comma joins like the word. A condition in `WHERE` counts as one in `ON`.
public struct QueryJoin: Hashable, Sendable {
    /// A table, view, or query that is joined.
    public struct Table: Hashable, Sendable, CustomStringConvertible {
        /// What the query calls it; nil for a query without an alias.
        public var name: String?

        /// The table or view of the catalog; nil for a query or a common table.
        public var table: TableName?

        /// Makes a table.
        public init(name: String?, table: TableName?) {
            self.name = name
            self.table = table
        }

        /// The name in the query.
        public var description: String { name ?? "a query without a name" }
    }

    /// A column of a table that is joined.
    public struct Column: Hashable, Sendable, CustomStringConvertible {
        /// The table.
        public var table: Table

        /// The column's name.
        public var name: String

        /// The column of a table of the catalog that it is, seen through queries that pass it on unchanged.
        public var source: ColumnReference?

        /// Makes a column.
        public init(table: Table, name: String, source: ColumnReference?) {
            self.table = table
            self.name = name
            self.source = source
        }

        /// `table.column`, as the query calls the table.
        public var description: String { table.name.map { "\($0).\(name)" } ?? name }
    }

    /// Two columns that must be equal.
    public struct Key: Hashable, Sendable, CustomStringConvertible {
        /// The column on the left.
        public var left: Column

        /// The column on the right.
        public var right: Column

        /// Makes a key.
        public init(left: Column, right: Column) {
            self.left = left
            self.right = right
        }

        /// `left = right`.
        public var description: String { "\(left) = \(right)" }
    }

    /// Which rows without a partner are kept; `comma` where no word joins them.
    public var kind: Join.Kind

    /// The tables on the left that the keys name; the one next to the join where there are no keys.
    public var left: [Table]

    /// The tables on the right.
    public var right: [Table]

    /// The columns that must be equal; empty where every row meets every other, or meets them by another condition.
    public var keys: [Key]

    /// The foreign key of the catalog that the columns follow.
    public var foreignKey: ForeignKey?

    /// The columns of a unique key of the left table that those of the right fix; nil where no key is fixed whole.
    ///
    /// A row on the right then meets one row of it at most. Empty for a table of one row.
    public var leftUniqueKey: [String]?

    /// The columns of a unique key of the right table that those of the left fix, in the same way.
    public var rightUniqueKey: [String]?

    /// Makes a join.
    public init(
        kind: Join.Kind, left: [Table], right: [Table], keys: [Key] = [], foreignKey: ForeignKey? = nil,
        leftUniqueKey: [String]? = nil, rightUniqueKey: [String]? = nil
    ) {
        self.kind = kind
        self.left = left
        self.right = right
        self.keys = keys
        self.foreignKey = foreignKey
        self.leftUniqueKey = leftUniqueKey
        self.rightUniqueKey = rightUniqueKey
    }
}
