internal import PlumbCore
internal import PlumbSQL

/// The nodes of queries and their clauses.
struct SyntaxNodes {
    let dialect: SQLDialect

    func node(_ query: Query) -> SyntaxNode {
        var children: [SyntaxNode] = []
        if let with = query.with {
            children.append(SyntaxNode("with", with.recursive ? "recursive" : nil, with.tables.map(node)))
        }
        children.append(node(query.body))
        if !query.orderBy.isEmpty { children.append(SyntaxNode("order by", query.orderBy.map(node))) }
        if let limit = query.limit {
            children.append(SyntaxNode("limit", query.withTies ? "with ties" : nil, [node(limit)]))
        }
        if let offset = query.offset { children.append(SyntaxNode("offset", [node(offset)])) }
        for clause in query.locking { children.append(SyntaxNode("for", clause.strength)) }
        return SyntaxNode("query", at: query.range, children)
    }

    private func node(_ table: CommonTable) -> SyntaxNode {
        let columns = table.columns.isEmpty ? "" : " (\(table.columns.map(\.text).joined(separator: ", ")))"
        let body: SyntaxNode =
            switch table.body {
            case .query(let query): node(query)
            case .modification(let kind, _): SyntaxNode("modification", kind.keyword)
            }
        return SyntaxNode("common table", table.name.text + columns, at: table.range, [body])
    }

    private func node(_ body: QueryBody) -> SyntaxNode {
        switch body {
        case .select(let select): return node(select)
        case .setOperation:
            // From the left, so that many need no deep tree.
            var first = body
            var rest: [SetOperation] = []
            while case .setOperation(let operation) = first {
                rest.append(operation)
                first = operation.left
            }
            let operands = rest.reversed().map { operation in
                SyntaxNode(
                    operation.operation.rawValue.lowercased(), operation.all ? "all" : nil, [node(operation.right)])
            }
            return SyntaxNode("set operation", [node(first)] + operands)
        case .values(let rows): return SyntaxNode("values", rows.map { SyntaxNode("row", $0.map(node)) })
        case .table(let name): return SyntaxNode("table", name.description)
        case .nested(let query): return node(query)
        case .error: return SyntaxNode("error")
        }
    }

    private func node(_ select: Select) -> SyntaxNode {
        var children: [SyntaxNode] = []
        switch select.distinct {
        case .all: break
        case .distinct: children.append(SyntaxNode("distinct"))
        case .on(let expressions): children.append(SyntaxNode("distinct on", expressions.map(node)))
        }
        children.append(SyntaxNode("items", select.items.map(node)))
        if let into = select.into { children.append(SyntaxNode("into", into.description)) }
        if !select.from.isEmpty { children.append(SyntaxNode("from", select.from.map(node))) }
        if let condition = select.where { children.append(SyntaxNode("where", [node(condition)])) }
        if !select.groupBy.isEmpty { children.append(SyntaxNode("group by", select.groupBy.map(node))) }
        if let condition = select.having { children.append(SyntaxNode("having", [node(condition)])) }
        for window in select.windows {
            children.append(SyntaxNode("window", window.name.text, nodes(window.specification)))
        }
        return SyntaxNode("select", at: select.range, children)
    }

    private func node(_ item: SelectItem) -> SyntaxNode {
        switch item {
        case .expression(let expression, nil): node(expression)
        case .expression(let expression, let alias?): SyntaxNode("as", alias.text, [node(expression)])
        case .allColumns(nil): SyntaxNode("*")
        case .allColumns(let table?): SyntaxNode("*", "of \(table)")
        }
    }

    private func node(_ element: GroupingElement) -> SyntaxNode {
        switch element {
        case .expression(let expression): node(expression)
        case .rollup(let expressions): SyntaxNode("rollup", expressions.map(node))
        case .cube(let expressions): SyntaxNode("cube", expressions.map(node))
        case .sets(let elements): SyntaxNode("grouping sets", elements.map(node))
        case .empty: SyntaxNode("()")
        }
    }

    func node(_ term: OrderTerm) -> SyntaxNode {
        let direction: String? =
            switch term.direction {
            case .ascending: nil
            case .descending: "descending"
            case .using(let operation): "using \(operation)"
            }
        let nulls = term.nulls.map { $0 == .first ? "nulls first" : "nulls last" }
        let words = [direction, nulls].compactMap { $0 }
        return words.isEmpty
            ? node(term.expression) : SyntaxNode("term", words.joined(separator: ", "), [node(term.expression)])
    }

    func nodes(_ window: WindowSpecification) -> [SyntaxNode] {
        var nodes: [SyntaxNode] = []
        if let base = window.base { nodes.append(SyntaxNode("base", base.text)) }
        if !window.partitionBy.isEmpty { nodes.append(SyntaxNode("partition by", window.partitionBy.map(node))) }
        if !window.orderBy.isEmpty { nodes.append(SyntaxNode("order by", window.orderBy.map(node))) }
        if let frame = window.frame {
            let bounds = [frame.start, frame.end].compactMap { $0 }.map(node)
            nodes.append(SyntaxNode("frame", frame.unit.rawValue.lowercased(), bounds))
        }
        return nodes
    }

    private func node(_ bound: WindowSpecification.Bound) -> SyntaxNode {
        switch bound {
        case .unboundedPreceding: SyntaxNode("unbounded preceding")
        case .preceding(let distance): SyntaxNode("preceding", [node(distance)])
        case .currentRow: SyntaxNode("current row")
        case .following(let distance): SyntaxNode("following", [node(distance)])
        case .unboundedFollowing: SyntaxNode("unbounded following")
        }
    }
}

extension SyntaxNode {
    init(_ kind: String, _ children: [SyntaxNode]) { self.init(kind, nil, at: .none, children) }

    init(_ kind: String, _ text: String?, _ children: [SyntaxNode]) { self.init(kind, text, at: .none, children) }
}
