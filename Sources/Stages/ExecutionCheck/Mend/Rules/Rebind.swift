internal import PlumbCore
public import PlumbSQL

/// Gives a column to the table of the query that has it.
public struct Rebind: MendRule {
    /// `rebind`.
    public let name = "rebind"

    /// For a list of rules.
    public let summary = "give a column to the alias whose table has it"

    /// Makes the rule.
    public init() {}

    /// Corrects what stands in front of one column.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) where problem.kind == .unknownColumn {
            var note = ""
            let changed = query.changingBlock(around: problem.range, in: scope) { view in
                guard let read = view.read(at: problem.range), let qualifier = read.column.table,
                    let place = holder(of: read, qualifier, in: view, scope)
                else { return nil }
                let source = view.sources[place]
                var column = read.column
                column.table = source.name
                column.qualifiers = []
                note = "\(column) instead of \(problem.name): \(source.table?.name.name ?? source.name.text) has it"
                return view.block.replacing([read.range: Expression(.column(column))])
            }
            if let changed { return (changed, note) }
        }
        return nil
    }

    /// The item that has a column.
    private func holder(of read: BlockRead, _ qualifier: Name, in view: BlockView, _ scope: MendScope) -> Int? {
        let column = read.column.name
        var holders = view.sources.indices.filter { view.sources[$0].has(column) }
        // An alias hides the table's own name.
        if view.source(named: qualifier) == nil {
            let hidden = holders.filter {
                view.sources[$0].table.map { Name($0.name.name).matches(qualifier) } ?? false
            }
            if let first = hidden.first { return first }
            // The query names a table that has the column, and that it does not join.
            if scope.table(qualifier)?.column(named: column) != nil { return nil }
        }
        // A column that is compared with one of its own table joins nothing, and none is shown twice.
        let others = view.partners(of: read)
        holders.removeAll(where: others.contains)
        if read.place == .item {
            let shown = view.reads.filter { $0.place == .item && !$0.isNested && $0.column.name.matches(column) }
                .compactMap { view.source(of: $0.column) }
            holders.removeAll(where: shown.contains)
        }
        return holders.first { view.sources[$0].table.map { scope.isAsked($0.name.name) } ?? false } ?? holders.first
    }
}

extension BlockView {
    /// The items whose columns a column is compared with, in joins and in `WHERE`.
    func partners(of read: BlockRead) -> [Int] {
        let conditions = chain.links.compactMap(\.condition) + [block.select.where].compactMap { $0 }
        return conditions.filter { $0.range.covers(read.range) }.flatMap(\.conjuncts).flatMap { condition -> [Int] in
            guard case .binary(let left, _, let right) = condition.kind else { return [] }
            let other = left.range.covers(read.range) ? right : right.range.covers(read.range) ? left : nil
            guard case .column(let column) = other?.kind else { return [] }
            return column.table.flatMap { source(named: $0) }.map { [$0] } ?? source(of: column).map { [$0] } ?? []
        }
    }
}
