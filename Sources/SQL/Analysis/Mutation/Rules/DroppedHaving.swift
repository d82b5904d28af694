internal import PlumbCore

/// Keeps all groups.
struct DroppedHaving: QueryMutation {
    let name = "droppedHaving"

    func changes(of select: Select, in scope: MutationScope) -> [Select] {
        select.having == nil ? [] : MutationWalk.putting([nil], at: \.having, of: select)
    }
}
