internal import PlumbCore
internal import PlumbSQL

extension QueryWriter {
    /// A filter as a condition; nil where it says nothing.
    ///
    /// `outer` is set inside a subquery, where columns are always written with their tables.
    func condition(_ filter: QueryPlan.Filter, outer: TableName?) -> Expression? {
        let qualified: Bool? = outer == nil ? nil : true
        switch filter {
        case .isOneOf(let use, let values, let isNegated):
            return isOneOf(column(use, qualified: qualified), use.column, values, isNegated)
        case .isWithin(let use, let range, let isNegated):
            let condition = bounds(range, of: column(use, qualified: qualified), column: use)
            return isNegated ? condition.map { .not($0) } : condition
        case .isInMonth(let use, let month):
            return isInMonth(column(use, qualified: qualified), use.column, month)
        case .matches(let use, let text, let pattern, let isNegated):
            let escaped = text.reduce(into: "") { result, character in
                if "%_\\".contains(character) { result.append("\\") }
                result.append(character)
            }
            let shape =
                switch pattern {
                case .start: escaped + "%"
                case .end: "%" + escaped
                case .anywhere: "%" + escaped + "%"
                }
            return .like(
                self.text(column(use, qualified: qualified), of: use.column), .string(shape),
                operation: slice.dialect == .postgres ? .ilike : .like,
                escape: escaped == text ? nil : .string("\\"), negated: isNegated)
        case .isMissing(let use, let isNegated):
            return missing(use, qualified, isNegated)
        case .isTrue(let use, let isNegated):
            return truth(column(use, qualified: qualified), use.column, !isNegated)
        case .isAboveAverage(let use, let isAbove):
            let own = number(column(use, qualified: qualified), of: use.column)
            return .binary(own, isAbove ? .greater : .less, average(of: use))
        case .compares(let own, let comparison, let other):
            let operation: BinaryOperator =
                switch comparison {
                case .more: .greater
                case .less: .less
                case .same: .equal
                }
            return .binary(column(own, qualified: true), operation, column(other))
        case .glossary(let sql, _, let isNegated):
            guard let parsed = try? SQLParser.expression(sql, dialect: slice.dialect) else { return nil }
            return isNegated ? .not(parsed) : parsed
        case .exists(let existence, let isNegated):
            return exists(existence, isNegated)
        case .anyOf(let filters):
            return Expression.joined(filters.compactMap { condition($0, outer: outer) }, by: .or)
        }
    }

    /// A filter on groups as a condition.
    func condition(_ filter: QueryPlan.GroupFilter) -> Expression? {
        switch filter.test {
        case .bounds(let range):
            return bounds(range, of: expression(filter.value), column: nil)
        case .average(let isAbove):
            guard case .aggregate(_, .column(let use)?, _) = filter.value else { return nil }
            return .binary(expression(filter.value), isAbove ? .greater : .less, average(of: use))
        }
    }

    /// The average of a column over all rows of its table.
    private func average(of use: ColumnUse) -> Expression {
        let value = number(.column(name: Name(use.column.column)), of: use.column)
        let select = Select(
            items: [.expression(.call(name: "avg", arguments: [value]))],
            from: [source(use.column.table)])
        return .subquery(Query(select))
    }

    /// NULL, and an empty text where a column holds those.
    private func missing(_ use: ColumnUse, _ qualified: Bool?, _ isNegated: Bool) -> Expression {
        let column = self.column(use, qualified: qualified)
        let values = slice.column(use.column)?.statistics?.frequentValues.map(\.value) ?? []
        guard values.contains(.text("")), [nil, .text].contains(storage(of: use.column)) else {
            return .isNull(column, negated: isNegated)
        }
        return isNegated
            ? .binary(.isNull(column, negated: true), .and, .binary(column, .notEqual, .string("")))
            : .binary(.isNull(column), .or, .binary(column, .equal, .string("")))
    }

    private func truth(_ column: Expression, _ reference: ColumnReference, _ isTrue: Bool) -> Expression {
        switch storage(of: reference) {
        case .boolean: isTrue ? column : .not(column)
        default: .binary(column, .equal, .integer(isTrue ? 1 : 0))
        }
    }

    func literal(_ value: SQLValue) -> Expression {
        switch value {
        case .null: .literal(.null)
        case .integer(let number): .integer(Int(number))
        case .real(let number):
            number < 0 ? .unary(.minus, .literal(.decimal("\(-number)"))) : .literal(.decimal("\(number)"))
        case .text(let text): .string(text)
        case .blob(let bytes): .literal(.blob(SQLValue.hexadecimal(bytes)))
        }
    }

    // MARK: Bounds

    /// The bounds of a range as a condition.
    ///
    /// Days bound timestamps too, so an upper day ends before the next begins.
    func bounds(_ range: RangeLink.Bounds, of value: Expression, column use: ColumnUse?) -> Expression? {
        let isTime = range.unit == .time
        let value = !isTime ? use.map { number(value, of: $0.column) } ?? value : value
        let isTimestamp = isTime && use.map { slice.column($0.column)?.type == .timestamp } ?? false
        if let lower = range.lower, let upper = range.upper {
            if lower == upper, range.includesLower, range.includesUpper, !isTimestamp {
                return .binary(value, .equal, literal(lower))
            }
            if range.includesLower, range.includesUpper, !isTimestamp {
                return .between(value, literal(lower), literal(upper))
            }
        }
        var conditions: [Expression] = []
        if let lower = range.lower {
            if isTimestamp, !range.includesLower {
                conditions.append(.binary(value, .greaterOrEqual, literal(nextDay(lower))))
            } else {
                conditions.append(.binary(value, range.includesLower ? .greaterOrEqual : .greater, literal(lower)))
            }
        }
        if let upper = range.upper {
            if isTimestamp, range.includesUpper {
                conditions.append(.binary(value, .less, literal(nextDay(upper))))
            } else {
                conditions.append(.binary(value, range.includesUpper ? .lessOrEqual : .less, literal(upper)))
            }
        }
        return Expression.joined(conditions, by: .and)
    }

    private func nextDay(_ value: SQLValue) -> SQLValue {
        guard case .text(let text) = value, let date = CalendarDate(iso: text) else { return value }
        return .text(CalendarDate(dayNumber: date.dayNumber + 1).description)
    }

    // MARK: Subqueries

    private func exists(_ existence: QueryPlan.Existence, _ isNegated: Bool) -> Expression? {
        guard let first = existence.keys.first else { return nil }
        let inner = first.table == existence.outer ? first.referencedTable : first.table
        var joined: Set<TableName> = [inner]
        var item = source(inner)
        for key in existence.keys.dropFirst() {
            let next = joined.contains(key.table) ? key.referencedTable : key.table
            guard !joined.contains(next) else { continue }
            item = item.joined(with: source(next), on: equality(key))
            joined.insert(next)
        }
        let link = equality(first).map { [$0] } ?? []
        let conditions = link + existence.filters.compactMap { condition($0, outer: existence.outer) }
        let select = Select(
            items: [.expression(.integer(1))], from: [item], where: Expression.joined(conditions, by: .and))
        return .exists(Query(select), negated: isNegated)
    }
}
