internal import PlumbCore
internal import PlumbLanguage

extension PlanBuilder {
    // MARK: Orders

    mutating func planOrders(_ main: TableName) {
        let turn = intent.orders.map(\.turn).max() ?? 0
        var orders = intent.orders.filter { $0.turn == turn || $0.isSuperlative }
        // "the top five customers by revenue": an order that says of what makes the bare superlative needless.
        if orders.count > 1 { orders.removeAll { $0.isBare } }
        for order in orders { planOrder(order, main) }
        plan.limit = intent.limit
        if plan.limit != nil, plan.orders.isEmpty { dropUnorderedLimit() }
    }

    /// A limit without an order picks rows by chance, which is what `five customers` asks for and `top` does not.
    private mutating func dropUnorderedLimit() {
        if intent.orders.contains(where: \.isSuperlative) {
            plan.assumptions.append("nothing says what the first rows are to be ordered by")
            plan.fits.append(0.2)
        }
    }

    private mutating func planOrder(_ order: Intent.Order, _ main: TableName) {
        switch order.subject {
        case .rows(let choice):
            let counted = choice.flatMap { table(of: $0) }
            if choice == nil, let value = bareOrderValue(order, main) {
                append(value, order)
                return
            }
            if choice == nil, !order.isSuperlative { return }
            if let choice, let counted, let measure = measure(named: choice, in: counted) {
                groupMain(main)
                use(measure, fit: 0.9)
                append(.aggregate(.sum, .column(measure), isDistinct: false), order)
                return
            }
            if let counted, plan.groups.isEmpty, let column = countColumn(of: counted, in: main) {
                use(column, fit: 0.9)
                append(.column(column), order)
                return
            }
            groupMain(main)
            let rows = counted ?? countedByDefault(main)
            need(rows)
            append(countRows(of: rows), order)
        case .name(let choice):
            orderByName(order, choice, main)
        case .concept(let concept):
            if !order.isSuperlative, let computed = bareOrderValue(order, main) {
                // "average stay by department, longest first": what is computed is what is compared.
                append(computed, order)
                return
            }
            guard let found = resolver.column(for: concept, near: [main]) else {
                plan.unplaced.append(text.words(concept.span))
                return
            }
            use(found.use.thing, fit: found.use.score)
            var order = order
            if found.isInverse { order.isDescending.toggle() }
            append(aggregated(.column(found.use.thing), order), order)
            skipMissing(found.use.thing, order)
        case .time:
            return
        }
    }

    /// The number that is called what its table is called: the degrees of `degrees`.
    private func measure(named choice: NameChoice, in table: TableName) -> ColumnUse? {
        let own = choice.columns.first { scored in
            scored.thing.table == table && scored.score >= choice.tableScore - 0.05 && !resolver.isKey(scored.thing)
                && slice.column(scored.thing)?.type.isNumeric ?? false
        }
        return own.map { ColumnUse(column: $0.thing) }
    }

    /// The column of a table that holds the number of another's rows, such as `number_of_hosts`.
    private func countColumn(of counted: TableName, in main: TableName) -> ColumnUse? {
        guard counted != main else { return nil }
        let noun = Set(NameWords.expanded(counted.name).map(Stemmer.stem))
        let column = slice.table(main)?.columns.first { column in
            let stems = Set(NameWords.expanded(column.name).map(Stemmer.stem))
            return column.type.isNumeric && !stems.isDisjoint(with: ["number", "count", "total"])
                && !stems.isDisjoint(with: noun) && !resolver.isKey(ColumnReference(main, column.name))
        }
        return column.map { ColumnUse(column: ColumnReference(main, $0.name)) }
    }

    /// Without a word of what: what is computed anyway, or how many rows there are.
    private func bareOrderValue(_ order: Intent.Order, _ main: TableName) -> QueryPlan.Value? {
        let aggregate = plan.items.compactMap { item -> QueryPlan.Value? in
            if case .value(let value) = item, value.isAggregate { value } else { nil }
        }.first
        if let aggregate, !plan.groups.isEmpty || plan.items.count > 1 { return aggregate }
        let related = entityTables.contains { $0.entity.role == .related }
        let isGrouped = !plan.groups.isEmpty || plan.items.contains { !$0.isAggregate }
        if related || isGrouped || aggregate != nil { return nil }
        // One measure and nothing else to go by.
        let measures = (slice.table(main)?.columns ?? []).filter {
            $0.type.isNumeric && !resolver.isKey(ColumnReference(main, $0.name))
        }
        guard measures.count == 1, let only = measures.first else { return nil }
        return .column(ColumnUse(column: ColumnReference(main, only.name)))
    }

    /// The rows that are counted where none are named: those of a related entity, else those asked about.
    private func countedByDefault(_ main: TableName) -> TableName {
        if let related = entityTables.first(where: { $0.entity.role == .related && $0.table != main }) {
            return related.table
        }
        let shown = plan.items.compactMap(\.table) + plan.groups.compactMap { QueryPlan.Item.value($0).table }
        if shown.contains(main),
            let other = needed.first(where: { table in
                shown.contains { cardinality.repeats($0, joining: table) }
            })
        {
            return other
        }
        return main
    }

