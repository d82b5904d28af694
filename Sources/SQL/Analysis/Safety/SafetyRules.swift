public import PlumbCore

/// What a query may do.
///
/// Names are compared as the dialect compares them.
public struct SafetyRules: Hashable, Sendable {
    /// Functions that may be called, in lower case; a schema other than Postgres's `pg_catalog` is written in front.
    public var allowedFunctions: Set<String>

    /// Tables and views that may be read; nil for all that aren't denied.
    public var allowedTables: Set<TableName>?

    /// Tables and views that may not be read; one without a schema is denied in every schema.
    public var deniedTables: Set<TableName>

    /// Columns that may not be read; those of a table without a schema are denied in every schema.
    ///
    /// Without a catalog nobody can tell which table a bare name belongs to: where a query reads the table at all,
    /// every column of that name is refused, and so is everything that could read it without naming it, such as `*`.
    public var deniedColumns: Set<ColumnReference>

    /// Whether the database's own tables may be read: `sqlite_schema`, `pg_catalog`, `information_schema`.
    public var allowsSystemTables: Bool

    /// Makes rules.
    ///
    /// - Parameters:
    ///   - dialect: whose built-in list of functions holds where none is given.
    ///   - allowedFunctions: functions that may be called; nil for the dialect's built-in list.
    ///   - allowedTables: tables that may be read; nil for all that aren't denied.
    ///   - deniedTables: tables that may not be read.
    ///   - deniedColumns: columns that may not be read.
    ///   - allowsSystemTables: whether the database's own tables may be read.
    public init(
        dialect: SQLDialect, allowedFunctions: Set<String>? = nil, allowedTables: Set<TableName>? = nil,
        deniedTables: Set<TableName> = [], deniedColumns: Set<ColumnReference> = [],
        allowsSystemTables: Bool = false
    ) {
        self.allowedFunctions = allowedFunctions ?? Self.builtInFunctions(of: dialect)
        self.allowedTables = allowedTables
        self.deniedTables = deniedTables
        self.deniedColumns = deniedColumns
        self.allowsSystemTables = allowsSystemTables
    }
}
