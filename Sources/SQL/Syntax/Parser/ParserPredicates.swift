internal import PlumbCore

/// Operators that are words: `AND`, `IS`, `LIKE`, `IN`, `BETWEEN` and their kin.
extension Parser {
    /// Reads an operator that is a keyword; nil where none follows that binds strongly enough.
    mutating func parseWordOperator(_ left: Expression, _ start: Int, _ minimum: Int) -> Expression? {
        if dialect == .postgres, isBare ? !at(.operator) : isAliasBeforeNextItem { return nil }
        switch current.keyword {
        case .and: return parseLogical(left, .and, strengths.and, start, minimum)
        case .or: return parseLogical(left, .or, strengths.or, start, minimum)
        case .is:
            guard strengths.isTest >= minimum else { return nil }
            let test = parseIs(left, start)
            grow(by: Self.recursiveLinks)
            return test
        case .isnull, .notnull:
            guard strengths.isTest >= minimum else { return nil }
            let negated = at(.notnull)
            grow(by: Self.recursiveLinks)
            advance()
            return Expression(.isNull(left, negated: negated), range: range(from: start))
        case .collate:
            guard strengths.collate >= minimum else { return nil }
            grow(by: Self.recursiveLinks)
            advance()
            let name =
                dialect == .sqlite
                ? QualifiedName(parseName(.tableAlias, expected: "a collation"))
                : parseQualifiedName(expected: "a collation")
            return Expression(.collate(left, name), range: range(from: start))
        case .at, .operator, .overlaps:
            return dialect == .postgres ? parsePostgresOperator(left, start, minimum) : nil
        default:
            guard strengths.pattern >= minimum, let predicate = parsePredicate(left, start) else { return nil }
            grow(by: Self.recursiveLinks)
            return predicate
        }
    }

    private mutating func parseLogical(
        _ left: Expression, _ operation: BinaryOperator, _ strength: Int, _ start: Int, _ minimum: Int
    ) -> Expression? {
        guard strength >= minimum else { return nil }
        advance()
        let right = parseExpression(minimum: strength + 1)
        grow()
        return Expression(.binary(left, operation, right), range: range(from: start))
    }

    private mutating func parsePostgresOperator(
        _ left: Expression, _ start: Int, _ minimum: Int
    ) -> Expression? {
        if at(.at) {
            guard peek().keyword == .time, strengths.atTimeZone >= minimum else { return nil }
            advance()
            advance()
            expect(.zone)
            return parseOperation(left, .atTimeZone, strengths.atTimeZone, start)
        }
        if at(.overlaps) {
            guard strengths.pattern >= minimum else { return nil }
            let place = current.range
            advance()
            let operation = parseOperation(left, .overlaps, strengths.pattern, start)
            if case .binary(let left, _, let right) = operation.kind, !left.isRow || !right.isRow {
                reportNotPermitted("OVERLAPS stands between two pairs in parentheses", at: place)
            }
            return operation
        }
        guard peek().kind == .leftParenthesis, strengths.bitwise >= minimum else { return nil }
        return parseOperation(left, .other(parseQualifiedOperator()), strengths.bitwise, start)
    }

    /// Postgres lets a select item be called `and` or `like`, even without `AS`.
    private var isAliasBeforeNextItem: Bool {
        (peek().keyword == .from || peek().kind == .comma) && isName(current, .bareAlias)
    }

    /// Reads `OPERATOR(schema.+)` and gives it as it is spelled.
    mutating func parseQualifiedOperator() -> String {
        advance()
        expect(.leftParenthesis, "(")
        var spelling = "OPERATOR("
        while isName(current, .general), peek().kind == .dot {
            spelling += SQLPrinter(dialect: dialect).quoted(consumeName()) + "."
            advance()
        }
        guard isOperatorToken(current) else {
            report(expected: "an operator")
            return spelling + ")"
        }
        spelling += text(of: current.range) + ")"
        advance()
        expectClosing()
        return spelling
    }

    /// Reports an operator of the same strength as the one just read, where Postgres takes only one of them.
    mutating func refuseChain(_ strength: Int, _ message: String) {
        guard strengths.isNonassociative(strength) else { return }
        let isChained =
            switch at(.not) ? peek().keyword : current.keyword {
            case .like, .ilike, .in, .between: strength == strengths.pattern
            case .similar: strength == strengths.pattern && peek(at(.not) ? 2 : 1).keyword == .to
            case .is, .isnull, .notnull: strength == strengths.isTest
            default: false
            }
        if isChained, !isAliasBeforeNextItem { reportNotPermitted(message, at: current.range) }
    }

    // MARK: LIKE, IN, BETWEEN

    private mutating func parsePredicate(_ left: Expression, _ start: Int) -> Expression? {
        let negated = at(.not)
        let keyword = negated ? peek().keyword : current.keyword
        if let operation = dialect.likeOperation(keyword, negated ? peek(2) : peek()) {
            if negated { advance() }
            advance()
            if operation == .similarTo { advance() }
            return parseLike(left, operation, negated, start)
        }
        switch keyword {
        case .between:
            if negated { advance() }
            advance()
            return parseBetween(left, negated, start)
        case .in:
            if negated { advance() }
            advance()
            return parseIn(left, negated, start)
        case .null where negated && dialect == .sqlite:
            advance()
            advance()
            return Expression(.isNull(left, negated: true), range: range(from: start))
        default: return nil
        }
    }