    private mutating func orderByName(_ order: Intent.Order, _ choice: NameChoice, _ main: TableName) {
        let wantsNumber = order.isSuperlative || order.aggregate != nil
        let resolver = resolver
        let fits: (Column, ColumnReference) -> Bool = { column, reference in
            !wantsNumber
                || (column.type.isNumeric || column.type.isTemporal || column.type == .time)
                    && !resolver.isKey(reference)
        }
        if let column = resolver.column(for: choice, where: fits) {
            use(column.thing, fit: column.score)
            var value = QueryPlan.Value.column(column.thing)
            if let aggregate = order.aggregate {
                let isOwn =
                    aggregate == .sum && column.thing.column.table == main && plan.groups.isEmpty
                    && plan.items.allSatisfy { $0.table == main }
                if !isOwn {
                    groupMain(main)
                    value = .aggregate(aggregate, value, isDistinct: false)
                }
            } else {
                value = aggregated(value, order)
            }
            append(value, order)
            if case .column = value { skipMissing(column.thing, order) }
            return
        }
        guard let table = table(of: choice) else {
            if let column = resolver.column(for: choice) {
                use(column.thing, fit: column.score - 0.2)
                append(.column(column.thing), order)
            } else {
                plan.unplaced.append(choice.words)
            }
            return
        }
        if order.isSuperlative || order.aggregate == .count {
            groupMain(main)
            need(table)
            append(countRows(of: table), order)
        } else {
            for column in display(table) { append(.column(column), order) }
        }
    }

    /// In groups, a plain column is compared by what is computed of it.
    private mutating func aggregated(_ value: QueryPlan.Value, _ order: Intent.Order) -> QueryPlan.Value {
        guard !plan.groups.isEmpty, !plan.groups.contains(value), case .column(let use) = value else { return value }
        let isKnown = plan.items.compactMap { item -> QueryPlan.Value? in
            if case .value(let value) = item, case .aggregate(_, .column(use)?, _) = value { value } else { nil }
        }.first
        if let isKnown { return isKnown }
        let keepsOne = plan.groups.allSatisfy { group in
            QueryPlan.Item.value(group).table.map {
                !cardinality.repeats($0, joining: use.column.table) && $0 == use.column.table
            } ?? false
        }
        if keepsOne { return value }
        return .aggregate(order.isDescending ? .maximum : .minimum, value, isDistinct: false)
    }

    private mutating func append(_ value: QueryPlan.Value, _ order: Intent.Order) {
        let order = QueryPlan.Order(value: value, isDescending: order.isDescending)
        if let place = plan.orders.firstIndex(where: { $0.value == value }) {
            plan.orders[place].isDescending = order.isDescending
        } else {
            plan.orders.append(order)
        }
    }

    /// Rows that lack the value compared are neither first nor last, wherever the database sorts NULL.
    private mutating func skipMissing(_ column: ColumnUse, _ order: Intent.Order) {
        guard order.isSuperlative, let found = slice.column(column.column), (found.statistics?.nullShare ?? 0) > 0
        else { return }
        plan.filters.append(.isMissing(column, isNegated: true))
    }

    // MARK: Conditions on groups

    mutating func planGroupConditions(_ main: TableName) {
        for (column, isAbove) in averageGroups {
            groupMain(main)
            use(column)
            plan.groupFilters.append(
                QueryPlan.GroupFilter(
                    value: .aggregate(.average, .column(column), isDistinct: false), test: .average(isAbove: isAbove)))
        }
        for condition in intent.groupConditions {
            var value: QueryPlan.Value?
            switch condition.subject {
            case .rows(let choice):
                let counted = choice.flatMap { table(of: $0) } ?? countedByDefault(main)
                if plan.groups.isEmpty { groupMain(main) }
                need(counted)
                value = countRows(of: counted)
            case .name(let choice):
                if condition.aggregate == .count {
                    guard let column = resolver.column(for: choice) else { continue }
                    groupMain(main)
                    use(column.thing, fit: column.score)
                    value = .aggregate(.count, .column(column.thing), isDistinct: true)
                } else if let column = resolver.column(for: choice, where: { column, _ in column.type.isNumeric }) {
                    groupMain(main)
                    use(column.thing, fit: column.score)
                    value = .aggregate(condition.aggregate, .column(column.thing), isDistinct: false)
                }
            case .concept(let concept):
                guard let found = resolver.column(for: concept, near: [main]) else { continue }
                groupMain(main)
                use(found.use.thing, fit: found.use.score)
                value = .aggregate(condition.aggregate, .column(found.use.thing), isDistinct: false)
            case .time:
                continue
            }
            if let value {
                plan.groupFilters.append(QueryPlan.GroupFilter(value: value, test: .bounds(condition.bounds)))
            }
        }
    }
}

extension Intent.Order {
    /// A superlative that does not say of what.
    fileprivate var isBare: Bool {
        if case .rows(nil) = subject { aggregate == nil } else { false }
    }
}
