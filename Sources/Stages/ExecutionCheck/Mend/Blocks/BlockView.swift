internal import PlumbCore
internal import PlumbSQL

/// An item of a `FROM` clause, as far as mending needs it.
struct BlockSource {
    /// What the query calls it; empty for a query without a name.
    var name: Name

    /// The table; nil for a query, a common table, or a table that there isn't.
    var table: Table?

    /// The names of its columns in lower case; nil where they aren't known.
    var columns: Set<String>?

    func has(_ column: Name) -> Bool { columns?.contains(column.folded) ?? false }
}

/// A place where a select names a column.
struct BlockRead {
    /// Where in a select.
    enum Place: Hashable {
        /// The condition of a join; the place of the joined item.
        case join(Int)
        /// A select item that is nothing but the column.
        case item
        case elsewhere
    }

    var column: ColumnName
    var range: SourceRange
    var place: Place
    /// Whether it stands in a subquery, whose own tables come first.
    var isNested: Bool
}

/// A select with what its names mean.
struct BlockView {
    var block: SelectBlock
    var chain: FromChain
    let sources: [BlockSource]
    let reads: [BlockRead]

    /// Looks at a select; nil where there is no `FROM` clause, or one that is no plain chain of joins.
    init?(_ block: SelectBlock, commons: [String: Set<String>?], in scope: MendScope) {
        guard let chain = FromChain(block.select.from), !chain.links.isEmpty else { return nil }
        self.block = block
        self.chain = chain
        sources = chain.links.map { Self.source($0.item, commons, scope) }
        var collector = ReadCollector()
        collector.collect(block, chain)
        reads = collector.reads
    }

    private static func source(_ item: FromItem, _ commons: [String: Set<String>?], _ scope: MendScope) -> BlockSource {
        switch item {
        case .table(let reference):
            let key = reference.name.name.folded
            if reference.name.schema == nil, let columns = commons[key] {
                return BlockSource(name: reference.visibleName, columns: columns)
            }
            let table = scope.table(reference.name.name)
            return BlockSource(
                name: reference.visibleName, table: table,
                columns: Set(table?.columns.map { Name.folded($0.name) } ?? []))
        case .query(let derived):
            return BlockSource(name: derived.alias?.name ?? "", columns: OutputNames.of(derived.query))
        case .function(let function): return BlockSource(name: function.alias?.name ?? "")
        case .join, .aliased, .error: return BlockSource(name: "")
        }
    }

    // MARK: Looking up

    /// The read at a place.
    func read(at range: SourceRange) -> BlockRead? { reads.first { $0.range == range } }

    /// The item that a qualifier names.
    func source(named name: Name) -> Int? { sources.firstIndex { $0.name.matches(name) } }

    /// The item that a column is of; nil where none has it, or several do.
    func source(of column: ColumnName) -> Int? {
        if let table = column.table {
            return source(named: table).flatMap { sources[$0].has(column.name) ? $0 : nil }
        }
        let holders = sources.indices.filter { sources[$0].has(column.name) }
        return holders.count == 1 ? holders[0] : nil
    }

    /// Whether a read may be one of an item: it names it, or may mean it.
    func mayRead(_ read: BlockRead, _ source: Int) -> Bool {
        if let table = read.column.table { return sources[source].name.matches(table) }
        return sources[source].columns == nil || sources[source].has(read.column.name)
    }

    /// Whether a star stands for columns of an item.
    func isStarred(_ source: Int) -> Bool {
        block.select.items.contains { item in
            guard case .allColumns(let table) = item else { return false }
            return table == nil || table?.name.matches(sources[source].name) == true
        }
    }

    /// Whether the number of rows is asked for.
    var countsRows: Bool {
        var finder = AggregateFinder()
        for item in block.select.items {
            if case .expression(let value, _) = item { finder.walk(value) }
        }
        if let condition = block.select.having { finder.walk(condition) }
        for term in block.orderBy { finder.walk(term.expression) }
        return finder.countsRows
    }

    /// Where the tables of a range of items stand in the catalog.
    func tableNames(_ places: some Sequence<Int>) -> Set<TableName> {
        Set(places.compactMap { sources[$0].table?.name })
    }
}

/// Collects the columns that a select names.
private struct ReadCollector: SyntaxVisitor {
    var reads: [BlockRead] = []
    private var place = BlockRead.Place.elsewhere
    private var depth = 0

    mutating func collect(_ block: SelectBlock, _ chain: FromChain) {
        var rest = block.select
        rest.from = []
        rest.items = []
        for item in block.select.items {
            guard case .expression(let value, _) = item else { continue }
            if case .column = value.kind { place = .item } else { place = .elsewhere }
            walk(value)
        }
        place = .elsewhere
        walk(rest)
        for term in block.orderBy { walk(term.expression) }
        for (index, link) in chain.links.enumerated() {
            place = .elsewhere
            depth += 1
            walk(link.item)
            depth -= 1
            place = .join(index)
            if let condition = link.condition { walk(condition) }
        }
    }

    mutating func visit(_ query: Query) -> VisitContinuation {
        depth += 1
        return .visitChildren
    }

    mutating func leave(_ query: Query) { depth -= 1 }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        if case .column(let column) = expression.kind {
            reads.append(BlockRead(column: column, range: expression.range, place: place, isNested: depth > 0))
        }
        return .visitChildren
    }
}
