internal import PlumbCore

/// Columns by the names that a model gives them.
enum NamedColumns {
    /// The columns that a name may mean: `table.column`, or a bare name, of every table that has it.
    static func references(of name: String, in catalog: Catalog, tables: [TableName]) -> [ColumnReference] {
        let parts = name.split(separator: ".").map { $0.trimmingCharacters(in: "\"`[] ") }
        guard let column = parts.last else { return [] }
        let table = parts.count > 1 ? parts[parts.count - 2] : nil
        return tables.compactMap { candidate in
            guard let found = catalog.table(candidate),
                table.map({ $0.lowercased() == candidate.name.lowercased() }) ?? true
            else { return nil }
            return found.column(column).map { ColumnReference(candidate, $0.name) }
        }
    }
}

extension Substring {
    /// The text without some characters at its ends.
    fileprivate func trimmingCharacters(in characters: String) -> String {
        var text = self
        while let first = text.first, characters.contains(first) { text.removeFirst() }
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}
