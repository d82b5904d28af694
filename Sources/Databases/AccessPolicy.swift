public import PlumbCore

/// Which tables, columns and rows queries may read.
///
/// Names are compared without regard to ASCII case. A view is read together with the tables under it, so a policy that
/// allows a view must allow those too, and one that denies a table denies every view over it. On SQLite, a full-text
/// table whose content is another table is closed where anything of that table is.
public struct AccessPolicy: Codable, Hashable, Sendable {
    /// The only tables and views that may be read; nil for all.
    public var allowedTables: Set<TableName>?

    /// Tables and views that may not be read, whatever else is allowed.
    public var deniedTables: Set<TableName>

    /// The only columns that may be read of the tables that occur here; tables that do not occur are open.
    public var allowedColumns: Set<ColumnReference>

    /// Columns that may not be read, whatever else is allowed.
    public var deniedColumns: Set<ColumnReference>

    /// Which rows may be read of the tables that occur here: a condition over the table's columns, in the database's
    /// SQL; every other row is as if it were not there.
    ///
    /// It is a part of queries, and so must not be made of what strangers write. A view of the database that reads such
    /// a table itself can't be read.
    public var rowFilters: [TableName: String]

    /// Makes a policy; with no arguments it allows everything.
    public init(
        allowedTables: Set<TableName>? = nil, deniedTables: Set<TableName> = [],
        allowedColumns: Set<ColumnReference> = [], deniedColumns: Set<ColumnReference> = [],
        rowFilters: [TableName: String] = [:]
    ) {
        self.allowedTables = allowedTables
        self.deniedTables = deniedTables
        self.allowedColumns = allowedColumns
        self.deniedColumns = deniedColumns
        self.rowFilters = rowFilters
    }

    /// Whether everything may be read.
    public var allowsEverything: Bool { self == AccessPolicy() }

    /// What a person should know of it before asking; nil where it opens all rows.
    var remark: String? {
        let limited = rowFilters.keys.sorted().map(\.description)
        return limited.isEmpty ? nil : "The policy opens only some rows of \(limited.joined(separator: ", "))."
    }

    /// This policy, with more denied.
    func denying(tables: Set<TableName>, columns: Set<ColumnReference>) -> AccessPolicy {
        var policy = self
        policy.deniedTables.formUnion(tables)
        policy.deniedColumns.formUnion(columns)
        return policy
    }
}
