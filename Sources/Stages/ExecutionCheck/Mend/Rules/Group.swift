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
                block.select.groupBy = keys.map { .expression($0) }
                if note.isEmpty { note = "grouped by \(keys[0]), so that the rows of each can be counted" }
            }
            return block
        }
        return changed.map { ($0, note) }
    }
}
