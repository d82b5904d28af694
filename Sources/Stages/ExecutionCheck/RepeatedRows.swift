internal import PlumbCore
internal import PlumbSQL

/// Finds sums and averages over rows that a join repeats.
enum RepeatedRows {
    /// The doubts, a sentence each.
    static func find(in query: Query, slice: SchemaSlice) -> [String] {
        guard case .select(let select) = query.body, select.from.count == 1, let item = select.from.first else {
            return []
        }
        var tables: [String: TableName] = [:]
        collect(item, into: &tables, slice: slice)
        guard tables.count > 1 else { return [] }
        var doubts: [String] = []
        for case .expression(let expression, _) in select.items {
            guard case .call(let call) = expression.kind, !call.distinct, call.over == nil,
                ["sum", "avg", "total"].contains(call.name.name.text.lowercased()),
                let argument = call.arguments.first, case .column(let column) = argument.kind,
                let qualifier = column.table?.text.lowercased(), let table = tables[qualifier]
            else { continue }
            if let other = tables.values.sorted().first(where: { repeats(table, joinedWith: $0, slice: slice) }) {
                doubts.append(
                    "joining \(other) repeats rows of \(table), so \(call.name.name.text) counts some more than once")
            }
        }
        return doubts
    }

    private static func collect(_ item: FromItem, into tables: inout [String: TableName], slice: SchemaSlice) {
        switch item {
        case .table(let reference):
            let name = reference.name.name.text
            guard let table = slice.tables.first(where: { $0.name.name.lowercased() == name.lowercased() }) else {
                return
            }
            tables[(reference.alias?.name.text ?? name).lowercased()] = table.name
        case .join(let join):
            collect(join.left, into: &tables, slice: slice)
            collect(join.right, into: &tables, slice: slice)
        default:
            return
        }
    }

    /// Whether a key of the other table points at this one, so that several of its rows may belong to one of ours.
    private static func repeats(_ table: TableName, joinedWith other: TableName, slice: SchemaSlice) -> Bool {
        guard table != other else { return false }
        return slice.foreignKeys.contains { key in
            guard key.table == other, key.referencedTable == table, let found = slice.table(other) else { return false }
            return Set(found.primaryKey) != Set(key.columns)
                && !found.uniqueKeys.contains { Set($0) == Set(key.columns) }
        }
    }
}
