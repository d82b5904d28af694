internal import PlumbCore
internal import PlumbLanguage
public import PlumbSQL

/// Leaves out a count that is shown although only the order needs it.
public struct Trim: MendRule {
    /// `trim`.
    public let name = "trim"

    /// For a list of rules.
    public let summary = "leave out a count that the question asks to order by, not to show"

    /// Such a query runs, and shows too much.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Words that ask for a number.
    private static let numberWords: Set<String> = [
        "many", "much", "number", "numbers", "count", "counts", "total", "totals", "amount", "average", "sum", "how",
        "frequency", "times", "along", "respective", "corresponding", "together", "each", "with",
    ]

    /// Leaves the value out of the list, and writes it into the order.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard let question = scope.question, Self.numberWords.isDisjoint(with: Words.of(question.text)),
            case .select(var select) = query.body, query.orderBy.count == 1, query.limit != nil,
            select.items.count > 1, !select.groupBy.isEmpty
        else { return nil }
        var changed = query
        for (place, item) in select.items.enumerated() {
            guard case .expression(let value, let alias) = item, AggregateFinder.finds(in: value) else { continue }
            let order = query.orderBy[0].expression
            let isOrder: Bool
            if case .column(let column) = order.kind, column.table == nil, let alias {
                isOrder = column.name.matches(alias)
            } else {
                isOrder = order == value
            }
            guard isOrder else { continue }
            select.items.remove(at: place)
            changed.body = .select(select)
            changed.orderBy[0].expression = value
            return (changed, "without \(value), which is asked for by no word")
        }
        return nil
    }
}
