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

    /// The same reads, with tables spelled as the database does.
    func spelled(as names: [String: String]) -> AuthorizedReads {
        func spelled(_ table: TableName) -> TableName { TableName(names[table.name.asciiLowercased] ?? table.name) }
        var reads = AuthorizedReads()
        reads.tables = Set(tables.map(spelled))
        reads.columns = Set(columns.map { ColumnReference(spelled($0.table), $0.column) })
        return reads
    }
}
