internal import PlumbSQL

/// The nodes of `FROM` clauses.
extension SyntaxNodes {
    func node(_ item: FromItem) -> SyntaxNode {
        switch item {
        case .table(let table): return SyntaxNode("table", table.name.description + name(table.alias), at: table.range)
        case .query(let derived):
            return SyntaxNode(
                derived.lateral ? "lateral query" : "subquery", derived.alias.map { words($0) }, at: derived.range,
                [node(derived.query)])
        case .function(let function):
            let calls = function.calls.map { node(Expression(.call($0), range: function.range)) }
            return SyntaxNode("table function", function.alias.map { words($0) }, at: function.range, calls)
        case .join(let join):
            // From the left, so that many need no deep tree.
            var first = item
            var joins: [Join] = []
            while case .join(let inner) = first {
                joins.append(inner)
                first = inner.left
            }
            if joins.isEmpty { joins = [join] }
            return SyntaxNode("joined", [node(first)] + joins.reversed().map(node))
        case .aliased(let inner, let alias): return SyntaxNode("as", words(alias), [node(inner)])
        case .error: return SyntaxNode("error")
        }
    }

    private func node(_ join: Join) -> SyntaxNode {
        var children = [node(join.right)]
        var text: String?
        switch join.constraint {
        case .none: break
        case .on(let condition): children.append(SyntaxNode("on", [node(condition)]))
        case .using(let names, _): children.append(SyntaxNode("using", names.map(\.text).joined(separator: ", ")))
        case .natural: text = "natural"
        }
        let kind = join.kind == .comma ? "," : join.kind.rawValue.lowercased()
        return SyntaxNode(kind, text, children)
    }

    private func name(_ alias: Alias?) -> String { alias.map { " as " + words($0) } ?? "" }

    private func words(_ alias: Alias) -> String {
        let columns = alias.columns.map(\.name.text).joined(separator: ", ")
        return alias.name.text + (columns.isEmpty ? "" : " (\(columns))")
    }
}
