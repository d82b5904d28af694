extension Expression {
    /// The conditions of a chain of `AND`, first to last; the expression itself where it is no chain.
    package var conjuncts: [Expression] {
        var first = self
        var rest: [Expression] = []
        while case .binary(let left, .and, let right) = first.kind {
            rest.append(right)
            first = left
        }
        return [first] + rest.reversed()
    }

    /// The columns on both sides of an `=`; nil for anything else.
    package var equalColumns: (left: ColumnName, right: ColumnName)? {
        guard case .binary(let left, .equal, let right) = kind, case .column(let first) = left.kind,
            case .column(let second) = right.kind
        else { return nil }
        return (first, second)
    }
}

extension MutationScope {
    /// Whether a condition joins two tables by their columns.
    func isJoin(_ condition: Expression) -> Bool {
        guard let (left, right) = condition.equalColumns else { return false }
        if let left = left.table, let right = right.table { return !left.matches(right) }
        guard let left = place(of: left), let right = place(of: right) else { return true }
        return left.table != right.table
    }
}
