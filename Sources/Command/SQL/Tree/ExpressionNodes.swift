internal import PlumbCore
internal import PlumbSQL

/// The nodes of expressions.
extension SyntaxNodes {
    func node(_ expression: Expression) -> SyntaxNode {
        var node = unplaced(expression)
        node.range = expression.range
        return node
    }

    private func unplaced(_ expression: Expression) -> SyntaxNode {
        switch expression.kind {
        case .literal: SyntaxNode("constant", SQLPrinter(dialect: dialect).print(expression))
        case .column(let name): SyntaxNode("column", name.description)
        case .parameter(let text): SyntaxNode("parameter", text)
        case .unary(let operation, let value): SyntaxNode(operation.spelling.lowercased(), [node(value)])
        case .binary: chain(expression)
        case .call(let call): node(call)
        case .cast(let value, _): SyntaxNode("cast", "to \(typeText(of: expression))", [node(value)])
        case .caseWhen(let value): node(value)
        case .collate(let value, let name): SyntaxNode("collate", name.description, [node(value)])
        case .exists(let query): SyntaxNode("exists", [node(query)])
        case .subquery(let query): SyntaxNode("subquery", [node(query)])
        case .row(let elements): SyntaxNode("row", elements.map(node))
        case .array(let elements): SyntaxNode("array", elements.map(node))
        case .arrayQuery(let query): SyntaxNode("array", [node(query)])
        case .element(let value, let index): SyntaxNode("element", [node(value), node(index)])
        case .slice(let value, let lower, let upper):
            SyntaxNode("slice", [value, lower, upper].compactMap { $0 }.map(node))
        case .field(let value, let name): SyntaxNode("field", name.text, [node(value)])
        case .allFields(let value): SyntaxNode("all fields", [node(value)])
        case .error: SyntaxNode("error")
        default: test(expression)
        }
    }

    /// Operators of one kind side by side share a node, so that many need no deep tree.
    private func chain(_ expression: Expression) -> SyntaxNode {
        guard case .binary(_, let operation, _) = expression.kind else { return SyntaxNode("error") }
        var first = expression
        var operands: [Expression] = []
        while case .binary(let left, operation, let right) = first.kind {
            operands.append(right)
            first = left
            if operation.isComparison { break }
        }
        return SyntaxNode(operation.spelling.lowercased(), ([first] + operands.reversed()).map(node))
    }

    private func typeText(of cast: Expression) -> String {
        guard case .cast(_, let type) = cast.kind else { return "" }
        // The printer knows how types are written; what stands before them is one constant.
        let text = SQLPrinter(dialect: .sqlite).print(.cast(.integer(1), type))
        return String(text.dropFirst("CAST(1 AS ".count).dropLast())
    }

    private func test(_ expression: Expression) -> SyntaxNode {
        func word(_ word: String, _ negated: Bool) -> String { negated ? "not " + word : word }
        switch expression.kind {
        case .isNull(let value, let negated): return SyntaxNode(negated ? "is not null" : "is null", [node(value)])
        case .isTruth(let value, let truth, let negated):
            let name = truth.map { $0 ? "true" : "false" } ?? "unknown"
            return SyntaxNode("is " + word(name, negated), [node(value)])
        case .between(let between):
            return SyntaxNode(
                word("between", between.negated), [between.value, between.low, between.high].map(node))
        case .like(let like):
            return SyntaxNode(
                word(like.operation.rawValue.lowercased(), like.negated),
                [like.value, like.pattern, like.escape].compactMap { $0 }.map(node))
        case .inList(let value, let elements, let negated):
            return SyntaxNode(word("in", negated), ([value] + elements).map(node))
        case .inQuery(let value, let query, let negated):
            return SyntaxNode(word("in", negated), [node(value), node(query)])
        case .inTable(let value, let table, let negated):
            return SyntaxNode(word("in", negated), [node(value), node(table)])
        case .quantified(let quantified): return node(quantified)
        default: return SyntaxNode("error")
        }
    }

    private func node(_ quantified: Quantified) -> SyntaxNode {
        let operation: String =
            switch quantified.operation {
            case .binary(let operation): operation.spelling
            case .like(let operation, let negated): (negated ? "not " : "") + operation.rawValue.lowercased()
            }
        let operand: SyntaxNode =
            switch quantified.operand {
            case .query(let query): node(query)
            case .array(let array): node(array)
            }
        let quantifier = quantified.quantifier.rawValue.lowercased()
        return SyntaxNode("\(operation) \(quantifier)", [node(quantified.value), operand])
    }

    private func node(_ value: Case) -> SyntaxNode {
        var children = value.operand.map { [node($0)] } ?? []
        for branch in value.branches {
            children.append(SyntaxNode("when", [node(branch.condition), SyntaxNode("then", [node(branch.result)])]))
        }
        if let otherwise = value.otherwise { children.append(SyntaxNode("else", [node(otherwise)])) }
        return SyntaxNode("case", children)
    }

    private func node(_ call: FunctionCall) -> SyntaxNode {
        var children = call.arguments.map(node)
        if call.isStar { children = [SyntaxNode("*")] }
        if !call.orderBy.isEmpty { children.append(SyntaxNode("order by", call.orderBy.map(node))) }
        if !call.withinGroup.isEmpty { children.append(SyntaxNode("within group", call.withinGroup.map(node))) }
        if let filter = call.filter { children.append(SyntaxNode("filter", [node(filter)])) }
        switch call.over {
        case .named(let name): children.append(SyntaxNode("over", name.text))
        case .specification(let window): children.append(SyntaxNode("over", nodes(window)))
        case nil: break
        }
        return SyntaxNode("call", call.name.description + (call.distinct ? " distinct" : ""), children)
    }
}
