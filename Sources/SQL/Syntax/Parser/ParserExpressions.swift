internal import PlumbCore

/// Expressions: operands and the operators between them, by precedence climbing.
extension Parser {
    /// Reads an expression whose operators bind at least as strongly as `minimum`.
    mutating func parseExpression(minimum: Int = 0) -> Expression {
        guard enter() else { return Expression(.error) }
        defer { leave() }
        let outer = height
        height = 0
        let outerBare = isBare
        if minimum == 0 { isBare = false }
        defer { isBare = outerBare }
        let start = self.start
        var left = parsePrefix(start)
        grow()
        // A chain from the left makes the tree taller, but not this call deeper.
        while let next = parseContinuation(left, start, minimum) { left = next }
        height = max(outer, height)
        return left
    }

    /// What a link counts for that whoever looks at the tree follows by recursion, not in a loop as binary operators.
    static let recursiveLinks = 8

    /// Reads what Postgres calls a `b_expr`: no `AND`, `NOT`, `LIKE`, `IN` and the like outside parentheses.
    mutating func parseBareExpression() -> Expression {
        let outer = isBare
        isBare = true
        defer { isBare = outer }
        return parseExpression(minimum: strengths.comparison)
    }

    /// Reads an operator behind `left` with its other operands; nil where none follows that binds strongly enough.
    @inline(__always)
    private mutating func parseContinuation(_ left: Expression, _ start: Int, _ minimum: Int) -> Expression? {
        switch current.kind {
        case .word: current.keyword == .none ? nil : parseWordOperator(left, start, minimum)
        case .comma, .rightParenthesis, .endOfText, .semicolon: nil
        case .doubleColon, .leftBracket, .dot: parsePostfix(left, start, minimum)
        default: parseSignOperator(left, start, minimum)
        }
    }

    private mutating func parseSignOperator(_ left: Expression, _ start: Int, _ minimum: Int) -> Expression? {
        guard let operation = binaryOperator(current) else { return nil }
        let strength = strengths.strength(of: operation)
        guard strength >= minimum else { return nil }
        advance()
        return parseOperation(left, operation, strength, start)
    }

    /// Reads what is right of an operator.
    mutating func parseOperation(
        _ left: Expression, _ operation: BinaryOperator, _ strength: Int, _ start: Int
    ) -> Expression {
        if dialect == .postgres, atQuantifier {
            return parseQuantified(left, .binary(operation), start)
        }
        let right = parseExpression(minimum: strength + 1)
        grow()
        if operation.isComparison, strengths.refusesComparisonChains, let next = binaryOperator(current),
            next.isComparison
        {
            reportNotPermitted("comparisons can't be chained; join them with AND", at: current.range)
        }
        return Expression(.binary(left, operation, right), range: range(from: start))
    }

    /// The operator that a sign stands for between two operands; nil for other tokens.
    @inline(__always)
    func binaryOperator(_ token: Token) -> BinaryOperator? {
        switch token.kind {
        case .plus: .plus
        case .minus: .minus
        case .star: .times
        case .slash: .divide
        case .percent: .modulo
        case .caret: .power
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .concatenate: .concatenate
        case .ampersand: .bitwiseAnd
        case .bar: .bitwiseOr
        case .shiftLeft: .shiftLeft
        case .shiftRight: .shiftRight
        case .arrow: .jsonGet
        case .longArrow: .jsonGetText
        case .otherOperator, .tilde: dialect == .postgres ? .other(text(Int(token.start), Int(token.end))) : nil
        default: nil
        }
    }

    /// Whether a token is an operator of any kind.
    func isOperatorToken(_ token: Token) -> Bool { binaryOperator(token) != nil }

    // MARK: Prefixes

    /// Reads an operand, with the operators in front of it.
    private mutating func parsePrefix(_ start: Int) -> Expression {
        switch current.kind {
        case .minus: parseUnary(.minus, start)
        case .plus: parseUnary(.plus, start)
        case .tilde: parseUnary(.bitwiseNot, start)
        case .ampersand where dialect == .postgres, .bar where dialect == .postgres,
            .concatenate where dialect == .postgres, .shiftLeft where dialect == .postgres,
            .shiftRight where dialect == .postgres, .arrow where dialect == .postgres,
            .longArrow where dialect == .postgres, .otherOperator:
            parseUnary(.other(text(Int(current.start), Int(current.end))), start)
        case .word where current.keyword == .not && !isBare: parseUnary(.not, start)
        case .word where current.keyword == .operator && dialect == .postgres && peek().kind == .leftParenthesis:
            parseUnary(.other(parseQualifiedOperator()), start, isRead: true)
        default: parsePrimary(start)
        }
    }

    private mutating func parseUnary(
        _ operation: UnaryOperator, _ start: Int, isRead: Bool = false
    ) -> Expression {
        if !isRead { advance() }
        let operand = parseExpression(minimum: strengths.operandStrength(of: operation))
        return Expression(.unary(operation, operand), range: range(from: start))
    }

    // MARK: Postfixes of Postgres

    /// Whether brackets or a dot may follow: behind names, parameters, parentheses, and other brackets and dots.
    private func hasParts(_ value: Expression, _ start: Int) -> Bool {
        switch value.kind {
        case .column, .parameter, .element, .slice, .field, .subquery, .error: true
        // What stood in parentheses begins behind them.
        default: value.range.start > start
        }
    }

    private mutating func parsePostfix(_ left: Expression, _ start: Int, _ minimum: Int) -> Expression? {
        guard dialect == .postgres, strengths.postfix >= minimum else { return nil }
        defer { grow(by: Self.recursiveLinks) }
        if take(.doubleColon) {
            let type = parseType()
            return Expression(.cast(left, type), range: range(from: start))
        }
        if !hasParts(left, start) {
            reportNotPermitted("a part can be taken of this only in parentheses", at: current.range)
        }
        if take(.dot) {
            if take(.star) { return Expression(.allFields(left), range: range(from: start)) }
            let name = parseName(.label, expected: "a field's name")
            return Expression(.field(left, name), range: range(from: start))
        }
        advance()
        var lower: Expression?
        if !at(.colon) { lower = parseExpression() }
        guard take(.colon) else {
            expect(.rightBracket, "]")
            return Expression(.element(left, lower ?? Expression(.error)), range: range(from: start))
        }
        let upper = at(.rightBracket) ? nil : parseExpression()
        expect(.rightBracket, "]")
        return Expression(.slice(left, lower: lower, upper: upper), range: range(from: start))
    }
}
