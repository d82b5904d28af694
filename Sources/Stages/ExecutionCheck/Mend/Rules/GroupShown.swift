public import PlumbSQL

/// Groups by the columns that are shown beside a count.
public struct GroupShown: MendRule {
    /// `groupshown`.
    public let name = "groupshown"

    /// For a list of rules.
    public let summary = "group by the columns that are shown beside a count, sum or average"

    /// SQLite runs such a query, and shows some row's column.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Groups one select.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            let select = view.block.select
            guard select.groupBy.isEmpty, select.having == nil else { return nil }
            var keys: [Expression] = []
            var hasAggregate = false
            for item in select.items {
                guard case .expression(let value, _) = item else { return nil }
                if case .column = value.kind { keys.append(value) }
                guard AggregateFinder.finds(in: value) else { continue }
                // With a lone extreme, SQLite shows the row that has it, which may be meant.
                guard !Self.isExtreme(value) else { return nil }
                hasAggregate = true
            }
            guard hasAggregate, !keys.isEmpty else { return nil }
            var block = view.block
            block.select.groupBy = keys.map { .expression($0) }
            note = "grouped by \(keys[0]), which is shown beside an aggregate"
            return block
        }
        return changed.map { ($0, note) }
    }

    private static func isExtreme(_ value: Expression) -> Bool {
        guard case .call(let call) = value.kind else { return false }
        return ["min", "max"].contains(call.name.name.folded)
    }
}
