internal import PlumbCore

/// Orders by one term the other way round.
struct ReversedOrder: QueryMutation {
    let name = "reversedOrder"

    func changes(of query: Query, in scope: MutationScope) -> [Query] {
        query.orderBy.indices.flatMap { place -> [Query] in
            switch query.orderBy[place].direction {
            case .ascending: MutationWalk.putting([.descending], at: \.orderBy[place].direction, of: query)
            case .descending: MutationWalk.putting([.ascending], at: \.orderBy[place].direction, of: query)
            case .using: []
            }
        }
    }
}
