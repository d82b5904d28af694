internal import PlumbCore
public import PlumbSQL

/// Puts another table in the place of one that lacks what is read of it.
public struct Retable: MendRule {
    /// `retable`.
    public let name = "retable"

    /// For a list of rules.
    public let summary = "put the table that has all columns in the place of one that lacks some"

    /// Makes the rule.
    public init() {}

    /// Exchanges one table.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) where problem.kind == .unknownColumn && !problem.mayBeString {
            var note = ""
            let changed = query.changingBlock(around: problem.range, in: scope) { view in
                guard let read = view.read(at: problem.range), let place = place(of: read, in: view),
                    let old = view.sources[place].table, !view.isStarred(place),
                    let table = substitute(for: place, in: view, scope)
                else { return nil }
                note = "\(table.name) instead of \(old.name), which has no column \(read.column.name)"
                return exchanged(place, for: table, in: view, scope)
            }
            if let changed { return (changed, note) }
        }
        return nil
    }

    /// The item that lacks the column: the one that is named, or the only one.
    private func place(of read: BlockRead, in view: BlockView) -> Int? {
        if let qualifier = read.column.table { return view.source(named: qualifier) }
        return view.sources.count == 1 && !read.isNested ? 0 : nil
    }

    private func substitute(for place: Int, in view: BlockView, _ scope: MendScope) -> Table? {
        guard let old = view.sources[place].table else { return nil }
        let isAlone = view.sources.count == 1
        let reads = view.reads.filter { read in
            if let table = read.column.table { return view.sources[place].name.matches(table) }
            return isAlone ? !read.isNested : view.sources[place].has(read.column.name)
        }
        let others = reads.filter { if case .join = $0.place { false } else { true } }
        let wanted = others.isEmpty ? reads : others
        let columns = Set(wanted.map(\.column.name.folded))
        let neighbours = Set(
            scope.foreignKeys.flatMap { key -> [TableName] in
                let joined = view.tableNames(view.sources.indices.filter { $0 != place })
                return joined.contains(key.table)
                    ? [key.referencedTable] : joined.contains(key.referencedTable) ? [key.table] : []
            })
        let fitting = scope.tables.filter { table in
            table.name != old.name && columns.allSatisfy { table.column(named: Name($0)) != nil }
                && !view.tableNames(view.sources.indices).contains(table.name)
                && (isAlone || neighbours.contains(table.name))
        }
        guard let best = fitting.max(by: { scope.askedShare(of: $0.name.name) < scope.askedShare(of: $1.name.name) })
        else { return nil }
        // One column alone says little about the table, unless nothing else is read of it.
        let isMoreAsked = scope.askedShare(of: best.name.name) > scope.askedShare(of: old.name.name)
        guard columns.count > 1 || others.isEmpty || (isMoreAsked && !isAlone) else { return nil }
        // A neighbour can be joined, which keeps what the query said.
        let isNeighbour = scope.key(between: old.name, best.name) != nil
        return isAlone && isNeighbour ? nil : best
    }

    /// The select with another table, joined by its own keys.
    private func exchanged(_ place: Int, for table: Table, in view: BlockView, _ scope: MendScope) -> SelectBlock? {
        guard case .table(var reference) = view.chain.links[place].item else { return nil }
        if reference.alias == nil, view.reads.contains(where: { $0.column.table != nil }) {
            reference.alias = Alias(reference.name.name)
        }
        reference.name = QualifiedName(Name(table.name.name), schema: table.name.schema.map { Name($0) })
        var chain = view.chain
        chain.links[place].item = .table(reference)
        for (other, link) in chain.links.enumerated() {
            guard let condition = link.condition else { continue }
            var conjuncts = condition.conjuncts
            for index in conjuncts.indices {
                guard let (left, right) = conjuncts[index].equalColumns,
                    let first = left.table.flatMap({ view.source(named: $0) }),
                    let second = right.table.flatMap({ view.source(named: $0) }),
                    first != second, first == place || second == place,
                    let partner = view.sources[first == place ? second : first].table
                else { continue }
                var joining = Joining(view, in: scope)
                joining.prefer(view.sources[place].name, for: table.name)
                joining.prefer(view.sources[first == place ? second : first].name, for: partner.name)
                guard
                    let key = scope.key(between: table.name, partner.name),
                    let equality = joining.condition(key)
                else { return nil }
                conjuncts[index] = equality
            }
            chain.links[other].constraint = Expression.joined(conjuncts, by: .and).map { .on($0) } ?? .none
        }
        var block = view.block
        block.select.from = chain.from
        return block
    }
}
