internal import PlumbCore
internal import PlumbSQL

extension SelectBlock {
    /// The select with other expressions at some places, in its order too.
    func replacing(_ expressions: [SourceRange: Expression]) -> SelectBlock {
        guard !expressions.isEmpty else { return self }
        let query = Query(select, orderBy: orderBy).replacing(expressions)
        guard case .select(let select) = query.body else { return self }
        return SelectBlock(select: select, orderBy: query.orderBy, range: range)
    }
}

/// Brings tables into a `FROM` clause along foreign keys.
struct Joining {
    private let view: BlockView
    private let scope: MendScope
    private var names: [TableName: Name] = [:]
    private var taken: Set<String>
    private let usesAliases: Bool

    /// The items, those that were brought in included.
    private(set) var chain: FromChain

    private var added: [Table] = []
    private var conditions: [Expression] = []

    init(_ view: BlockView, in scope: MendScope) {
        self.view = view
        self.scope = scope
        chain = view.chain
        for source in view.sources {
            if let table = source.table, names[table.name] == nil { names[table.name] = source.name }
        }
        taken = Set(view.sources.map(\.name.folded))
        usesAliases = view.sources.contains { source in
            source.table.map { !Name($0.name.name).matches(source.name) } ?? false
        }
    }

    /// Says which item of several over one table is meant.
    mutating func prefer(_ name: Name, for table: TableName) { names[table] = name }

    /// Whether there are commas between the items, so that conditions belong in `WHERE`.
    private var usesCommas: Bool { chain.links.dropFirst().contains { $0.kind == .comma } }

    /// Joins the tables along a path, behind all others.
    ///
    /// - Parameter keys: the path, each key touching a table that is joined already.
    /// - Returns: what the last table is called; nil where a key touches nothing.
    mutating func append(_ keys: [ForeignKey]) -> Name? {
        var last: Name?
        for key in keys {
            guard let (table, name) = introduce(key), let condition = condition(key) else { return nil }
            let item = FromItem.table(reference(table, name))
            if usesCommas {
                chain.links.append(.init(item, .comma))
                conditions.append(condition)
            } else {
                chain.links.append(.init(item, .inner, .on(condition)))
            }
            last = name
        }
        return last
    }

    /// Joins an item along a path in place of the condition that it has.
    ///
    /// - Parameters:
    ///   - place: the item.
    ///   - keys: the path from a table before the item to the item's own.
    ///   - kept: conditions that stay.
    /// - Returns: whether that could be done.
    mutating func rejoin(_ place: Int, along keys: [ForeignKey], keeping kept: [Expression]) -> Bool {
        var place = place
        for key in keys.dropLast() {
            guard let (table, name) = introduce(key), let condition = condition(key) else { return false }
            chain.links.insert(.init(.table(reference(table, name)), .inner, .on(condition)), at: place)
            place += 1
        }
        guard let last = keys.last, let condition = condition(last) else { return false }
        chain.links[place].constraint = Expression.joined([condition] + kept, by: .and).map { .on($0) } ?? .none
        return true
    }

    /// The select with the new items; its bare names go on to mean what they meant.
    var block: SelectBlock {
        var expressions: [SourceRange: Expression] = [:]
        for read in view.reads where !read.isNested && read.column.table == nil {
            guard added.contains(where: { $0.column(named: read.column.name) != nil }),
                let source = view.source(of: read.column), read.range.isKnown
            else { continue }
            expressions[read.range] = .column(table: view.sources[source].name, name: read.column.name)
        }
        var block = view.block
        block.select.from = chain.from
        block.select.where = Expression.joined(
            (block.select.where?.conjuncts ?? []) + conditions, by: .and)
        return block.replacing(expressions)
    }

    // MARK: Parts

    private mutating func introduce(_ key: ForeignKey) -> (Table, Name)? {
        let missing = [key.table, key.referencedTable].filter { names[$0] == nil }
        guard missing.count == 1, let table = scope.tables.first(where: { $0.name == missing[0] }) else { return nil }
        let name = newName(for: table)
        names[table.name] = name
        taken.insert(name.folded)
        added.append(table)
        return (table, name)
    }

    private func newName(for table: Table) -> Name {
        let own = Name(table.name.name)
        guard usesAliases || taken.contains(own.folded) else { return own }
        var number = chain.links.count + 1
        while taken.contains("t\(number)") { number += 1 }
        return Name("T\(number)")
    }

    private func reference(_ table: Table, _ name: Name) -> TableReference {
        let own = Name(table.name.name)
        let qualified = QualifiedName(own, schema: table.name.schema.map { Name($0) })
        return TableReference(name: qualified, alias: own == name ? nil : Alias(name))
    }

    /// The columns that a key makes equal.
    func condition(_ key: ForeignKey) -> Expression? {
        guard let from = names[key.table], let to = names[key.referencedTable] else { return nil }
        let equalities = zip(key.columns, key.referencedColumns).map { column, other in
            Expression.binary(
                .column(table: from, name: Name(column)), .equal, .column(table: to, name: Name(other)))
        }
        return .joined(equalities, by: .and)
    }
}
