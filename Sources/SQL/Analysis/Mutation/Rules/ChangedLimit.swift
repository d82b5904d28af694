internal import PlumbCore

/// One row more, one row fewer, or all rows.
struct ChangedLimit: QueryMutation {
    let name = "changedLimit"

    func changes(of query: Query, in scope: MutationScope) -> [Query] {
        guard case .literal(.integer(let digits)) = query.limit?.kind, let limit = Int(digits), limit < Int.max
        else { return [] }
        var found = MutationWalk.putting([.integer(limit + 1)], at: \.limit, of: query)
        if limit > 1 { found += MutationWalk.putting([.integer(limit - 1)], at: \.limit, of: query) }
        if query.offset == nil {
            var all = query
            all.limit = nil
            all.withTies = false
            found.append(all)
        }
        return found
    }
}
