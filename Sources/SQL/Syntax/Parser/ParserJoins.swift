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
        let (kind, isNatural) = parseJoinWords()
        var right = parseFromPrimary()
        if dialect == .postgres, kind != .cross, !isNatural {
            // `a JOIN b JOIN c ON … ON …`: what comes before our own ON belongs to the right.
            while atJoin {
                guard enter() else { return .error }
                right = parseJoin(right)
                leave()
            }
        }
        grow()
        var constraint = parseConstraint()
        if case .none = constraint {
            if isNatural {
                constraint = .natural
            } else if dialect == .postgres, kind != .cross {
                report(expected: "ON or USING")
            }
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

    /// Reads the words up to `JOIN`, in any order, as SQLite takes them.
    private mutating func parseJoinWords() -> (kind: Join.Kind, isNatural: Bool) {
        let start = self.start
        var words: Set<Keyword> = []
        while !at(.join), atJoin || at(.outer) {
            words.insert(current.keyword)
            advance()
        }
        expect(.join)
        let sides = words.intersection([.left, .right, .full])
        if !sides.isEmpty && (words.contains(.inner) || words.contains(.cross))
            || (sides.isEmpty && words.contains(.outer))
        {
            reportNotPermitted("there is no such kind of join", at: range(from: start))
        }
        let kind: Join.Kind
        if words.contains(.full) || (words.contains(.left) && words.contains(.right)) {
            kind = .full
        } else if words.contains(.left) {
            kind = .left
        } else if words.contains(.right) {
            kind = .right
        } else {
            kind = words.contains(.cross) ? .cross : .inner
        }
        return (kind, words.contains(.natural))
    }
}
