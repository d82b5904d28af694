internal import PlumbCore

/// Keeps rows without a partner where they were left out, or the other way round.
struct LeftForInner: QueryMutation {
    let name = "leftForInner"

    func changes(of join: Join) -> [FromItem] {
        guard join.constraint != .none else { return [] }
        switch join.kind {
        case .inner: return MutationWalk.putting([.left], at: \.kind, of: join).map { .join($0) }
        case .left, .right, .full: return MutationWalk.putting([.inner], at: \.kind, of: join).map { .join($0) }
        case .cross, .comma: return []
        }
    }
}
