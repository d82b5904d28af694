internal import PlumbCore

/// Operands: constants, names, parentheses, and what starts with a word of its own.
extension Parser {
    mutating func parsePrimary(_ start: Int) -> Expression {
        switch current.kind {
        case .word:
            return current.keyword == .none ? parseNameExpression(start) : parseKeywordExpression(start)
        case .quotedName, .bracketName, .backtickName, .unicodeName: return parseNameExpression(start)
        case .integer: return parseConstant(start) { .integer($0) }
        case .decimal: return parseConstant(start) { .decimal($0) }
        case .string, .nationalString, .escapeString, .unicodeString, .dollarString:
            // SQLite takes 'table'.'column' for names.
            if dialect == .sqlite, peek().kind == .dot { return parseNameExpression(start) }
            let text = parseString()
            return Expression(.literal(.string(text)), range: range(from: start))
        case .blob, .bits, .hexadecimalBits: return parseDigits(start)
        case .parameter:
            let text = text(Int(current.start), Int(current.end))
            advance()
            return Expression(.parameter(text), range: range(from: start))
        case .leftParenthesis: return parseParenthesised(start)
        default: return missingExpression()
        }
    }

    private mutating func missingExpression() -> Expression {
        report(expected: "an expression")
        return Expression(.error, range: SourceRange(start: start, end: start))
    }

    private mutating func parseConstant(_ start: Int, _ make: (String) -> Literal) -> Expression {
        let literal = make(text(Int(current.start), Int(current.end)))
        advance()
        return Expression(.literal(literal), range: range(from: start))
    }

    /// `x'0a'`, `B'01'`.
    private mutating func parseDigits(_ start: Int) -> Expression {
        let kind = current.kind
        let digits = text(Int(current.start) + 2, Int(current.end) - 1)
        advance()
        let literal: Literal = kind == .blob ? .blob(digits) : .bits(digits, hexadecimal: kind == .hexadecimalBits)
        return Expression(.literal(literal), range: range(from: start))
    }

    // MARK: Parentheses

    private mutating func parseParenthesised(_ start: Int) -> Expression {
        advance()
        if !at(.leftParenthesis), startsQuery(at: 0) { return parseSubquery(start) }
        let first = parseExpression()
        if case .subquery(let query) = first.kind, continuesQuery {
            if dialect == .sqlite {
                reportNotPermitted("SQLite takes no parentheses around a whole SELECT", at: query.range)
            }
            return parseSubquery(start, first: query.isBare ? query.body : .nested(query))
        }
        if at(.comma) {
            var elements = [first]
            while !isRecovering, take(.comma) { elements.append(parseExpression()) }
            expectClosing()
            return Expression(.row(elements), range: range(from: start))
        }
        expectClosing()
        return first
    }

    private mutating func parseSubquery(_ start: Int, first: QueryBody? = nil) -> Expression {
        let query = parseQuery(from: first == nil ? nil : start + 1, first: first)
        expectClosing()
        return Expression(.subquery(query), range: range(from: start))
    }

    // MARK: Keywords

    private mutating func parseKeywordExpression(_ start: Int) -> Expression {
        switch current.keyword {
        case .null: return parseWord(.null, start)
        case .true where !isQualifierOrCall: return parseWord(.boolean(true), start)
        case .false where !isQualifierOrCall: return parseWord(.boolean(false), start)
        case .case: return parseCase(start)
        case .cast: return parseCast(start)
        case .exists: return parseExists(start)
        case .raise where dialect == .sqlite: return missingExpression()
        case .collation where dialect == .postgres && peek().keyword == .for: return parseCollationOf(start)
        default: break
        }
        if let current = currentValue { return parseCurrentValue(current, start) }
        if dialect == .postgres, let expression = parsePostgresKeyword(start) { return expression }
        guard
            isName(current, .general) || (peek().kind == .leftParenthesis && isName(current, .function))
                || isTypedLiteral
        else { return missingExpression() }
        return parseNameExpression(start)
    }

    /// Whether the word that is next stands before a dot or a parenthesis.
    private var isQualifierOrCall: Bool { peek().kind == .dot || peek().kind == .leftParenthesis }

    private mutating func parseWord(_ literal: Literal, _ start: Int) -> Expression {
        advance()
        return Expression(.literal(literal), range: range(from: start))
    }

