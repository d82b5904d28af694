internal import PlumbCore

/// Leaves out one condition of `WHERE`; conditions that join tables stay.
struct DroppedFilter: QueryMutation {
    let name = "droppedFilter"

    func changes(of select: Select, in scope: MutationScope) -> [Select] {
        guard let condition = select.where else { return [] }
        let conditions = condition.conjuncts
        return conditions.indices.filter { !scope.isJoin(conditions[$0]) }.map { place in
            var copy = select
            var rest = conditions
            rest.remove(at: place)
            copy.where = .joined(rest, by: .and)
            return copy
        }
    }
}
