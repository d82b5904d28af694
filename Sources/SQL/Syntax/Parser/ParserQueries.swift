internal import PlumbCore

/// Queries: common tables, set operations, order and limits.
extension Parser {
    /// Whether the tokens from a distance on are a query, past any opening parentheses.
    func startsQuery(at distance: Int) -> Bool {
        var distance = distance
        while peek(distance).kind == .leftParenthesis {
            guard distance <= limits.maximumNesting else { return false }
            distance += 1
        }
        switch peek(distance).keyword {
        case .select: return true
        case .values: return peek(distance + 1).kind == .leftParenthesis
        case .with: return isName(peek(distance + 1), .general) || peek(distance + 1).keyword == .recursive
        case .table: return dialect == .postgres
        default: return false
        }
    }

    /// Whether the current token can only go on with a query that has been read in parentheses.
    var continuesQuery: Bool {
        switch current.keyword {
        case .union, .intersect, .except, .order, .limit: true
        case .offset, .fetch, .for: dialect == .postgres
        default: false
        }
    }

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - with: common tables that have been read already.
    ///   - from: the offset of the query's first byte, where something of it has been read already.
    ///   - first: the first operand, where it has been read already.
    /// - Returns: the query.
    mutating func parseQuery(with: With? = nil, from: Int? = nil, first: QueryBody? = nil) -> Query {
        let start = from ?? self.start
        guard enter() else { return Query(body: .error) }
        defer { leave() }
        let outer = height
        height = 0
        var query = Query(body: .error)
        query.with = with
        if with == nil, first == nil, at(.with) { query.with = parseWith() }
        query.body = parseBody(minimum: 1, first: first)
        if isRecovering { recoverAtClause() }
        if at(.order) { query.orderBy = parseOrderBy() }
        parseLimits(&query)
        if isRecovering { recoverAtClause() }
        height = max(outer, height + 1)
        if case .nested(var inner) = query.body, query.with == nil, query.orderBy.isEmpty, query.limit == nil,
            query.offset == nil, query.locking.isEmpty
        {
            // Parentheses around a whole query say nothing.
            inner.range = range(from: start)
            return inner
        }
        query.range = range(from: start)
        return query
    }

    // MARK: Set operations

    private mutating func parseBody(minimum: Int, first: QueryBody? = nil) -> QueryBody {
        guard enter() else { return .error }
        defer { leave() }
        var left = first ?? parseOperand()
        while let (operation, strength) = setOperation, strength >= minimum {
            if dialect == .sqlite, operation != .union, peek().keyword == .all {
                reportNotPermitted("SQLite knows \(operation.rawValue) without ALL only", at: peek().range)
            }
            advance()
            let all = take(.all)
            if !all, dialect == .postgres { _ = take(.distinct) }
            let right = parseBody(minimum: strength + 1)
            grow()
            left = .setOperation(SetOperation(left, operation, all: all, right))
        }
        return left
    }

    private var setOperation: (SetOperation.Operation, Int)? {
        switch current.keyword {
        case .union: (.union, 1)
        case .except: (.except, 1)
        // Postgres binds INTERSECT tighter; SQLite takes all from the left.
        case .intersect: (.intersect, dialect == .postgres ? 2 : 1)
        default: nil
        }
    }

    private mutating func parseOperand() -> QueryBody {
        switch current.keyword {
        case .select: return .select(parseSelect())
        case .values: return parseValues()
        case .table where dialect == .postgres:
            advance()
            return .table(parseQualifiedName(expected: "a table"))
        default: break
        }
        guard at(.leftParenthesis), startsQuery(at: 1) else {
            report(expected: "SELECT")
            return .error
        }
        let start = self.start
        advance()
        let query = parseQuery()
        expectClosing()
        if dialect == .sqlite {
            reportNotPermitted("SQLite takes no parentheses around a whole SELECT", at: range(from: start))
        }
        return query.isBare ? query.body : .nested(query)
    }

    private mutating func parseValues() -> QueryBody {
        advance()
        var rows: [[Expression]] = []
        repeat {
            expect(.leftParenthesis, "(")
            rows.append(parseExpressions())
            expectClosing()
        } while take(.comma)
        return .values(rows)
    }

    // MARK: Order and limits

    mutating func parseOrderBy() -> [OrderTerm] {
        advance()
        expect(.by)
        var terms: [OrderTerm] = []
        repeat {
            var term = OrderTerm(parseExpression())
            if take(.desc) {
                term.direction = .descending
            } else if dialect == .postgres, take(.using) {
                term.direction = .using(text(of: current.range))
                if isOperatorToken(current) { advance() } else { report(expected: "an operator") }
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

    private mutating func parseLimits(_ query: inout Query) {
        while true {
            switch current.keyword {
            case .limit: parseLimit(&query)
            case .offset where dialect == .postgres && query.offset == nil:
                advance()
                query.offset = parseExpression()
                if !take(.rows) { _ = take(.row) }
            case .fetch where dialect == .postgres && query.limit == nil: parseFetch(&query)
            case .for where dialect == .postgres: query.locking.append(parseLocking())
            default: return
            }
            if isRecovering { return }
        }
    }

    private mutating func parseLimit(_ query: inout Query) {
        if query.limit != nil { report(expected: "one LIMIT") }
        advance()
        if dialect == .postgres, take(.all) { return }
        let first = parseExpression()
        query.limit = first
        if dialect == .sqlite, take(.comma) {
            query.offset = first
            query.limit = parseExpression()
        } else if dialect == .sqlite, take(.offset) {
            query.offset = parseExpression()
        }
    }

    /// `FETCH {FIRST | NEXT} [count] {ROW | ROWS} {ONLY | WITH TIES}`.
    private mutating func parseFetch(_ query: inout Query) {
        advance()
        if !take(.first), !take(.next) { report(expected: "FIRST or NEXT") }
        query.limit = at(.row) || at(.rows) ? .integer(1) : parseExpression(minimum: strengths.unary)
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
