internal import PlumbCore
internal import PlumbLanguage

extension PlanBuilder {
    /// Joins a condition with the one before it where they are alternatives.
    func merge(_ found: Placed, into placed: inout [Placed], _ main: TableName) {
        guard let last = placed.last, last.condition.turn == found.condition.turn else {
            placed.append(found)
            return
        }
        if case .isOneOf(let column, let values, let isNegated) = last.filter,
            case .isOneOf(let other, let more, let isOtherNegated) = found.filter, column == other,
            isNegated == isOtherNegated || isNegated && isBetweenList(last, found),
            found.condition.isAlternative || isNegated || !asksForBoth
                || !cardinality.repeats(main, joining: column.column.table)
        {
            var joined = last
            joined.filter = .isOneOf(column, values + more.filter { !values.contains($0) }, isNegated: isNegated)
            joined.condition.place = found.condition.place
            placed[placed.count - 1] = joined
        } else if found.condition.isAlternative {
            var joined = last
            if case .anyOf(let filters) = last.filter {
                joined.filter = .anyOf(filters + [found.filter])
            } else {
                joined.filter = .anyOf([last.filter, found.filter])
            }
            placed[placed.count - 1] = joined
            if let table = found.table, table != last.table { placed[placed.count - 1].table = table }
        } else {
            placed.append(found)
        }
    }

    func isBetweenList(_ last: Placed, _ found: Placed) -> Bool {
        found.condition.place - last.condition.place <= 3
    }

    /// Whether two values of one column must both be found among a row's many.
    var asksForBoth: Bool {
        text.tokens.contains { $0.folded == "both" } || text.tokens.contains { $0.folded == "and" }
    }

    // MARK: Places

    mutating func put(_ item: Placed, _ main: TableName) {
        guard let table = item.table else {
            plan.filters.append(item.filter)
            return
        }
        if let column = item.column, column.role != nil {
            use(column)
            plan.filters.append(item.filter)
            return
        }
        let path = cardinality.graph.path(from: [main], to: table) ?? []
        let repeats = cardinality.repeats(main, along: path)
        if repeats, item.condition.isNegated {
            plan.filters.append(
                .exists(
                    QueryPlan.Existence(outer: main, keys: path, filters: [item.filter.positive]), isNegated: true))
            need(main)
            return
        }
        if repeats, isAlreadyBound(item) || computesOver(table) {
            plan.filters.append(
                .exists(QueryPlan.Existence(outer: main, keys: path, filters: [item.filter]), isNegated: false))
            need(main)
            return
        }
        need(table)
        if case .anyOf(let filters) = item.filter { for table in filters.compactMap(\.table) { need(table) } }
        plan.filters.append(item.filter)
    }

    /// Whether another value of the same column is already asked of the joined rows, so that one row can't hold both.
    func isAlreadyBound(_ item: Placed) -> Bool {
        guard case .isOneOf(let column, _, false) = item.filter else { return false }
        return plan.filters.contains { filter in
            if case .isOneOf(column, _, false) = filter { true } else { false }
        }
    }

    /// Whether joining a table would repeat rows that something is computed from.
    func computesOver(_ table: TableName) -> Bool {
        plan.items.contains { item in
            guard case .value(.aggregate(let aggregate, .column(let use)?, let isDistinct)) = item, !isDistinct,
                aggregate != .maximum, aggregate != .minimum
            else { return false }
            return cardinality.repeats(use.column.table, joining: table)
        }
    }

    // MARK: Absence

    func belongsToAbsence(_ item: Placed, _ main: TableName) -> Bool {
        guard insideAbsence(item.condition.place), let table = item.table else { return false }
        return table != main && !item.condition.isNegated
    }

    mutating func planAbsences(_ placed: [Placed], _ main: TableName) {
        for (table, entity) in entityTables where entity.role == .absent {
            if table == main {
                plan.unplaced.append("not")
                continue
            }
            guard var keys = cardinality.graph.path(from: [main], to: table), !keys.isEmpty else { continue }
            var filters: [QueryPlan.Filter] = []
            for (further, other) in entityTables
            where other.role != .absent && other.role != .head
                && other.choice.span.lowerBound > entity.choice.span.lowerBound
            {
                let reached = Set(keys.flatMap { [$0.table, $0.referencedTable] }).subtracting([main])
                keys += cardinality.graph.path(from: reached, to: further, avoiding: [main]) ?? []
            }
            for item in placed
            where belongsToAbsence(item, main) && item.condition.place > entity.choice.span.lowerBound {
                guard let target = item.table else { continue }
                let reached = Set(keys.flatMap { [$0.table, $0.referencedTable] }).subtracting([main])
                if let more = cardinality.graph.path(from: reached, to: target, avoiding: [main]) {
                    keys += more
                    filters.append(item.filter)
                }
            }
            need(main)
            plan.filters.append(
                .exists(QueryPlan.Existence(outer: main, keys: keys, filters: filters), isNegated: true))
        }
    }
}

extension QueryPlan.Filter {
    /// The filter without its negation.
    var positive: QueryPlan.Filter {
        switch self {
        case .isOneOf(let column, let values, _): .isOneOf(column, values, isNegated: false)
        case .isWithin(let column, let bounds, _): .isWithin(column, bounds, isNegated: false)
        case .matches(let column, let text, let pattern, _): .matches(column, text, pattern, isNegated: false)
        case .isMissing(let column, let isNegated): .isMissing(column, isNegated: !isNegated)
        case .isTrue(let column, _): .isTrue(column, isNegated: false)
        case .glossary(let sql, let table, _): .glossary(sql, table, isNegated: false)
        default: self
        }
    }

    /// The table that the filter reads; nil for one of several.
    var table: TableName? {
        switch self {
        case .isOneOf(let column, _, _), .isWithin(let column, _, _), .isInMonth(let column, _),
            .matches(let column, _, _, _), .isMissing(let column, _), .isTrue(let column, _),
            .isAboveAverage(let column, _), .compares(let column, _, _):
            column.role?.table ?? column.column.table
        case .glossary(_, let table, _): table
        case .exists, .anyOf: nil
        }
    }
}
