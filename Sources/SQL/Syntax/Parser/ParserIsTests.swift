internal import PlumbCore

/// Tests that begin with `IS`.
extension Parser {
    mutating func parseIs(_ left: Expression, _ start: Int) -> Expression {
        advance()
        let negated = take(.not)
        if take(.distinct, .from) {
            let right = parseExpression(minimum: strengths.isTest + 1)
            let operation: BinaryOperator = negated ? .isNotDistinctFrom : .isDistinctFrom
            refuseChain(strengths.isTest, "put parentheses around one of two IS tests")
            return Expression(.binary(left, operation, right), range: range(from: start))
        }
        if dialect == .postgres {
            if take(.null) { return Expression(.isNull(left, negated: negated), range: range(from: start)) }
            let truths: [(Keyword, Bool?)] = [(.true, true), (.false, false), (.unknown, nil)]
            for (keyword, truth) in truths where take(keyword) {
                return Expression(.isTruth(left, truth, negated: negated), range: range(from: start))
            }
            if let test = parseNormalizedTest(left, negated, start) { return test }
            report(expected: "NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM")
            return left
        }
        // SQLite compares any two values with IS; what is on its right decides what it means.
        let right = parseExpression(minimum: strengths.isTest + 1)
        switch right.kind {
        case .literal(.null): return Expression(.isNull(left, negated: negated), range: range(from: start))
        case .literal(.boolean(let truth)):
            return Expression(.isTruth(left, truth, negated: negated), range: range(from: start))
        default:
            return Expression(.binary(left, negated ? .isNot : .is, right), range: range(from: start))
        }
    }

    /// `IS [NFC | NFD | NFKC | NFKD] NORMALIZED`, which the server reads as a call.
    private mutating func parseNormalizedTest(_ left: Expression, _ negated: Bool, _ start: Int) -> Expression? {
        let isForm = current.kind == .word && peek().keyword == .normalized
        guard at(.normalized) || isForm && text(of: current.range).lowercased().hasPrefix("nf") else { return nil }
        var arguments = [left]
        if !at(.normalized) {
            arguments.append(Expression(.literal(.string(consumeName().text)), range: range(from: lastEnd)))
        }
        advance()
        let name = QualifiedName("is_normalized", schema: "pg_catalog")
        let call = Expression(.call(FunctionCall(name: name, arguments: arguments)), range: range(from: start))
        return negated ? Expression(.unary(.not, call), range: range(from: start)) : call
    }
}
