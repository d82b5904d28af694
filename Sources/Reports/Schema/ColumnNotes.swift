internal import PlumbCore

/// What keys say of a column.
struct ColumnNotes {
    private let table: Table
    private let foreignKeys: [ForeignKey]

    init(of table: Table, in catalog: Catalog) {
        self.table = table
        foreignKeys = catalog.foreignKeys.filter { $0.table == table.name }
    }

    /// Such as `key, → customers.id`; empty where there is nothing to say.
    func text(for column: Column) -> String {
        var notes: [String] = []
        if table.primaryKey.contains(column.name) {
            notes.append(table.primaryKey.count == 1 ? "key" : "part of key")
        } else if table.uniqueKeys.contains([column.name]) {
            notes.append("unique")
        }
        for key in foreignKeys {
            guard let index = key.columns.firstIndex(of: column.name), key.referencedColumns.indices.contains(index)
            else { continue }
            let target = "→ \(key.referencedTable).\(key.referencedColumns[index])"
            notes.append(key.origin == .inferred ? target + " (inferred)" : target)
        }
        return notes.joined(separator: ", ")
    }
}
