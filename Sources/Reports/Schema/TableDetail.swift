internal import PlumbCore

/// Everything that is known of one table.
struct TableDetail {
    private let table: Table
    private let catalog: Catalog

    init(_ table: Table, in catalog: Catalog) {
        self.table = table
        self.catalog = catalog
    }

    func write(to lines: inout Lines) {
        TableHeading(table).write(to: &lines)
        if table.primaryKey.count > 1 {
            lines.add(table.primaryKey.joined(separator: ", "), after: "  key ", leadRole: .faint)
        }
        for key in table.uniqueKeys where key.count > 1 {
            lines.add(key.joined(separator: ", "), after: "  unique ", leadRole: .faint)
        }
        for key in catalog.foreignKeys where key.referencedTable == table.name && key.table != table.name {
            lines.add(key.condition, after: "  pointed at by ", leadRole: .faint)
        }
        let notes = ColumnNotes(of: table, in: catalog)
        for column in table.columns {
            lines.add()
            write(column, note: notes.text(for: column), to: &lines)
        }
    }

    private func write(_ column: Column, note: String, to lines: inout Lines) {
        var facts = [column.typeTitle]
        if !column.declaredType.isEmpty, column.declaredType.lowercased() != column.type.rawValue {
            facts.append("declared \(column.declaredType)")
        }
        if !column.isNullable { facts.append("never NULL") }
        if !note.isEmpty { facts.append(note) }
        lines.add(
            facts.joined(separator: " · "), after: "  \(VisibleText.of(column.name))  ", leadRole: .name, role: .faint)
        if let about = column.about { lines.add(about, after: "    ") }
        guard let statistics = column.statistics else { return }
        var numbers: [String] = []
        if let distinct = statistics.distinctCount { numbers.append(Wording.count(distinct, "different value")) }
        if statistics.nullShare > 0 { numbers.append("\(Wording.percent(statistics.nullShare)) NULL") }
        // The first and last in the alphabet say nothing.
        if column.type != .text, let minimum = statistics.minimum, let maximum = statistics.maximum {
            numbers.append("\(ValueText.plain(minimum)) … \(ValueText.plain(maximum))")
        }
        if !numbers.isEmpty { lines.add(numbers.joined(separator: " · "), after: "    ") }
        guard !statistics.frequentValues.isEmpty else { return }
        let values = statistics.frequentValues.map { entry in
            // A value that there can be, and that was not seen.
            let count = entry.count > 0 ? " (\(Wording.grouped(entry.count)))" : ""
            return ValueText.plain(entry.value) + count
        }
        lines.add(
            values.joined(separator: ", "), after: statistics.isExhaustive ? "    all: " : "    most frequent: ",
            leadRole: .faint, role: .faint)
    }
}
