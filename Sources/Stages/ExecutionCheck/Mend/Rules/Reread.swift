internal import PlumbCore
public import PlumbSQL

/// Reads for Postgres what is written as SQLite and MySQL write it.
public struct Reread: MendRule {
    /// `reread`.
    public let name = "reread"

    /// For a list of rules.
    public let summary = "Postgres: read `names`, [names], LIMIT 5, 10 and what else only others write so"

    /// Makes the rule.
    public init() {}

    /// Corrects `==`, which Postgres reads as an operator of somebody's own, and names queries in FROM, which must have
    /// one before Postgres 16.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        var plain = PlainForms()
        let changed = plain.walk(query)
        guard changed != query else { return nil }
        return (changed, plain.named == 0 ? "= in place of ==" : "a name for a query in FROM, which must have one")
    }

    /// Reads a text as SQLite would, and names without quotes as Postgres would.
    public func read(_ sql: String, in scope: MendScope) -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        let result = SQLParser.parse(sql, dialect: .sqlite)
        guard result.diagnostics.isEmpty, result.statements.count == 1,
            case .query(let found)? = result.statements.first
        else { return nil }
        var query = found.replacing(scope.strings(in: found))
        if var with = query.with {
            for place in with.tables.indices { with.tables[place].name = Self.folded(with.tables[place].name) }
            query.with = with
        }
        var folding = NameFolding()
        return (folding.walk(query), "written as PostgreSQL writes it, and not as SQLite or MySQL do")
    }

    fileprivate static func folded(_ name: Name) -> Name {
        name.quoting == .none ? Name(name.folded) : Name(name.text)
    }
}

/// Writes `=` for `==`, and gives names to queries in FROM.
private struct PlainForms: SyntaxRewriter {
    /// How many queries were given a name.
    var named = 0

    mutating func rewrite(_ block: SelectBlock) -> SelectBlock {
        var block = block
        for place in block.select.from.indices { block.select.from[place] = withNames(block.select.from[place]) }
        return block
    }

    private mutating func withNames(_ item: FromItem) -> FromItem {
        switch item {
        case .query(var derived) where derived.alias == nil:
            named += 1
            derived.alias = Alias(Name("part_\(named)"))
            return .query(derived)
        case .join(var join):
            join.left = withNames(join.left)
            join.right = withNames(join.right)
            return .join(join)
        default: return item
        }
    }

    func rewrite(_ expression: Expression) -> Expression {
        guard case .binary(let left, .other("=="), let right) = expression.kind else { return expression }
        return Expression(.binary(left, .equal, right), range: expression.range)
    }
}

/// Puts names without quotes into lower case, which is what they mean to Postgres.
private struct NameFolding: SyntaxRewriter {
    func rewrite(_ expression: Expression) -> Expression {
        guard case .column(var column) = expression.kind else { return expression }
        column.name = Reread.folded(column.name)
        column.table = column.table.map(Reread.folded)
        return Expression(.column(column), range: expression.range)
    }

    func rewrite(_ table: TableReference) -> TableReference {
        var table = table
        table.name.name = Reread.folded(table.name.name)
        if let alias = table.alias?.name { table.alias?.name = Reread.folded(alias) }
        return table
    }

    func rewrite(_ block: SelectBlock) -> SelectBlock {
        var block = block
        block.select.items = block.select.items.map { item in
            switch item {
            case .expression(let value, let alias): .expression(value, alias: alias.map(Reread.folded))
            case .allColumns(let table): .allColumns(of: table.map { QualifiedName(Reread.folded($0.name)) })
            }
        }
        block.select.from = block.select.from.map(folded)
        return block
    }

    /// A query's own name; those of tables are folded where they stand.
    private func folded(_ item: FromItem) -> FromItem {
        switch item {
        case .query(var derived):
            if let alias = derived.alias?.name { derived.alias?.name = Reread.folded(alias) }
            return .query(derived)
        case .join(var join):
            join.left = folded(join.left)
            join.right = folded(join.right)
            return .join(join)
        default: return item
        }
    }
}
