internal import PlumbCore

/// `SELECT`.
extension Parser {
    mutating func parseSelect() -> QueryBody {
        let start = self.start
        advance()
        let distinct = parseDistinctness()
        let items = parseItems(mayBeNone: dialect == .postgres && distinct == .all)
        recoverAtClause()
        let into = dialect == .postgres && take(.into) ? parseInto() : nil
        var from: [FromItem] = []
        if take(.from) {
            from = parseFromList()
            recoverAtClause()
        }
        let condition = parseCondition(behind: .where)
        var groupBy: [GroupingElement] = []
        var groupByDistinct = false
        if take(.group) {
            expect(.by)
            if dialect == .postgres {
                groupByDistinct = take(.distinct)
                if !groupByDistinct { _ = take(.all) }
            }
            groupBy = parseGroupBy()
            recoverAtClause()
        }
        let having = parseCondition(behind: .having)
        let windows = atWindowClause ? parseWindows() : []
        // Made at the end, because a value with so many parts is dear to change and to copy.
        return .select(
            Select(
                distinct: distinct, items: items, into: into, from: from, where: condition, groupBy: groupBy,
                groupByDistinct: groupByDistinct, having: having, windows: windows, range: range(from: start)))
    }

    private mutating func parseDistinctness() -> Distinctness {
        guard take(.distinct) else {
            _ = take(.all)
            return .all
        }
        guard dialect == .postgres, take(.on) else { return .distinct }
        return .on(parseExpressionList())
    }

    private mutating func parseCondition(behind keyword: Keyword) -> Expression? {
        guard take(keyword) else { return nil }
        let condition = parseExpression()
        recoverAtClause()
        return condition
    }

    private mutating func parseWindows() -> [NamedWindow] {
        advance()
        var windows: [NamedWindow] = []
        repeat {
            let name = parseName(expected: "a name for the window")
            expect(.as)
            windows.append(NamedWindow(name: name, specification: parseWindowSpecification()))
        } while take(.comma)
        recoverAtClause()
        return windows
    }

    /// The table that `SELECT INTO` would make; how long it would last isn't kept.
    private mutating func parseInto() -> QualifiedName {
        if at(.local) || at(.global), peek().keyword == .temp || peek().keyword == .temporary { advance() }
        // A table may have such a name itself.
        let isWord = at(.temporary) || at(.temp) || at(.unlogged)
        if isWord, peek().keyword == .table || isName(peek(), .general) { advance() }
        _ = take(.table)
        return parseQualifiedName(expected: "a table")
    }

    /// Whether `WINDOW` is next as a keyword: SQLite reads it as a name unless `name AS` follows.
    @inline(__always)
    var atWindowClause: Bool {
        at(.window) && (dialect == .postgres || (isName(peek(), .general) && peek(2).keyword == .as))
    }

    // MARK: Items

    /// Reads the items; there may be none where `mayBeNone`, as in Postgres without `DISTINCT`.
    private mutating func parseItems(mayBeNone: Bool) -> [SelectItem] {
        if mayBeNone, endsItems(before: current) { return [] }
        var items: [SelectItem] = []
        repeat {
            items.append(parseItem())
        } while !isRecovering && take(.comma)
        return items
    }

    /// Whether a token can only stand behind all items.
    private func endsItems(before token: Token) -> Bool {
        switch token.kind {
        case .endOfText, .semicolon, .rightParenthesis: return true
        default: break
        }
        switch token.keyword {
        case .from, .into, .where, .group, .having, .window: return true
        default: return continuesQuery(token)
        }
    }

    private mutating func parseItem() -> SelectItem {
        if take(.star) { return .allColumns() }
        if peek().kind == .dot, isName(current, .general), let item = parseQualifiedStar() { return item }
        let expression = parseExpression()
        if take(.as) {
            return .expression(expression, alias: parseName(.label, expected: "an alias"))
        }
        if isName(current, .bareAlias), !atWindowClause {
            return .expression(expression, alias: consumeName())
        }
        return .expression(expression)
    }

    /// `table.*` or `schema.table.*`.
    private mutating func parseQualifiedStar() -> SelectItem? {
        if peek(2).kind == .star, dialect == .sqlite || endsItem(at: 3) {
            let name = consumeName()
            advance()
            advance()
            return .allColumns(of: QualifiedName(name))
        }
        if peek(3).kind == .dot, peek(4).kind == .star, isName(peek(2), .label),
            dialect == .sqlite || endsItem(at: 5)
        {
            if dialect == .sqlite {
                let place = SourceRange(start: start, end: Int(peek(4).end))
                reportNotPermitted("SQLite takes one name in front of .*", at: place)
            }
            let schema = consumeName()
            advance()
            let name = consumeName()
            advance()
            advance()
            return .allColumns(of: QualifiedName(name, schema: schema))
        }
        return nil
    }

    /// Whether the item ends before a token; in Postgres, `table.*` may stand for the whole row and go on.
    private func endsItem(at distance: Int) -> Bool {
        let next = peek(distance)
        return next.kind == .comma || endsItems(before: next)
    }

    // MARK: Groups

    private mutating func parseGroupBy() -> [GroupingElement] {
        var elements: [GroupingElement] = []
        repeat {
            elements.append(parseGroupingElement())
        } while !isRecovering && take(.comma)
        return elements
    }

    private mutating func parseGroupingElement() -> GroupingElement {
        guard dialect == .postgres else { return .expression(parseExpression()) }
        if at(.leftParenthesis), peek().kind == .rightParenthesis {
            advance()
            advance()
            return .empty
        }
        if peek().kind == .leftParenthesis {
            if take(.rollup) { return .rollup(parseExpressionList()) }
            if take(.cube) { return .cube(parseExpressionList()) }
        }
        if take(.grouping, .sets) {
            guard enter() else { return .empty }
            defer { leave() }
            expect(.leftParenthesis, "(")
            var sets: [GroupingElement] = []
            repeat {
                sets.append(parseGroupingElement())
            } while !isRecovering && take(.comma)
            expectClosing()
            return .sets(sets)
        }
        return .expression(parseExpression())
    }

    /// `(a, b, …)`.
    mutating func parseExpressionList() -> [Expression] {
        expect(.leftParenthesis, "(")
        let expressions = parseExpressions()
        expectClosing()
        return expressions
    }

    /// `a, b, …`, one at least.
    mutating func parseExpressions() -> [Expression] {
        var expressions: [Expression] = []
        repeat {
            expressions.append(parseExpression())
        } while !isRecovering && take(.comma)
        return expressions
    }
}
