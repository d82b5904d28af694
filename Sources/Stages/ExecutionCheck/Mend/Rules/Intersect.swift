internal import PlumbCore
public import PlumbSQL

/// Intersects two selects where one column should equal two values at once.
public struct Intersect: MendRule {
    /// `intersect`.
    public let name = "intersect"

    /// For a list of rules.
    public let summary = "intersect two selects where a column should equal two values at once"

    /// Such a query runs, and can't give a row.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Splits the query in two.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard case .select(let select) = query.body, query.orderBy.isEmpty, query.limit == nil, query.offset == nil,
            select.groupBy.isEmpty, select.having == nil,
            select.items.allSatisfy({ item in
                if case .expression(let value, _) = item { !AggregateFinder.finds(in: value) } else { true }
            })
        else { return nil }
        let conditions = select.where?.conjuncts ?? []
        var fixed: [(place: Int, column: ColumnName, value: Literal)] = []
        for (place, condition) in conditions.enumerated() {
            guard case .binary(let left, .equal, let right) = condition.kind, case .column(let column) = left.kind,
                case .literal(let value) = right.kind
            else { continue }
            if let other = fixed.first(where: { $0.column == column && $0.value != value }) {
                var (first, second) = (select, select)
                first.where = Self.joined(conditions, without: place)
                second.where = Self.joined(conditions, without: other.place)
                var changed = query
                changed.body = .setOperation(SetOperation(.select(first), .intersect, .select(second)))
                return (changed, "rows for both values: \(column) can't equal two at once")
            }
            fixed.append((place, column, value))
        }
        return nil
    }

    private static func joined(_ conditions: [Expression], without place: Int) -> Expression? {
        .joined(conditions.indices.filter { $0 != place }.map { conditions[$0] }, by: .and)
    }
}
