public import PlumbCore

extension Configuration.Policy {
    /// Tables that the lists name as a whole.
    static func tables(_ names: [String]) -> Set<TableName> {
        Set(names.filter { !$0.contains(".") }.map { TableName($0) })
    }

    /// Columns that the lists name.
    static func columns(_ names: [String]) -> Set<ColumnReference> {
        Set(
            names.compactMap { name in
                guard let dot = name.lastIndex(of: ".") else { return nil }
                return ColumnReference(TableName(String(name[..<dot])), String(name[name.index(after: dot)...]))
            })
    }

    /// The only tables that may be read; nil for all.
    public var allowedTables: Set<TableName>? {
        allow.map { Self.tables($0).union(Self.columns($0).map(\.table)) }
    }

    /// The only columns that may be read of the tables that occur here.
    public var allowedColumns: Set<ColumnReference> {
        let whole = Self.tables(allow ?? [])
        return Self.columns(allow ?? []).filter { !whole.contains($0.table) }
    }

    /// Tables that may not be read.
    public var deniedTables: Set<TableName> { Self.tables(deny) }

    /// Columns that may not be read.
    public var deniedColumns: Set<ColumnReference> { Self.columns(deny) }

    /// The conditions on rows, by their tables.
    public var rowFilters: [TableName: String] {
        Dictionary(rows.map { (TableName($0.key), $0.value) }) { first, _ in first }
    }
}
