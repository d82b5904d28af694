internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL

/// Counts how many values the columns have that a grouped query shows and does not group by.
///
/// SQLite takes such a column from any row of the group; other databases refuse the query.
struct BareColumnProbe {
    private let names: [String]
    private let sql: String

    /// Makes a probe; nil for a query without such columns.
    init?(_ query: Query) {
        guard case .select(let select) = query.body, !select.groupBy.isEmpty else { return nil }
        var columns: [ColumnName] = []
        for item in select.items {
            guard case .expression(let value, let alias) = item else { return nil }
            switch value.kind {
            case .column(let column) where !Self.isGrouped(column, alias, select.groupBy): columns.append(column)
            // Beside a single min or max, columns are those of the row that has it.
            case .call(let call) where ["min", "max"].contains(call.name.name.folded): return nil
            default: break
            }
        }
        guard !columns.isEmpty else { return nil }
        names = columns.map(\.name.text)
        var probe = query
        var counting = select
        counting.distinct = .all
        counting.items = columns.map { column in
            .expression(.call(name: "count", arguments: [PlumbSQL.Expression(.column(column))], distinct: true))
        }
        probe.body = .select(counting)
        probe.orderBy = []
        probe.limit = nil
        probe.offset = nil
        sql = SQLPrinter(dialect: .sqlite).print(probe)
    }

    private static func isGrouped(_ column: ColumnName, _ alias: Name?, _ groups: [GroupingElement]) -> Bool {
        groups.contains { group in
            switch group {
            case .expression(let value):
                switch value.kind {
                // A join may make columns of one name and several tables the same.
                case .column(let other): other.name.matches(column.name) || alias?.matches(other.name) == true
                case .literal: true
                default: false
                }
            default: true
            }
        }
    }

    /// The first column that has several values in some group; nil where none has.
    ///
    /// - Throws: `PlumbError`.
    func openColumn(on reader: SQLiteReader) throws(PlumbError) -> String? {
        let rows = try GoldRows(sql, on: reader)
        return names.indices.first { place in rows.rows.contains { ($0[place].number ?? 0) > 1 } }.map { names[$0] }
    }
}