    private static let patternChain = "put parentheses around one of two LIKE, IN or BETWEEN"

    private mutating func parseLike(
        _ left: Expression, _ operation: Like.Operation, _ negated: Bool, _ start: Int
    ) -> Expression {
        if dialect == .postgres, operation != .similarTo, atQuantifier {
            return parseQuantified(left, .like(operation, negated: negated), start)
        }
        let pattern = parseExpression(minimum: strengths.pattern + 1)
        let escape = take(.escape) ? parseExpression(minimum: strengths.pattern + 1) : nil
        refuseChain(strengths.pattern, Self.patternChain)
        let like = Like(value: left, operation: operation, pattern: pattern, escape: escape, negated: negated)
        return Expression(.like(like), range: range(from: start))
    }

    private mutating func parseBetween(_ left: Expression, _ negated: Bool, _ start: Int) -> Expression {
        var symmetric = false
        if dialect == .postgres {
            symmetric = take(.symmetric)
            if !symmetric { _ = take(.asymmetric) }
        }
        // The first AND is ours; in the lower bound, weaker operators than these need parentheses.
        let low = dialect == .sqlite ? parseExpression(minimum: strengths.isTest) : parseBareExpression()
        expect(.and)
        let high = parseExpression(minimum: strengths.pattern + 1)
        refuseChain(strengths.pattern, Self.patternChain)
        let between = Between(value: left, low: low, high: high, negated: negated, symmetric: symmetric)
        return Expression(.between(between), range: range(from: start))
    }

    private mutating func parseIn(_ left: Expression, _ negated: Bool, _ start: Int) -> Expression {
        guard at(.leftParenthesis) else {
            if dialect == .sqlite, isName(current, .general) {
                let table = parseInTable()
                return Expression(.inTable(left, table, negated: negated), range: range(from: start))
            }
            report(expected: "'('")
            return left
        }
        advance()
        if !at(.leftParenthesis), startsQuery(at: 0) {
            let query = parseQuery()
            expectClosing()
            return Expression(.inQuery(left, query, negated: negated), range: range(from: start))
        }
        if dialect == .sqlite, take(.rightParenthesis) {
            return Expression(.inList(left, [], negated: negated), range: range(from: start))
        }
        let queryStart = self.start
        let first = parseExpression()
        if dialect == .postgres, case .subquery(var query) = first.kind, at(.rightParenthesis) || continuesQuery {
            // Postgres drops parentheses around a query; SQLite takes them for a list of one value.
            if continuesQuery {
                query = parseQuery(from: queryStart, first: query.isBare ? query.body : .nested(query))
            }
            expectClosing()
            return Expression(.inQuery(left, query, negated: negated), range: range(from: start))
        }
        var elements = [first]
        while !isRecovering, take(.comma) { elements.append(parseExpression()) }
        expectClosing()
        return Expression(.inList(left, elements, negated: negated), range: range(from: start))
    }

    /// SQLite's `IN table` and `IN function(…)`.
    private mutating func parseInTable() -> FromItem {
        let start = self.start
        let name = parseQualifiedName(expected: "a table")
        if at(.leftParenthesis) {
            return .function(TableFunction(calls: [parseRowCall(name)], range: range(from: start)))
        }
        return .table(TableReference(name: name, range: range(from: start)))
    }

    // MARK: ANY and ALL

    var atQuantifier: Bool {
        switch current.keyword {
        case .any, .some, .all: peek().kind == .leftParenthesis
        default: false
        }
    }

    mutating func parseQuantified(
        _ left: Expression, _ operation: Quantified.Operation, _ start: Int
    ) -> Expression {
        let quantifier: Quantified.Quantifier = at(.all) ? .all : .any
        advance()
        advance()
        let operand: Quantified.Operand
        if startsQuery(at: 0) {
            operand = .query(parseQuery())
        } else {
            operand = .array(parseExpression())
        }
        expectClosing()
        grow(by: Self.recursiveLinks)
        let quantified = Quantified(
            value: left, operation: operation, quantifier: quantifier, operand: operand)
        return Expression(.quantified(quantified), range: range(from: start))
    }
}

extension SQLDialect {
    /// The operator that a keyword is between a value and a pattern; nil for other keywords.
    fileprivate func likeOperation(_ keyword: Keyword, _ next: Token) -> Like.Operation? {
        switch keyword {
        case .like: .like
        case .ilike: self == .postgres ? .ilike : nil
        case .similar: self == .postgres && next.keyword == .to ? .similarTo : nil
        case .glob: self == .sqlite ? .glob : nil
        case .regexp: self == .sqlite ? .regexp : nil
        case .match: self == .sqlite ? .match : nil
        default: nil
        }
    }
}
