/// A join of a `FROM` clause, by the places of the items on both sides.
struct JoinPlace: Sendable {
    var kind: Join.Kind
    var left: Range<Int>
    var right: Range<Int>

    /// The columns that `USING` or `NATURAL` makes one of two, in order.
    var merged: [String] = []

    /// What of a condition's certainty holds: in an outer join, only what speaks of the side that may be absent.
    func certainty(of condition: Certainty, in scope: NameScope) -> Certainty {
        guard [.left, .right, .full].contains(kind) else { return condition }
        func speaks(_ column: BoundColumn) -> Bool {
            guard let place = scope.places[column.source] else { return false }
            return kind == .full || (kind == .left ? right : left).contains(place)
        }
        return Certainty(
            equalities: condition.equalities.filter { speaks($0.left) || speaks($0.right) },
            fixed: condition.fixed.filter(speaks))
    }
}
