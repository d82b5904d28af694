internal import PlumbCore
public import PlumbSQL

/// Corrects the name of a table or column that is nearly one that there is.
public struct SpellingOfNames: MendRule {
    /// `spelling`.
    public let name = "spelling"

    /// For a list of rules.
    public let summary = "correct a near miss of a table's or column's name"

    /// Makes the rule.
    public init() {}

    /// Corrects one name.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        for problem in scope.problems(of: query) {
            switch problem.kind {
            case .unknownTable: if let found = table(problem, query, scope) { return found }
            case .unknownColumn: if let found = column(problem, query, scope) { return found }
            case .ambiguousColumn: continue
            }
        }
        return nil
    }

    // MARK: Tables

    private func table(_ problem: NameProblem, _ query: Query, _ scope: MendScope) -> (query: Query, note: String)? {
        var note = ""
        let changed = query.changingBlock(around: problem.range, in: scope) { view in
            guard let place = view.chain.links.firstIndex(where: { $0.isTable(at: problem.range) }),
                case .table(var reference) = view.chain.links[place].item, view.sources[place].table == nil,
                let table = nearest(view.sources[place], of: reference, at: place, in: view, scope)
            else { return nil }
            note = "the table \(table.name) instead of \(reference.name): there is no such table"
            // What the rest of the query calls it goes on to hold.
            if reference.alias == nil { reference.alias = Alias(reference.name.name) }
            reference.name = QualifiedName(Name(table.name.name), schema: table.name.schema.map { Name($0) })
            var block = view.block
            var chain = view.chain
            chain.links[place].item = .table(reference)
            block.select.from = chain.from
            return block
        }
        return changed.map { ($0, note) }
    }

    /// The table that is most like a name, and has most of the columns that are read of it.
    private func nearest(
        _ source: BlockSource, of reference: TableReference, at place: Int, in view: BlockView, _ scope: MendScope
    ) -> Table? {
        let wanted = reference.name.name.text
        let columns = Set(
            view.reads.filter { $0.column.table?.matches(source.name) == true }.map(\.column.name.folded))
        let ranked = scope.tables.compactMap { table -> (likeness: NameLikeness, held: Int, table: Table)? in
            guard let likeness = NameLikeness.of(wanted, table.name.name) else { return nil }
            let held = columns.count { table.column(named: Name($0)) != nil }
            return (likeness, held, table)
        }
        let best = ranked.min { ($0.likeness, -$0.held) < ($1.likeness, -$1.held) }
        guard let best, best.likeness < .part || best.held * 2 >= columns.count else { return nil }
        return best.table
    }

    // MARK: Columns

    private func column(_ problem: NameProblem, _ query: Query, _ scope: MendScope) -> (query: Query, note: String)? {
        var note = ""
        let changed = query.changingBlock(around: problem.range, in: scope) { view in
            guard let read = view.read(at: problem.range), let name = nearest(read, in: view, scope) else { return nil }
            var column = read.column
            column.name = Name(name)
            note = "\(column) instead of \(problem.name): there is no such column"
            return view.block.replacing([read.range: Expression(.column(column))])
        }
        return changed.map { ($0, note) }
    }

    private func nearest(_ read: BlockRead, in view: BlockView, _ scope: MendScope) -> String? {
        let wanted = read.column.name.text
        let isElsewhere = scope.tables.contains { $0.column(named: read.column.name) != nil }
        let limit = isElsewhere ? NameLikeness.words : .slip
        func among(_ tables: [Table]) -> [String] {
            let names = tables.flatMap { table in table.columns.map(\.name) }
                .filter { !Name($0).matches(read.column.name) }
            return Array(Set(NameLikeness.nearest(wanted, among: names, atMost: limit)?.names ?? [])).sorted()
        }
        let joined = view.sources.compactMap(\.table)
        if let qualifier = read.column.table, let place = view.source(named: qualifier),
            let own = view.sources[place].table, let name = among([own]).first
        {
            return name
        }
        if let name = among(joined).first { return name }
        // Anywhere else it must be the only one; the table that has it is joined by another rule.
        let others = Set(among(scope.tables).map { Name.folded($0) })
        return others.count == 1 && !isElsewhere ? among(scope.tables).first : nil
    }
}

extension FromChain.Link {
    /// Whether it is a table that was read at a place.
    fileprivate func isTable(at range: SourceRange) -> Bool {
        guard case .table(let reference) = item else { return false }
        return reference.range == range || reference.range.covers(range)
    }
}
