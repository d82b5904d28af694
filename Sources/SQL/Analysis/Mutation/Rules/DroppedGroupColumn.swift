internal import PlumbCore

/// Groups by one value fewer; SQLite only, as Postgres refuses most such queries.
struct DroppedGroupColumn: QueryMutation {
    let name = "droppedGroupColumn"

    func changes(of query: Query, in scope: MutationScope) -> [Query] {
        guard scope.dialect == .sqlite, case .select(let select) = query.body else { return [] }
        // Without any group, there is nothing that an aggregate of HAVING or ORDER BY could speak of.
        guard select.groupBy.count > 1 || select.having == nil && query.orderBy.isEmpty else { return [] }
        let bodies = select.groupBy.indices.map { place in
            var copy = select
            copy.groupBy.remove(at: place)
            return QueryBody.select(copy)
        }
        return MutationWalk.putting(bodies, at: \.body, of: query)
    }
}
