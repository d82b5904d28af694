internal import PlumbCore

/// Keeps one of equal rows, or counts one of equal values, where all were meant.
struct AddedDistinct: QueryMutation {
    let name = "addedDistinct"

    func changes(of query: Query, in scope: MutationScope) -> [Query] {
        guard scope.countsRows, case .select(var select) = query.body, select.distinct == .all else { return [] }
        // Postgres orders different rows by what they show only.
        guard scope.dialect == .sqlite || query.orderBy.isEmpty else { return [] }
        select.distinct = .distinct
        return MutationWalk.putting([.select(select)], at: \.body, of: query)
    }

    func changes(of operation: SetOperation) -> [SetOperation] {
        operation.all ? MutationWalk.putting([false], at: \.all, of: operation) : []
    }

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        guard case .call(var call) = expression.kind, !call.distinct, call.over == nil, call.orderBy.isEmpty,
            call.arguments.count == 1, ["count", "sum", "avg"].contains(call.name.name.folded)
        else { return [] }
        call.distinct = true
        return [Expression(.call(call))]
    }
}
