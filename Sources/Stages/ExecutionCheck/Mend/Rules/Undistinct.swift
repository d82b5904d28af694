internal import PlumbCore
public import PlumbSQL

/// Groups in place of DISTINCT where rows are ordered by what is not shown, which Postgres does not do.
public struct Undistinct: MendRule {
    /// `undistinct`.
    public let name = "undistinct"

    /// For a list of rules.
    public let summary = "Postgres: group in place of DISTINCT where the order is by what is not shown"

    /// Makes the rule.
    public init() {}

    /// Groups one select by what it shows, and orders each group by its greatest or least value.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            var block = view.block
            guard block.select.distinct == .distinct, block.select.groupBy.isEmpty, !block.orderBy.isEmpty else {
                return nil
            }
            var shown: [Expression] = []
            var names: Set<String> = []
            for item in block.select.items {
                guard case .expression(let value, let alias) = item, !AggregateFinder.finds(in: value) else {
                    return nil
                }
                shown.append(value)
                if let alias { names.insert(alias.folded) }
            }
            for (place, term) in block.orderBy.enumerated() where !Self.isShown(term.expression, shown, names) {
                guard !AggregateFinder.finds(in: term.expression) else { return nil }
                let isDescending = term.direction == .descending
                block.orderBy[place].expression = .call(
                    name: isDescending ? "max" : "min", arguments: [term.expression])
                note = "grouped in place of DISTINCT: the order is by \(term.expression), which is not shown"
            }
            guard !note.isEmpty else { return nil }
            block.select.distinct = .all
            block.select.groupBy = shown.map { .expression($0) }
            return block
        }
        return changed.map { ($0, note) }
    }

    private static func isShown(_ value: Expression, _ shown: [Expression], _ names: Set<String>) -> Bool {
        switch value.kind {
        case .column(let column) where column.table == nil && names.contains(column.name.folded): true
        case .literal(.integer): true
        case .column(let column):
            // With its table or without, it is the same column.
            shown.contains { other in
                guard case .column(let name) = other.kind, name.name.matches(column.name) else { return false }
                return name.table == nil || column.table == nil || name.table == column.table
            }
        default: shown.contains(value)
        }
    }
}
