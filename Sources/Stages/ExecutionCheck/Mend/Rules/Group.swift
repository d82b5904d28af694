internal import PlumbCore
public import PlumbSQL

/// Groups where an aggregate stands without groups: in the order, or in `WHERE`.
public struct Group: MendRule {
    /// `group`.
    public let name = "group"

    /// For a list of rules.
    public let summary = "group by what is shown where the order or WHERE holds an aggregate"

    /// Makes the rule.
    public init() {}

    /// Groups one select.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            var block = view.block
            let select = block.select
            let conditions = select.where?.conjuncts ?? []
            let misplaced = conditions.filter(AggregateFinder.finds)
            let values = select.items.compactMap { item -> Expression? in
                if case .expression(let value, _) = item { value } else { nil }
            }
            let isOrdered = block.orderBy.contains { AggregateFinder.finds(in: $0.expression) }
            let isAggregate = values.contains(where: AggregateFinder.finds)
            guard !misplaced.isEmpty || (isOrdered && select.groupBy.isEmpty && !isAggregate) else { return nil }
            if !misplaced.isEmpty {
                block.select.where = .joined(conditions.filter { !AggregateFinder.finds(in: $0) }, by: .and)
                block.select.having = .joined(misplaced + (select.having?.conjuncts ?? []), by: .and)
                note = "\(misplaced[0]) in HAVING: WHERE comes before the groups"
            }
            if select.groupBy.isEmpty {
                let keys = values.filter { if case .column = $0.kind { true } else { false } }
                guard !keys.isEmpty else { return nil }
                let grouping = key(of: keys, in: view, scope) ?? keys
                block.select.groupBy = grouping.map { .expression($0) }
                if note.isEmpty { note = "grouped by \(grouping[0]), so that the rows of each can be counted" }
            }
            return block
        }
        return changed.map { ($0, note) }
    }

    /// The primary key of the table that all shown columns are of, where rows of another point at it: two singers of
    /// one name are two.
    private func key(of shown: [Expression], in view: BlockView, _ scope: MendScope) -> [Expression]? {
        let places = Set(
            shown.map { value -> Int? in
                if case .column(let column) = value.kind { view.source(of: column) } else { nil }
            })
        guard places.count == 1, let place = places.first.flatMap({ $0 }), let table = view.sources[place].table,
            !table.primaryKey.isEmpty
        else { return nil }
        let others = view.tableNames(view.sources.indices.filter { $0 != place })
        let isReferenced = scope.foreignKeys.contains {
            $0.referencedTable == table.name && $0.referencedColumns == table.primaryKey && others.contains($0.table)
        }
        guard isReferenced else { return nil }
        return table.primaryKey.map { .column(table: view.sources[place].name, name: Name($0)) }
    }
}
