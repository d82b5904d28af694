internal import PlumbCore
public import PlumbSQL

/// Groups by all columns that are shown beside an aggregate, as Postgres demands.
public struct Ungrouped: MendRule {
    /// `ungrouped`.
    public let name = "ungrouped"

    /// For a list of rules.
    public let summary = "Postgres: group by each column that is shown or ordered by beside an aggregate"

    /// Makes the rule.
    public init() {}

    /// Completes the groups of one select.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        if let found = extreme(query) { return found }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            guard let (block, sentence) = completed(view) else { return nil }
            note = sentence
            return block
        }
        return changed.map { ($0, note) }
    }

    /// `SELECT name, max(age) FROM singer` means the row with the greatest age, and SQLite shows it.
    private func extreme(_ query: Query) -> (query: Query, note: String)? {
        guard case .select(var select) = query.body, select.groupBy.isEmpty, select.having == nil,
            query.orderBy.isEmpty, query.limit == nil
        else { return nil }
        var call: (value: Expression, isGreatest: Bool)?
        var columns = 0
        for item in select.items {
            guard case .expression(let value, _) = item else { return nil }
            if value.isColumn {
                columns += 1
            } else if case .call(let found) = value.kind, ["min", "max"].contains(found.name.name.folded), call == nil,
                let argument = found.arguments.first, argument.isColumn, found.over == nil
            {
                call = (argument, found.name.name.folded == "max")
            } else {
                return nil
            }
        }
        guard columns > 0, let call else { return nil }
        select.items = select.items.map { item in
            guard case .expression(let value, let alias) = item, !value.isColumn else { return item }
            return .expression(call.value, alias: alias)
        }
        let missing = Expression.isNull(call.value, negated: true)
        select.where = Expression.joined([select.where, missing].compactMap { $0 }, by: .and)
        var changed = query
        changed.body = .select(select)
        changed.orderBy = [OrderTerm(call.value, call.isGreatest ? .descending : .ascending)]
        changed.limit = .integer(1)
        return (changed, "the one row with the \(call.isGreatest ? "greatest" : "least") \(call.value)")
    }

    private func completed(_ view: BlockView) -> (SelectBlock, String)? {
        let select = view.block.select
        guard let groups = Self.groups(of: select) else { return nil }
        var finder = BareColumnFinder(groups: Set(groups))
        var isAggregate = !select.groupBy.isEmpty || select.having != nil
        for item in select.items {
            guard case .expression(let value, _) = item else { return nil }
            isAggregate = isAggregate || AggregateFinder.finds(in: value)
            finder.walk(value)
        }
        for term in view.block.orderBy {
            isAggregate = isAggregate || AggregateFinder.finds(in: term.expression)
            let isOutput = term.expression.isColumn && view.names(term.expression)
            if !isOutput { finder.walk(term.expression) }
        }
        if let having = select.having { finder.walk(having) }
        guard isAggregate else { return nil }
        var missing: [Expression] = []
        for column in finder.found where !missing.contains(column) && !view.isSame(column, inGroupsBy: groups) {
            missing.append(column)
        }
        guard let first = missing.first else { return nil }
        var block = view.block
        block.select.groupBy += missing.map { .expression($0) }
        return (block, "grouped by \(first), too, which stands beside an aggregate")
    }
}

extension Ungrouped {
    /// What a select is grouped by, names and numbers of its items with what they stand for; nil for sets of groups.
    fileprivate static func groups(of select: Select) -> [Expression]? {
        var groups: [Expression] = []
        for element in select.groupBy {
            guard case .expression(let value) = element else { return nil }
            groups.append(value)
            for (place, item) in select.items.enumerated() {
                guard case .expression(let shown, let alias) = item else { continue }
                switch value.kind {
                case .column(let column) where column.table == nil && alias?.matches(column.name) == true:
                    groups.append(shown)
                case .literal(.integer(let number)) where number == "\(place + 1)": groups.append(shown)
                default: break
                }
            }
        }
        return groups
    }
}

/// Finds the columns of a select that stand in no aggregate, those of its subqueries left out.
private struct BareColumnFinder: SyntaxVisitor {
    /// What is grouped by, inside of which any column may stand.
    let groups: Set<Expression>
    var found: [Expression] = []

    mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        if groups.contains(expression) { return .skipChildren }
        if expression.isColumn { found.append(expression) }
        if case .call(let call) = expression.kind, call.over == nil, AggregateFinder.finds(in: expression) {
            // What stands around an aggregate, such as round, may hold columns of its own.
            var inner = AggregateFinder()
            inner.visit(call, at: expression.range)
            return inner.isFound ? .skipChildren : .visitChildren
        }
        return .visitChildren
    }
}

extension BlockView {
    /// Whether a column is a name that the result has.
    fileprivate func names(_ expression: Expression) -> Bool {
        guard case .column(let column) = expression.kind, column.table == nil else { return false }
        return block.select.items.contains { item in
            if case .expression(_, let alias?) = item { alias.matches(column.name) } else { false }
        }
    }

    /// Whether a column has one value in each group: it is grouped by, or its table's key is.
    fileprivate func isSame(_ expression: Expression, inGroupsBy groups: [Expression]) -> Bool {
        guard case .column(let column) = expression.kind, let place = source(of: column) else { return true }
        func isThis(_ name: Name, _ group: Expression) -> Bool {
            guard case .column(let other) = group.kind else { return false }
            // A name of the result goes for the value that it names.
            return other.name.matches(name) && (source(of: other) == place || other.table == nil)
        }
        if groups.contains(where: { isThis(column.name, $0) }) { return true }
        let key = sources[place].table?.primaryKey ?? []
        return !key.isEmpty && key.allSatisfy { name in groups.contains { isThis(Name(name), $0) } }
    }
}
