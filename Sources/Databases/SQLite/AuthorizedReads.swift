package import PlumbCore

/// The tables and columns that a query reads, as SQLite's authorizer reports them while it compiles the query.
///
/// A view is reported together with the tables under it. A table whose rows are only counted has no columns here.
/// A row ID that no column stands for is reported as the column `ROWID`.
package struct AuthorizedReads: Hashable, Sendable {
    /// Tables and views.
    package private(set) var tables: Set<TableName> = []

    /// Columns.
    package private(set) var columns: Set<ColumnReference> = []

    mutating func insert(table: String, column: String) {
        tables.insert(TableName(table))
        if !column.isEmpty { columns.insert(ColumnReference(TableName(table), column)) }
    }
}
