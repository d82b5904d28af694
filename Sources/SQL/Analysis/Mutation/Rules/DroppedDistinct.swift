internal import PlumbCore

/// Keeps equal rows, or counts equal values, where one of them was meant.
struct DroppedDistinct: QueryMutation {
    let name = "droppedDistinct"

    func changes(of query: Query, in scope: MutationScope) -> [Query] {
        guard scope.countsRows, case .select(var select) = query.body, select.distinct == .distinct else { return [] }
        select.distinct = .all
        return MutationWalk.putting([.select(select)], at: \.body, of: query)
    }

    func changes(of operation: SetOperation) -> [SetOperation] {
        guard operation.operation == .union, !operation.all else { return [] }
        return MutationWalk.putting([true], at: \.all, of: operation)
    }

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        guard case .call(var call) = expression.kind, call.distinct else { return [] }
        call.distinct = false
        return [Expression(.call(call))]
    }
}
