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
    var continuesQuery: Bool { continuesQuery(current) }

    func continuesQuery(_ token: Token) -> Bool {
        switch token.keyword {
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
        let with = with == nil && first == nil && at(.with) ? parseWith() : with
        let body = parseBody(minimum: 1, first: first)
        if with != nil, case .nested(let inner) = body, inner.with != nil {
            reportNotPermitted("the query in parentheses has common tables of its own already", at: inner.range)
        }
        if isRecovering { recoverAtClause() }
        let tailStart = self.start
        let tail = parseTail()
        if lastEnd > tailStart { check(tail, of: body, at: range(from: tailStart)) }
        if isRecovering { recoverAtClause() }
        height = max(outer, height + 1)
        if with == nil, tail.isEmpty, case .nested(var inner) = body {
            // Parentheses around a whole query say nothing.
            inner.range = range(from: start)
            return inner
        }
        return Query(
            with: with, body: body, orderBy: tail.orderBy, limit: tail.limit, withTies: tail.withTies,
            offset: tail.offset, locking: tail.locking, range: range(from: start))
    }

    /// Reports an order or a limit that the dialect doesn't take behind this body.
    private mutating func check(_ tail: QueryTail, of body: QueryBody, at place: SourceRange) {
        switch (dialect, body) {
        case (.sqlite, let body) where body.endsInValues:
            reportNotPermitted("SQLite takes no ORDER BY or LIMIT behind VALUES", at: place)
        case (.postgres, .nested(let inner)):
            let isTwice =
                !inner.orderBy.isEmpty && !tail.orderBy.isEmpty || inner.limit != nil && tail.limit != nil
                || inner.offset != nil && tail.offset != nil
            if isTwice {
                reportNotPermitted("the query in parentheses has an order or a limit of its own already", at: place)
            }
        default: break
        }
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
        case .select: return parseSelect()
        case .values: return parseValues()
        case .table where dialect == .postgres:
            advance()
            let name = parseQualifiedName(expected: "a table")
            _ = take(.star)
            return .table(name)
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
}
