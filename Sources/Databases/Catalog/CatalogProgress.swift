/// How far the first reading of a database has come.
public struct CatalogProgress: Hashable, Sendable {
    /// The table that is being read; empty before the first and after the last.
    public var table: String

    /// Tables that are done.
    public var tablesDone: Int

    /// All tables and views.
    public var tables: Int

    /// Makes a state of progress.
    public init(table: String, tablesDone: Int, tables: Int) {
        self.table = table
        self.tablesDone = tablesDone
        self.tables = tables
    }
}
