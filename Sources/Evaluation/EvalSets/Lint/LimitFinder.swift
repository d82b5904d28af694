internal import PlumbSQL

/// Finds out whether a query has a limit, itself or inside.
struct LimitFinder: SyntaxVisitor {
    private(set) var isFound = false

    mutating func visit(_ query: Query) -> VisitContinuation {
        if query.limit != nil || query.offset != nil { isFound = true }
        return .visitChildren
    }
}
