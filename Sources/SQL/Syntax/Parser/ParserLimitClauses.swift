internal import PlumbCore

/// What stands behind a query's body: its order, its limits, and how rows are locked.
extension Parser {
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

    mutating func parseLimits(_ query: inout Query) {
        guard dialect == .postgres else {
            if at(.limit) { parseSQLiteLimit(&query) }
            return
        }
        // Limits and locks come in either order, but each in one piece.
        let isLockedFirst = at(.for)
        if isLockedFirst { parseLocks(&query) }
        parsePostgresLimits(&query)
        if !isLockedFirst { parseLocks(&query) }
        if query.withTies, query.orderBy.isEmpty {
            reportNotPermitted("WITH TIES needs ORDER BY", at: SourceRange(start: lastEnd, end: lastEnd))
        }
    }

    /// `LIMIT count [OFFSET start]`, `LIMIT start, count`.
    private mutating func parseSQLiteLimit(_ query: inout Query) {
        advance()
        let first = parseExpression()
        query.limit = first
        if take(.comma) {
            query.offset = first
            query.limit = parseExpression()
        } else if take(.offset) {
            query.offset = parseExpression()
        }
    }

    private mutating func parsePostgresLimits(_ query: inout Query) {
        var hasLimit = false
        var hasOffset = false
        while !isRecovering {
            switch current.keyword {
            case .limit where !hasLimit:
                hasLimit = true
                advance()
                if !take(.all) { query.limit = parseExpression() }
            case .fetch where !hasLimit:
                hasLimit = true
                parseFetch(&query)
            case .offset where !hasOffset:
                hasOffset = true
                advance()
                query.offset = parseOffset()
            default: return
            }
        }
    }

    private mutating func parseLocks(_ query: inout Query) {
        while !isRecovering, at(.for) {
            if query.locking.isEmpty, peek().keyword == .read, peek(2).keyword == .only {
                // As it is anyway.
                advance()
                advance()
                advance()
                return
            }
            query.locking.append(parseLocking())
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
    private mutating func parseFetch(_ query: inout Query) {
        advance()
        if !take(.first), !take(.next) { report(expected: "FIRST or NEXT") }
        let isOne = (at(.row) || at(.rows)) && (peek().keyword == .only || peek().keyword == .with)
        query.limit = isOne ? .integer(1) : parseExpression(minimum: strengths.unary)
        if !take(.rows), !take(.row) { report(expected: "ROWS") }
        if take(.with, .ties) {
            query.withTies = true
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
