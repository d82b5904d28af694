internal import PlumbCore

/// What stands behind a query's body: its order, its limits, and how rows are locked.
struct QueryTail {
    var orderBy: [OrderTerm] = []
    var limit: Expression?
    var withTies = false
    var offset: Expression?
    var locking: [LockingClause] = []

    var isEmpty: Bool { orderBy.isEmpty && limit == nil && offset == nil && locking.isEmpty }
}

extension Parser {
    mutating func parseTail() -> QueryTail {
        var tail = QueryTail()
        if at(.order) { tail.orderBy = parseOrderBy() }
        parseLimits(&tail)
        return tail
    }

    mutating func parseOrderBy() -> [OrderTerm] {
        advance()
        expect(.by)
        var terms: [OrderTerm] = []
        repeat {
            var term = OrderTerm(parseExpression())
            if take(.desc) {
                term.direction = .descending
            } else if dialect == .postgres, take(.using) {
                term.direction = .using(parseOrderOperator())
            } else {
                _ = take(.asc)
            }
            if at(.nulls), peek().keyword == .first || peek().keyword == .last {
                term.nulls = peek().keyword == .first ? .first : .last
                advance()
                advance()
            }
            terms.append(term)
        } while take(.comma)
        return terms
    }

    private mutating func parseOrderOperator() -> String {
        if at(.operator) { return parseQualifiedOperator() }
        let spelling = text(of: current.range)
        if isOperatorToken(current) { advance() } else { report(expected: "an operator") }
        return spelling
    }

    // MARK: Limits

    private mutating func parseLimits(_ tail: inout QueryTail) {
        guard dialect == .postgres else {
            if at(.limit) { parseSQLiteLimit(&tail) }
            return
        }
        // Limits and locks come in either order, but each in one piece.
        let isLockedFirst = at(.for)
        if isLockedFirst { parseLocks(&tail) }
        parsePostgresLimits(&tail)
        if !isLockedFirst { parseLocks(&tail) }
        if tail.withTies, tail.orderBy.isEmpty {
            reportNotPermitted("WITH TIES needs ORDER BY", at: SourceRange(start: lastEnd, end: lastEnd))
        }
    }

    /// `LIMIT count [OFFSET start]`, `LIMIT start, count`.
    private mutating func parseSQLiteLimit(_ tail: inout QueryTail) {
        advance()
        let first = parseExpression()
        tail.limit = first
        if take(.comma) {
            tail.offset = first
            tail.limit = parseExpression()
        } else if take(.offset) {
            tail.offset = parseExpression()
        }
    }

    private mutating func parsePostgresLimits(_ tail: inout QueryTail) {
        var hasLimit = false
        var hasOffset = false
        while !isRecovering {
            switch current.keyword {
            case .limit where !hasLimit:
                hasLimit = true
                advance()
                if !take(.all) { tail.limit = parseExpression() }
            case .fetch where !hasLimit:
                hasLimit = true
                parseFetch(&tail)
            case .offset where !hasOffset:
                hasOffset = true
                advance()
                tail.offset = parseOffset()
            default: return
            }
        }
    }

    private mutating func parseLocks(_ tail: inout QueryTail) {
        while !isRecovering, at(.for) {
            if tail.locking.isEmpty, peek().keyword == .read, peek(2).keyword == .only {
                // As it is anyway.
                advance()
                advance()
                advance()
                return
            }
            tail.locking.append(parseLocking())
        }
    }

    private mutating func parseOffset() -> Expression {
        let offset = parseExpression()
        guard at(.row) || at(.rows) else { return offset }
        if case .binary = offset.kind, tokens[position - 1].kind != .rightParenthesis {
            reportNotPermitted("a sum in front of ROWS needs parentheses", at: offset.range)
        }
        advance()
        return offset
    }

    /// `FETCH {FIRST | NEXT} [count] {ROW | ROWS} {ONLY | WITH TIES}`.
    private mutating func parseFetch(_ tail: inout QueryTail) {
        advance()
        if !take(.first), !take(.next) { report(expected: "FIRST or NEXT") }
        let isOne = (at(.row) || at(.rows)) && (peek().keyword == .only || peek().keyword == .with)
        tail.limit = isOne ? .integer(1) : parseExpression(minimum: strengths.unary)
        if !take(.rows), !take(.row) { report(expected: "ROWS") }
        if take(.with, .ties) {
            tail.withTies = true
        } else {
            expect(.only)
        }
    }

    private mutating func parseLocking() -> LockingClause {
        advance()
        let start = self.start
        if take(.no) { expect(.key) } else { _ = take(.key) }
        if !take(.update), !take(.share) { report(expected: "UPDATE or SHARE") }
        let words = text(start, lastEnd).split(whereSeparator: \.isWhitespace).map { $0.uppercased() }
        var clause = LockingClause(strength: words.joined(separator: " "))
        if take(.of) {
            repeat { clause.tables.append(parseQualifiedName(expected: "a table")) } while take(.comma)
        }
        if take(.nowait) {
            clause.waiting = "NOWAIT"
        } else if take(.skip, .locked) {
            clause.waiting = "SKIP LOCKED"
        }
        return clause
    }
}
