/// A query in the form in which Spider compares queries: clauses as lists of parts, values left out.
///
/// The form and its names follow the benchmark's own, <https://github.com/taoyds/spider>; what it leaves out, such as the
/// kind of a join or the alias of a column, does not count in a match.
struct SpiderQuery: Hashable, Sendable {
    var isDistinct: Bool? = false
    var select: [SelectPart] = []
    var tables: [TablePart] = []
    /// The kinds of joins that keep rows without a partner, sorted; Spider's own grammar knows none.
    var outerJoins: [String] = []
    var joins = Conditions()
    var filter = Conditions()
    var groupBy: [ColumnPart] = []
    var having = Conditions()
    var orderBy: OrderPart?
    var hasLimit = false
    var operation: SetPart?

    /// One item of the select list: an aggregate and what it is over.
    struct SelectPart: Hashable, Sendable {
        var aggregate: Aggregate
        var value: ValuePart
    }

    /// An item of FROM.
    enum TablePart: Hashable, Sendable {
        case table(String)
        case query(Indirect<SpiderQuery>)
    }

    /// The aggregates that Spider knows; others are functions, and part of what they are over.
    enum Aggregate: String, Hashable, Sendable {
        case none, max, min, count, sum, avg
    }

    /// A column, with an aggregate where it stands outside a select list.
    struct ColumnPart: Hashable, Sendable {
        var aggregate = Aggregate.none
        /// `table.column` in small letters, `*`, or the text of an expression.
        var column: String
        /// Whether DISTINCT stands in front; nil where it does not count.
        var isDistinct: Bool?
    }

    /// One or two columns and the operator between them.
    struct ValuePart: Hashable, Sendable {
        var operation: String?
        var left: ColumnPart
        var right: ColumnPart?
    }

    /// Conditions, and what joins each to the next.
    struct Conditions: Hashable, Sendable {
        var conditions: [Condition] = []
        /// `and` or `or`, as the text has them.
        var joints: [String] = []

        mutating func append(_ condition: Condition) { conditions.append(condition) }
    }

    /// A condition.
    struct Condition: Hashable, Sendable {
        var isNegated: Bool
        var operation: String
        var left: ValuePart
        var first: Operand?
        var second: Operand?
    }

    /// What a condition compares with.
    enum Operand: Hashable, Sendable {
        case number(Double)
        case text(String)
        case column(ColumnPart)
        case query(Indirect<SpiderQuery>)

        /// The query, where it is one.
        var query: SpiderQuery? {
            if case .query(let query) = self { query.value } else { nil }
        }
    }

    /// ORDER BY: one direction for all, as Spider has it, the last that is written.
    struct OrderPart: Hashable, Sendable {
        var direction: String
        var values: [ValuePart]
    }

    /// What follows INTERSECT, UNION or EXCEPT.
    struct SetPart: Hashable, Sendable {
        var operation: String
        var query: Indirect<SpiderQuery>
    }

    /// The conditions of all clauses.
    var allConditions: [Condition] { joins.conditions + filter.conditions + having.conditions }

    /// The joints of all clauses.
    var allJoints: [String] { joins.joints + filter.joints + having.joints }

    /// The queries in conditions and behind a set operation.
    var nested: [SpiderQuery] {
        allConditions.flatMap { [$0.first?.query, $0.second?.query] }.compactMap { $0 }
            + (operation.map { [$0.query.value] } ?? [])
    }
}

/// A value behind a reference, so that a type can hold itself.
struct Indirect<Value: Hashable & Sendable>: Hashable, Sendable {
    private final class Box: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    private let box: Box

    init(_ value: Value) { box = Box(value) }

    var value: Value { box.value }

    static func == (left: Indirect, right: Indirect) -> Bool { left.value == right.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
