internal import PlumbCore

/// Tells how many rows of one table belong to a row of another.
struct Cardinality {
    private let slice: SchemaSlice
    let graph: JoinGraph

    init(slice: SchemaSlice) {
        self.slice = slice
        graph = JoinGraph(slice.foreignKeys)
    }

    /// Whether joining the second table may repeat rows of the first; false where there is no way between them.
    func repeats(_ from: TableName, joining to: TableName) -> Bool {
        guard from != to, let path = graph.path(from: [from], to: to) else { return false }
        return repeats(from, along: path)
    }

    /// Whether walking some keys from a table may give several rows for one.
    func repeats(_ from: TableName, along path: [ForeignKey]) -> Bool {
        var place = from
        for key in path {
            let isForward = key.table == place
            if !isForward, !isUnique(key.columns, in: key.table) { return true }
            place = isForward ? key.referencedTable : key.table
        }
        return false
    }

    /// Whether every row of a table has exactly one row at the end of a path, so that asking for it changes nothing.
    func isCertain(_ from: TableName, along path: [ForeignKey]) -> Bool {
        var place = from
        for key in path {
            guard key.table == place else { return false }
            for name in key.columns {
                guard let column = slice.column(ColumnReference(key.table, name)) else { return false }
                if column.isNullable, (column.statistics?.nullShare ?? 1) > 0 { return false }
            }
            place = key.referencedTable
        }
        return true
    }

    /// The number of keys on the way between tables; a large number where there is none.
    func distance(_ from: Set<TableName>, _ to: TableName) -> Int {
        if from.contains(to) || from.isEmpty { return 0 }
        return graph.path(from: from, to: to)?.count ?? 20
    }

    private func isUnique(_ columns: [String], in table: TableName) -> Bool {
        guard let table = slice.table(table) else { return false }
        return Set(table.primaryKey) == Set(columns) || table.uniqueKeys.contains { Set($0) == Set(columns) }
    }
}
