internal import PlumbCore
public import PlumbSQL

/// Joins two tables by the foreign key between them, in place of columns that are none.
public struct Rekey: MendRule {
    /// `rekey`.
    public let name = "rekey"

    /// For a list of rules.
    public let summary = "join by the foreign key between two tables"

    /// A wrong key runs.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Corrects one join.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.problems(of: query).allSatisfy(\.mayBeString) else { return nil }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            for link in view.chain.links {
                guard let condition = link.condition, let (left, right) = condition.equalColumns,
                    let first = view.source(of: left), let second = view.source(of: right),
                    let table = view.sources[first].table, let other = view.sources[second].table,
                    table.name != other.name,
                    let key = scope.key(between: table.name, other.name),
                    !isKey(left, of: table, right, of: other, scope)
                else { continue }
                var joining = Joining(view, in: scope)
                joining.prefer(view.sources[first].name, for: table.name)
                joining.prefer(view.sources[second].name, for: other.name)
                guard let equality = joining.condition(key), condition.range.isKnown else { continue }
                note = "\(equality) instead of \(condition): that is the key between the two tables"
                return view.block.replacing([condition.range: equality])
            }
            return nil
        }
        return changed.map { ($0, note) }
    }

    /// Whether two columns are part of a key, or both point at the same column of a third table.
    private func isKey(
        _ left: ColumnName, of table: Table, _ right: ColumnName, of other: Table, _ scope: MendScope
    ) -> Bool {
        func target(_ column: ColumnName, _ table: Table) -> Set<ColumnReference> {
            var found: Set<ColumnReference> = []
            guard let own = table.column(named: column.name)?.name else { return found }
            found.insert(ColumnReference(table.name, own))
            for key in scope.foreignKeys where key.table == table.name {
                for (column, referenced) in zip(key.columns, key.referencedColumns) where column == own {
                    found.insert(ColumnReference(key.referencedTable, referenced))
                }
            }
            return found
        }
        return !target(left, table).isDisjoint(with: target(right, other))
    }
}
