internal import PlumbCore

/// Reads what a SQLite database declares: tables, views, columns and keys.
struct SchemaReader {
    let connection: SQLiteConnection

    /// A table or view, and what has to be known of it to read it.
    struct Entry {
        var table: Table
        /// The name under which a row's number can be read; nil where rows have none.
        var rowID: String?
        /// Whether only some of its rows may be read.
        var isFiltered: Bool
    }

    /// Tables and views in the order in which they were made, without SQLite's own.
    func entries() throws(PlumbError) -> [Entry] {
        let list = try connection.trusted(
            """
            SELECT s.name, l.type, l.wr FROM sqlite_schema s JOIN pragma_table_list l ON l.name = s.name
            WHERE l.schema = 'main' AND s.type IN ('table', 'view') AND l.type <> 'shadow'
              AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY s.rowid
            """)
        let columns = try connection.trusted(
            "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 1 ORDER BY cid"
        )
        var entries: [Entry] = []
        while try list.step() {
            let kind = list.text(at: 1)
            var table = Table(name: TableName(list.text(at: 0)), isView: kind == "view", columns: [])
            do {
                try readColumns(of: &table, with: columns)
                if !table.isView { table.uniqueKeys = try uniqueKeys(of: table.name.name) }
            } catch {
                table.problem = error.message
            }
            let isFiltered = connection.callbacks.rowFilters.limits(table.name.name)
            let hasRowID = kind == "table" && list.integer(at: 2) == 0 && !isFiltered
            let taken = Set(table.columns.map(\.name.asciiLowercased))
            let rowID = hasRowID ? ["rowid", "_rowid_", "oid"].first { !taken.contains($0) } : nil
            entries.append(Entry(table: table, rowID: rowID, isFiltered: isFiltered))
        }
        return entries
    }

    private func readColumns(of table: inout Table, with statement: SQLiteStatement) throws(PlumbError) {
        statement.reset()
        try statement.bind(table.name.name, at: 1)
        var primaryKey: [(position: Int64, name: String)] = []
        while try statement.step() {
            let name = statement.text(at: 0)
            let declared = statement.text(at: 1)
            let position = statement.integer(at: 3)
            if position > 0 { primaryKey.append((position, name)) }
            table.columns.append(
                Column(
                    name: name, declaredType: declared, type: ColumnTypes.type(declared: declared),
                    isNullable: statement.integer(at: 2) == 0 && position == 0))
        }
        table.primaryKey = primaryKey.sorted { $0.position < $1.position }.map(\.name)
    }

    private func uniqueKeys(of table: String) throws(PlumbError) -> [[String]] {
        let indexes = try connection.trusted(
            "SELECT name FROM pragma_index_list(?, 'main') WHERE \"unique\" AND NOT partial AND origin <> 'pk' ORDER BY seq DESC"
        )
        try indexes.bind(table, at: 1)
        var keys: [[String]] = []
        for index in try indexes.strings() {
            let members = try connection.trusted("SELECT name FROM pragma_index_info(?, 'main') ORDER BY seqno")
            try members.bind(index, at: 1)
            let columns = try members.strings()
            // A member without a name is an expression.
            if !columns.contains(""), !keys.contains(columns) { keys.append(columns) }
        }
        return keys
    }

    /// The foreign keys that tables declare, those apart that point at what is not there.
    func foreignKeys(of tables: [Table]) throws(PlumbError) -> [ForeignKey] {
        let byName = Dictionary(tables.map { ($0.name.name.asciiLowercased, $0) }) { first, _ in first }
        let statement = try connection.trusted(
            "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?, 'main') ORDER BY id DESC, seq")
        var keys: [ForeignKey] = []
        for table in tables where !table.isView {
            statement.reset()
            try statement.bind(table.name.name, at: 1)
            var declared: [(id: Int64, parent: String, from: [String], to: [String])] = []
            while try statement.step() {
                let id = statement.integer(at: 0)
                if declared.last?.id != id { declared.append((id, statement.text(at: 1), [], [])) }
                declared[declared.count - 1].from.append(statement.text(at: 2))
                if statement.storage(at: 3) != .null { declared[declared.count - 1].to.append(statement.text(at: 3)) }
            }
            for entry in declared {
                guard let parent = byName[entry.parent.asciiLowercased] else { continue }
                // A key that names no columns points at the primary key.
                let to = entry.to.isEmpty ? parent.primaryKey : entry.to
                let columns = entry.from.compactMap { table.column($0)?.name }
                let referenced = to.compactMap { parent.column($0)?.name }
                guard columns.count == entry.from.count, referenced.count == columns.count else { continue }
                let key = ForeignKey(
                    table: table.name, columns: columns, referencedTable: parent.name, referencedColumns: referenced)
                if !keys.contains(key) { keys.append(key) }
            }
        }
        return keys
    }
}
