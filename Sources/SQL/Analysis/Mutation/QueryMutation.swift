internal import PlumbCore

/// One way in which a query can be wrong: each change is a single slip, at a single place.
///
/// A rule implements what it changes; the walk over the tree brings it to every place.
protocol QueryMutation: Sendable {
    /// What the slip is called.
    var name: String { get }

    /// Other queries for one; what is inside of its select is not looked at.
    func changes(of query: Query, in scope: MutationScope) -> [Query]

    /// Other operations for one between two queries.
    func changes(of operation: SetOperation) -> [SetOperation]

    /// Other selects for one; its joins and expressions are not looked at.
    func changes(of select: Select, in scope: MutationScope) -> [Select]

    /// Other items of a `FROM` clause for a join.
    func changes(of join: Join) -> [FromItem]

    /// Other expressions for one; its operands are not looked at.
    func changes(of expression: Expression, in scope: MutationScope) -> [Expression]
}

extension QueryMutation {
    func changes(of query: Query, in scope: MutationScope) -> [Query] { [] }

    func changes(of operation: SetOperation) -> [SetOperation] { [] }

    func changes(of select: Select, in scope: MutationScope) -> [Select] { [] }

    func changes(of join: Join) -> [FromItem] { [] }

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] { [] }
}
