internal import PlumbCore

/// Takes another aggregate: `sum` for `avg`, `max` for `min`, `count` for `sum`.
struct ChangedAggregate: QueryMutation {
    let name = "changedAggregate"

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        guard case .call(let call) = expression.kind, call.arguments.count == 1, call.name.schema == nil else {
            return []
        }
        return others(call, scope).map { name in
            var copy = call
            copy.name = QualifiedName(Name(name))
            return Expression(.call(copy))
        }
    }

    private func others(_ call: FunctionCall, _ scope: MutationScope) -> [String] {
        switch call.name.name.folded {
        case "avg": return ["sum", "max"]
        case "sum": return ["avg", "count"]
        case "min": return ["max"]
        case "max": return ["min"]
        case "count":
            guard case .column(let column) = call.arguments[0].kind, let place = scope.place(of: column),
                place.column.type?.isNumeric == true
            else { return [] }
            return ["sum"]
        default: return []
        }
    }
}
