internal import PlumbCore

/// Leaves out a table with the condition that joins it.
///
/// A query that reads the table elsewhere names something unknown then, and is no mutant.
struct DroppedJoin: QueryMutation {
    let name = "droppedJoin"

    func changes(of join: Join) -> [FromItem] {
        var found: [FromItem] = []
        if case .table = join.right { found.append(join.left) }
        if case .table = join.left { found.append(join.right) }
        return found
    }

    func changes(of select: Select, in scope: MutationScope) -> [Select] {
        guard select.from.count > 1 else { return [] }
        return select.from.indices.compactMap { place in
            guard case .table(let table) = select.from[place] else { return nil }
            var copy = select
            copy.from.remove(at: place)
            let kept = select.where?.conjuncts.filter { !(scope.isJoin($0) && $0.names(table.visibleName)) }
            copy.where = .joined(kept ?? [], by: .and)
            return copy
        }
    }
}

extension Expression {
    /// Whether one of two columns that are equal is of a table.
    fileprivate func names(_ table: Name) -> Bool {
        guard let (left, right) = equalColumns else { return false }
        return [left, right].contains { $0.table?.matches(table) == true }
    }
}
