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
        var constraint: Join.Constraint = isNatural ? .natural : .none
        if take(.on) {
            constraint = .on(parseExpression())
        } else if take(.using) {
            let names = parseNameList(expected: "a column's name")
            let alias = dialect == .postgres && take(.as) ? parseName(expected: "an alias") : nil
            constraint = .using(names, alias: alias)
        } else if dialect == .postgres, !isNatural, kind != .cross {
            report(expected: "ON or USING")
        }
        return .join(Join(left: left, kind: kind, right: right, constraint: constraint))
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
