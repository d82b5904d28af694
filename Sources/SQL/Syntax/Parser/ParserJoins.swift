internal import PlumbCore

/// Joins.
extension Parser {
    /// Whether a join is next.
    var atJoin: Bool {
        switch current.keyword {
        case .join, .inner, .left, .right, .full, .cross, .natural: true
        case .outer: dialect == .sqlite
        default: false
        }
    }

    /// Reads what is joined to an item.
    mutating func parseJoin(_ left: FromItem) -> FromItem {
        let (kind, isNatural) = dialect == .sqlite ? parseSQLiteJoinWords() : parsePostgresJoinWords()
        var right = parseFromPrimary()
        let needsCondition = dialect == .postgres && kind != .cross && !isNatural
        if needsCondition {
            // `a JOIN b JOIN c ON … ON …`: what comes before our own ON belongs to the right.
            while atJoin {
                guard enter() else { return .error }
                right = parseJoin(right)
                leave()
            }
        }
        grow()
        let constraintStart = start
        var constraint = Join.Constraint.none
        if dialect == .sqlite || needsCondition { constraint = parseConstraint() }
        if case .none = constraint {
            if isNatural { constraint = .natural } else if needsCondition { report(expected: "ON or USING") }
        } else if isNatural {
            reportNotPermitted("a NATURAL join takes neither ON nor USING", at: range(from: constraintStart))
        }
        return .join(Join(left: left, kind: kind, right: right, constraint: constraint))
    }

    /// `ON condition` or `USING (columns)`, where either is next.
    mutating func parseConstraint() -> Join.Constraint {
        if take(.on) { return .on(parseExpression()) }
        guard take(.using) else { return .none }
        let names = parseNameList(expected: "a column's name")
        let alias = dialect == .postgres && take(.as) ? parseName(expected: "an alias") : nil
        return .using(names, alias: alias)
    }

    /// `[NATURAL] [INNER | CROSS | {LEFT | RIGHT | FULL} [OUTER]] JOIN`.
    private mutating func parsePostgresJoinWords() -> (kind: Join.Kind, isNatural: Bool) {
        let isNatural = take(.natural)
        let kind: Join.Kind
        switch current.keyword {
        case .left: kind = .left
        case .right: kind = .right
        case .full: kind = .full
        case .cross where !isNatural: kind = .cross
        default: kind = .inner
        }
        if kind != .inner { advance() } else { _ = take(.inner) }
        if kind != .inner, kind != .cross { _ = take(.outer) }
        expect(.join)
        return (kind, isNatural)
    }

    /// Reads up to three words in front of `JOIN`, in any order, as SQLite takes them.
    private mutating func parseSQLiteJoinWords() -> (kind: Join.Kind, isNatural: Bool) {
        let start = self.start
        var left = false
        var right = false
        var inner = false
        var cross = false
        var outer = false
        var natural = false
        var count = 0
        while count < 3, atJoin, !at(.join) {
            switch current.keyword {
            case .left: left = true
            case .right: right = true
            case .full: (left, right) = (true, true)
            case .inner: inner = true
            case .cross: cross = true
            case .outer: outer = true
            default: natural = true
            }
            advance()
            count += 1
        }
        expect(.join)
        let keepsUnmatched = left || right
        if keepsUnmatched ? inner || cross : outer {
            reportNotPermitted("there is no such kind of join", at: range(from: start))
        }
        let kind: Join.Kind =
            switch (left, right) {
            case (true, true): .full
            case (true, false): .left
            case (false, true): .right
            case (false, false): cross ? .cross : .inner
            }
        return (kind, natural)
    }
}
