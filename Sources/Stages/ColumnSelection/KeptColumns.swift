internal import PlumbCore
internal import PlumbLanguage

/// Puts together what is kept: columns that were chosen, and those that no query does without.
enum KeptColumns {
    /// The output: chosen columns first, with keys that join the kept tables and columns of found values.
    static func output(
        _ found: ColumnSelection.Output, wanted: [ColumnReference], input: ColumnSelection.Input
    ) -> ColumnSelection.Output {
        var order: [ColumnReference: Int] = [:]
        for column in wanted where order[column] == nil { order[column] = order.count }
        let tables = Set(input.tables)
        var kept = Set(order.keys)
        for key in input.catalog.foreignKeys where tables.contains(key.table) && tables.contains(key.referencedTable) {
            kept.formUnion(key.columns.map { ColumnReference(key.table, $0) })
            kept.formUnion(key.referencedColumns.map { ColumnReference(key.referencedTable, $0) })
        }
        for table in input.catalog.tables where tables.contains(table.name) {
            kept.formUnion(table.primaryKey.map { ColumnReference(table.name, $0) })
            // A table of which nothing was chosen keeps what names its rows, so that it can be asked for.
            if !kept.contains(where: { $0.table == table.name }) {
                kept.formUnion(table.columns.prefix(1).map { ColumnReference(table.name, $0.name) })
            }
        }
        kept.formUnion(found.values.filter { $0.score >= 0.6 }.map(\.column))
        var output = found
        output.ranked = found.ranked.enumerated().sorted { left, right in
            let places = (order[left.element.column] ?? .max, order[right.element.column] ?? .max)
            return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
        }.map { place, scored in
            var scored = scored
            scored.score = order[scored.column].map { 2 + 1 / Double($0 + 1) } ?? min(scored.score, 1.9)
            return scored
        }
        output.kept = output.ranked.map(\.column).filter(kept.contains)
        return output
    }
}
