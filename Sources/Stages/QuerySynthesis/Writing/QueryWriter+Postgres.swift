internal import PlumbCore
internal import PlumbSQL

/// What Postgres wants said that SQLite takes unsaid.
extension QueryWriter {
    /// What a column's values are held as; nil for SQLite, which asks for nothing, and for columns that are not known.
    func storage(of column: ColumnReference) -> PostgresStorage? {
        guard slice.dialect == .postgres else { return nil }
        return slice.column(column).map(PostgresStorage.init)
    }

    /// A column's value as a number, for sums and for comparing with one.
    func number(_ value: Expression, of column: ColumnReference) -> Expression {
        switch storage(of: column) {
        case .boolean: .cast(value, "integer")
        case .text: .cast(value, "numeric")
        case .other where slice.column(column)?.type.isNumeric ?? false: .cast(value, "numeric")
        case .date, .timestamp: .call(name: "date_part", arguments: [.string("year"), value])
        default: value
        }
    }

    /// A column's value as an aggregate takes it.
    func argument(_ value: Expression, of column: ColumnReference, to aggregate: Aggregate) -> Expression {
        switch aggregate {
        case .sum, .average: return number(value, of: column)
        case .maximum, .minimum:
            if case .boolean = storage(of: column) { return .cast(value, "integer") }
            return value
        case .count: return value
        }
    }

    /// A column's value as a text, for patterns.
    func text(_ value: Expression, of column: ColumnReference) -> Expression {
        switch storage(of: column) {
        case nil, .text: value
        default: .cast(value, "text")
        }
    }

    /// A column's value as a moment.
    func moment(_ value: Expression, of column: ColumnReference) -> Expression {
        switch storage(of: column) {
        case .text, .other: .cast(value, "timestamp")
        default: value
        }
    }

    /// A constant that is compared with a column.
    func literal(_ value: SQLValue, of column: ColumnReference) -> Expression {
        switch (storage(of: column), value) {
        case (.boolean, .integer(let number)): .literal(.boolean(number != 0))
        case (.text, .integer), (.text, .real): .string(value.description)
        default: literal(value)
        }
    }

    /// Whether a column is one of some values.
    func isOneOf(_ column: Expression, _ reference: ColumnReference, _ values: [SQLValue], _ isNegated: Bool)
        -> Expression
    {
        let literals = values.map { literal($0, of: reference) }
        if case .list = storage(of: reference) {
            let tests = literals.map { literal in
                Expression(
                    .quantified(
                        Quantified(
                            value: literal, operation: .binary(.equal), quantifier: .any, operand: .array(column))
                    ))
            }
            let test = Expression.joined(tests, by: .or) ?? .literal(.boolean(false))
            return isNegated ? .not(test) : test
        }
        if let only = literals.first, literals.count == 1 {
            return .binary(column, isNegated ? .notEqual : .equal, only)
        }
        return .inList(column, literals, negated: isNegated)
    }

    /// Whether a column's time lies in a month of any year.
    func isInMonth(_ column: Expression, _ reference: ColumnReference, _ month: Int) -> Expression {
        let digits = month < 10 ? "0\(month)" : "\(month)"
        guard slice.dialect == .postgres else {
            return .binary(.call(name: "strftime", arguments: [.string("%m"), column]), .equal, .string(digits))
        }
        let isTemporal = slice.column(reference)?.type.isTemporal ?? true
        switch storage(of: reference) {
        case .number:
            return .binary(column, .equal, .integer(month))
        case .text where !isTemporal, .other where !isTemporal:
            // Texts such as 2024-05, which are no dates.
            let part = Expression.call(
                name: "substr", arguments: [text(column, of: reference), .integer(6), .integer(2)])
            return .binary(part, .equal, .string(digits))
        default:
            let part = Expression.call(
                name: "date_part", arguments: [.string("month"), moment(column, of: reference)])
            return .binary(part, .equal, .integer(month))
        }
    }

    /// The two sides of a key, one as text where only the other is.
    func keySides(
        _ own: Expression, _ ownColumn: ColumnReference, _ other: Expression, _ otherColumn: ColumnReference
    ) -> Expression {
        let storages = (storage(of: ownColumn), storage(of: otherColumn))
        switch storages {
        case (.text, .number): return .binary(own, .equal, .cast(other, "text"))
        case (.number, .text): return .binary(.cast(own, "text"), .equal, other)
        default: return .binary(own, .equal, other)
        }
    }

    // MARK: Orders

    /// What rows are ordered by.
    ///
    /// Postgres has NULL come first where SQLite has it last, and lets rows of a group be ordered only by what is the
    /// same for all of them.
    func orderTerm(_ order: QueryPlan.Order) -> OrderTerm {
        let direction: OrderTerm.Direction = order.isDescending ? .descending : .ascending
        guard slice.dialect == .postgres else { return OrderTerm(expression(order.value), direction) }
        var value = order.value
        if case .column(let use) = value, isGrouped, !isSameInGroups(use) {
            value = .aggregate(order.isDescending ? .maximum : .minimum, value, isDistinct: false)
        }
        let nulls: OrderTerm.Nulls? = order.isDescending && mayBeMissing(value) ? .last : nil
        return OrderTerm(expression(value), direction, nulls: nulls)
    }

    private var isGrouped: Bool {
        !plan.groups.isEmpty || !plan.groupFilters.isEmpty || plan.items.contains { $0.isAggregate }
    }

    /// Whether a column is grouped by, or its table's key is.
    private func isSameInGroups(_ use: ColumnUse) -> Bool {
        if plan.groups.contains(.column(use)) { return true }
        let key = slice.table(use.column.table)?.primaryKey ?? []
        return !key.isEmpty
            && key.allSatisfy { name in
                plan.groups.contains(
                    .column(ColumnUse(column: ColumnReference(use.column.table, name), role: use.role)))
            }
    }

    private func mayBeMissing(_ value: QueryPlan.Value) -> Bool {
        switch value {
        case .column(let use), .timePart(_, let use):
            guard slice.column(use.column)?.isNullable ?? true else { return false }
            return !plan.filters.contains(.isMissing(use, isNegated: true))
        case .aggregate(.count, _, _), .aggregate(_, nil, _): return false
        case .aggregate(_, let value?, _): return plan.groups.isEmpty || mayBeMissing(value)
        }
    }
}
