internal import PlumbCore
internal import PlumbLanguage
public import PlumbSQL

/// Intersects two selects where the question asks for what has both of two values and the query for what has either.
public struct Both: MendRule {
    /// `both`.
    public let name = "both"

    /// For a list of rules.
    public let summary =
        "intersect two selects where the question asks for both of two values, and the query for either"

    /// Such a query runs, and gives too much.
    public let touchesRunning = true

    /// Makes the rule.
    public init() {}

    /// Splits the query in two.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard let question = scope.question?.text, case .select(let select) = query.body, query.isPlain,
            select.groupBy.isEmpty, select.having == nil, let shown = select.shownTables
        else { return nil }
        let conditions = select.where?.conjuncts ?? []
        for (place, condition) in conditions.enumerated() {
            // A row has one value; only what several rows belong to can have both.
            guard let (column, values) = Self.alternatives(condition), let table = column.table,
                !shown.contains(table.folded), Self.asksForBoth(values, in: question)
            else { continue }
            let selects = values.map { value in
                var select = select
                var kept = conditions
                kept[place] = Expression(.binary(Expression(.column(column)), .equal, Expression(.literal(value))))
                select.where = .joined(kept, by: .and)
                return select
            }
            var changed = query
            changed.body = .setOperation(SetOperation(.select(selects[0]), .intersect, .select(selects[1])))
            return (changed, "rows for both values of \(column), as the question asks, not for either")
        }
        return nil
    }

    /// The two values that a condition lets a column have.
    private static func alternatives(_ condition: Expression) -> (ColumnName, [Literal])? {
        switch condition.kind {
        case .inList(let value, let list, negated: false):
            guard case .column(let column) = value.kind, list.count == 2 else { return nil }
            let literals = list.compactMap { item -> Literal? in
                if case .literal(let literal) = item.kind { literal } else { nil }
            }
            return literals.count == 2 && literals[0] != literals[1] ? (column, literals) : nil
        case .binary(let left, .or, let right):
            guard case .binary(let first, .equal, let firstValue) = left.kind,
                case .binary(let second, .equal, let secondValue) = right.kind,
                case .column(let column) = first.kind, case .column(let other) = second.kind, column == other,
                case .literal(let one) = firstValue.kind, case .literal(let two) = secondValue.kind, one != two
            else { return nil }
            return (column, [one, two])
        default: return nil
        }
    }

    /// Whether "and" stands between the two values in the question, near both.
    private static func asksForBoth(_ values: [Literal], in question: String) -> Bool {
        let words = Words.of(question)
        let places = values.compactMap { value -> Range<Int>? in
            let wanted = Words.of(value.words)
            guard !wanted.isEmpty, wanted.count <= words.count else { return nil }
            let start = (0...(words.count - wanted.count)).first { Array(words[$0..<$0 + wanted.count]) == wanted }
            return start.map { $0..<$0 + wanted.count }
        }
        guard places.count == 2, let first = places.map(\.upperBound).min(), let last = places.map(\.lowerBound).max(),
            first < last, last - first <= mostWordsBetween
        else { return false }
        let between = words[first..<last]
        return between.contains("and") && !between.contains("or") && !words.contains("either")
            && !words.contains("between")
    }

    private static let mostWordsBetween = 5
}

extension Query {
    /// Whether nothing but a select is there.
    fileprivate var isPlain: Bool { with == nil && orderBy.isEmpty && limit == nil && offset == nil }
}

extension Select {
    /// The tables that the select list reads, by the names that the query gives them; nil where it is more than columns.
    fileprivate var shownTables: Set<String>? {
        var tables: Set<String> = []
        for item in items {
            guard case .expression(let value, _) = item, case .column(let column) = value.kind,
                let table = column.table
            else { return nil }
            tables.insert(table.folded)
        }
        return tables
    }
}

extension Literal {
    /// The value as a person writes it.
    fileprivate var words: String {
        switch self {
        case .string(let text): text
        default: Expression(.literal(self)).description
        }
    }
}
