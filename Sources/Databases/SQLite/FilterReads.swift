internal import PlumbSQL

/// Finds out whether a row filter looks at anything that differs between rows.
///
/// A variable that was left out makes `tenant_id = 5` a mere `5`, which would open all rows without a word.
struct FilterReads: SyntaxVisitor {
    private var readsColumn = false

    /// Whether a condition reads a column or asks a query, or plainly closes all rows.
    static func look(at condition: Expression) -> Bool {
        switch condition.kind {
        case .literal(.boolean(false)), .literal(.integer("0")): return true
        default: break
        }
        var reads = FilterReads()
        reads.walk(condition)
        return reads.readsColumn
    }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        if case .column = expression.kind { readsColumn = true }
        // SQLite's `value IN table` asks a query too.
        if case .inTable = expression.kind { readsColumn = true }
        return readsColumn ? .skipChildren : .visitChildren
    }

    mutating func visit(_ query: Query) -> VisitContinuation {
        readsColumn = true
        return .skipChildren
    }
}
