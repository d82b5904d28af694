internal import PlumbCore

/// Shows, or aggregates, another column of the same table and type.
struct OtherColumn: QueryMutation {
    let name = "otherColumn"

    func changes(of select: Select, in scope: MutationScope) -> [Select] {
        select.items.indices.flatMap { place -> [Select] in
            guard case .expression(let value, let alias) = select.items[place] else { return [] }
            let items = others(for: value, scope).map { SelectItem.expression($0, alias: alias) }
            return MutationWalk.putting(items, at: \.items[place], of: select)
        }
    }

    private func others(for value: Expression, _ scope: MutationScope) -> [Expression] {
        switch value.kind {
        case .column(let column):
            return (scope.place(of: column)?.likes ?? []).map { MutationScope.renamed(column, to: $0) }
        case .call(let call) where call.arguments.count == 1:
            let arguments = others(for: call.arguments[0], scope)
            return MutationWalk.putting(arguments, at: \.arguments[0], of: call).map { Expression(.call($0)) }
        default: return []
        }
    }
}