    @inline(__always)
    private var currentValue: Literal.CurrentValue? {
        switch current.keyword {
        case .currentDate: return .date
        case .currentTime: return .time
        case .currentTimestamp: return .timestamp
        default: break
        }
        guard dialect == .postgres else { return nil }
        switch current.keyword {
        case .localtime: return .localTime
        case .localtimestamp: return .localTimestamp
        case .currentUser, .user: return .user
        case .sessionUser: return .sessionUser
        case .systemUser: return .systemUser
        case .currentRole: return .role
        case .currentCatalog: return .catalog
        case .currentSchema: return peek().kind == .leftParenthesis ? nil : .schema
        default: return nil
        }
    }

    private mutating func parseCurrentValue(_ value: Literal.CurrentValue, _ start: Int) -> Expression {
        advance()
        var precision: String?
        if dialect == .postgres, value.hasPrecision, at(.leftParenthesis) {
            advance()
            precision = text(of: current.range)
            if current.kind == .integer { advance() } else { report(expected: "a number of digits") }
            expectClosing()
        }
        return Expression(.literal(.current(value, precision: precision)), range: range(from: start))
    }

    /// `COLLATION FOR (value)`, which the server reads as a call.
    private mutating func parseCollationOf(_ start: Int) -> Expression {
        advance()
        advance()
        expect(.leftParenthesis, "(")
        let value = parseExpression()
        expectClosing()
        let name = QualifiedName("pg_collation_for", schema: "pg_catalog")
        return Expression(.call(FunctionCall(name: name, arguments: [value])), range: range(from: start))
    }

    private mutating func parseExists(_ start: Int) -> Expression {
        if dialect == .postgres, peek().kind != .leftParenthesis { return parseNameExpression(start) }
        advance()
        guard at(.leftParenthesis), startsQuery(at: 1) else {
            report(expected: "a query in parentheses")
            return Expression(.error)
        }
        advance()
        let query = parseQuery()
        expectClosing()
        return Expression(.exists(query), range: range(from: start))
    }

    private mutating func parseCast(_ start: Int) -> Expression {
        advance()
        expect(.leftParenthesis, "(")
        let value = parseExpression()
        expect(.as)
        let type = parseType()
        expectClosing()
        return Expression(.cast(value, type), range: range(from: start))
    }

    private mutating func parseCase(_ start: Int) -> Expression {
        advance()
        let operand = at(.when) ? nil : parseExpression()
        var result = Case(operand: operand, branches: [])
        if !at(.when) { report(expected: "WHEN") }
        while !isRecovering, take(.when) {
            let condition = parseExpression()
            expect(.then)
            result.branches.append(Case.Branch(when: condition, then: parseExpression()))
        }
        if take(.else) { result.otherwise = parseExpression() }
        expect(.end)
        return Expression(.caseWhen(result), range: range(from: start))
    }

    // MARK: Names

    /// A column, a function call, or a constant with its type in front.
    private mutating func parseNameExpression(_ start: Int) -> Expression {
        if dialect == .postgres, isTypedLiteral { return parseTypedLiteral(start) }
        let mayBeFunction = dialect.isFunctionName(current.keyword)
        let first = consumeName()
        if at(.leftParenthesis), mayBeFunction { return finishCall(QualifiedName(first), start) }
        guard at(.dot), peek().kind != .star else {
            return Expression(.column(ColumnName(first)), range: range(from: start))
        }
        advance()
        let second = parseName(.label, expected: "a column's name")
        if at(.leftParenthesis), dialect == .postgres {
            return finishCall(QualifiedName(second, schema: first), start)
        }
        guard at(.dot), peek().kind != .star else {
            return Expression(.column(ColumnName(second, table: first)), range: range(from: start))
        }
        var parts = [first, second]
        while at(.dot), peek().kind != .star, parts.count < (dialect == .postgres ? 4 : 3) {
            advance()
            parts.append(parseName(.label, expected: "a column's name"))
        }
        if at(.leftParenthesis), dialect == .postgres, parts.count == 3 {
            return finishCall(QualifiedName(parts[2], schema: second, database: first), start)
        }
        let name = ColumnName(
            parts[parts.count - 1], table: parts[parts.count - 2], qualifiers: Array(parts.dropLast(2)))
        return Expression(.column(name), range: range(from: start))
    }

    private mutating func finishCall(_ name: QualifiedName, _ start: Int) -> Expression {
        let call = parseCall(name)
        if dialect == .postgres, atString, let type = call.asType,
            !KeywordSet.postgresCalls.contains(KeywordTable.shared.keyword(name.name.text))
        {
            // `mytype(3) 'text'`: a constant of a type that isn't built in.
            let text = parseString()
            return Expression(.literal(.typed(type, text)), range: range(from: start))
        }
        return Expression(.call(call), range: range(from: start))
    }
}
