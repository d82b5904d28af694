internal import PlumbCore

/// Leaves out a table that nothing else reads, with the condition that joins it.
struct DroppedJoin: QueryMutation {
    let name = "droppedJoin"

    func changes(of select: Select, in scope: MutationScope) -> [Select] {
        select.from.indices.flatMap { place -> [Select] in
            var found = Self.without(select.from[place]).map { rest, table in
                var copy = select
                copy.from[place] = rest
                return (copy, table)
            }
            if case .table(let table) = select.from[place], select.from.count > 1 {
                var copy = select
                copy.from.remove(at: place)
                let kept = select.where?.conjuncts.filter { !(scope.isJoin($0) && $0.names(table.visibleName)) }
                copy.where = .joined(kept ?? [], by: .and)
                found.append((copy, table.visibleName))
            }
            return found.filter { !Reader.reads($0.0, $0.1, scope) }.map(\.0)
        }
    }

    /// An item with each of its joined tables left out, and what the query calls that table.
    private static func without(_ item: FromItem, depth: Int = 0) -> [(FromItem, Name)] {
        guard case .join(let join) = item, depth < 100 else { return [] }
        var found: [(FromItem, Name)] = []
        if case .table(let table) = join.right { found.append((join.left, table.visibleName)) }
        if case .table(let table) = join.left { found.append((join.right, table.visibleName)) }
        for (left, table) in without(join.left, depth: depth + 1) {
            found += MutationWalk.putting([left], at: \.left, of: join).map { (.join($0), table) }
        }
        for (right, table) in without(join.right, depth: depth + 1) {
            found += MutationWalk.putting([right], at: \.right, of: join).map { (.join($0), table) }
        }
        return found
    }

    /// Finds out whether a select reads a table.
    ///
    /// A name that meant the table might mean one of a query around it, once the table is left out.
    private struct Reader: SyntaxVisitor {
        let table: String
        let scope: MutationScope
        var isFound = false

        static func reads(_ select: Select, _ table: Name, _ scope: MutationScope) -> Bool {
            var reader = Reader(table: scope.key(table), scope: scope)
            reader.walk(select)
            return reader.isFound
        }

        mutating func visit(_ expression: Expression) -> VisitContinuation {
            if case .column(let column) = expression.kind, scope.place(of: column)?.table == table { isFound = true }
            return isFound ? .skipChildren : .visitChildren
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
