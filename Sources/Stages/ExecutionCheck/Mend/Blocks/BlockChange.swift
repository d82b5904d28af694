internal import PlumbSQL

extension Query {
    /// The query with one select changed.
    ///
    /// - Parameters:
    ///   - range: a place inside of the select; the innermost select around it is tried first, then those around that.
    ///     Nil for any select, the inner ones first.
    ///   - scope: what is known of the database.
    ///   - change: gives the changed select; nil where there is nothing to change.
    /// - Returns: nil where no select was changed.
    func changingBlock(
        around range: SourceRange? = nil, in scope: MendScope, _ change: (BlockView) -> SelectBlock?
    ) -> Query? {
        var finder = CommonTableFinder()
        finder.walk(self)
        return withoutActuallyEscaping(change) { change in
            var rewriter = BlockChange(place: range, commons: finder.found, scope: scope, change: change)
            let query = rewriter.walk(self)
            return rewriter.isDone ? query : nil
        }
    }
}

/// Offers the selects of a query to a change until it takes one.
private struct BlockChange: SyntaxRewriter {
    let place: SourceRange?
    let commons: [String: Set<String>?]
    let scope: MendScope
    let change: (BlockView) -> SelectBlock?
    var isDone = false

    mutating func rewrite(_ block: SelectBlock) -> SelectBlock {
        guard !isDone, place.map(block.range.covers) ?? true,
            let view = BlockView(block, commons: commons, in: scope), let changed = change(view)
        else { return block }
        isDone = true
        return changed
    }
}
