public import PlumbCore

extension Configuration.Policy {
    /// What the names mean in a database: `table`, `table.column`, `schema.table`, `schema.table.column`.
    ///
    /// With one dot a name is that of a column, and where it can be that of a table with its schema, of that too: what
    /// is denied is denied in every sense. SQLite has no schema but `main`.
    struct Names {
        /// Tables that are named as a whole.
        var tables: Set<TableName> = []
        /// Columns that are named.
        var columns: Set<ColumnReference> = []

        init(_ names: [Name], _ dialect: SQLDialect) {
            for name in names.map(\.text) {
                let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                guard let last = parts.last else { continue }
                let table = parts.dropLast()
                switch (table.count, dialect) {
                case (0, _): tables.insert(TableName(name))
                case (1, .sqlite) where table[0].lowercased() == "main": tables.insert(TableName(last))
                case (1, .sqlite): columns.insert(ColumnReference(TableName(table[0]), last))
                case (1, .postgres):
                    columns.insert(ColumnReference(TableName(table[0]), last))
                    tables.insert(TableName(last, schema: table[0]))
                case (2, .sqlite): columns.insert(ColumnReference(TableName(table[1]), last))
                default:
                    let schema = table.dropLast().joined(separator: ".")
                    columns.insert(ColumnReference(TableName(table[table.count - 1], schema: schema), last))
                }
            }
        }
    }

    /// The only tables that may be read; nil for all.
    public func allowedTables(in dialect: SQLDialect) -> Set<TableName>? {
        allow.map { names in
            let names = Names(names, dialect)
            return names.tables.union(names.columns.map(\.table))
        }
    }

    /// The only columns that may be read of the tables that occur here.
    public func allowedColumns(in dialect: SQLDialect) -> Set<ColumnReference> {
        let names = Names(allow ?? [], dialect)
        return names.columns.filter { !names.tables.contains($0.table) }
    }

    /// Tables that may not be read.
    public func deniedTables(in dialect: SQLDialect) -> Set<TableName> { Names(deny, dialect).tables }

    /// Columns that may not be read.
    public func deniedColumns(in dialect: SQLDialect) -> Set<ColumnReference> { Names(deny, dialect).columns }

    /// All that a name may mean.
    public func meanings(
        of name: Name, in dialect: SQLDialect
    ) -> (tables: Set<TableName>, columns: Set<ColumnReference>) {
        let names = Names([name], dialect)
        return (names.tables, names.columns)
    }

    /// The conditions on rows, by their tables: `table`, or `schema.table`.
    public func rowFilters(in dialect: SQLDialect) -> [TableName: String] {
        let filters = rows.sorted { $0.key < $1.key }.map { name, condition -> (TableName, String) in
            let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, dialect == .postgres || parts[0].lowercased() == "main" else {
                return (TableName(name), condition)
            }
            return (TableName(parts[1], schema: dialect == .postgres ? parts[0] : nil), condition)
        }
        return Dictionary(filters) { "(\n\($0)\n) AND (\n\($1)\n)" }
    }
}
