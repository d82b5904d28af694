internal import PlumbCore
internal import PlumbLanguage

extension PlanBuilder {
    // MARK: What to show

    mutating func planProjections(_ main: TableName) {
        let turn = intent.projections.map(\.turn).max() ?? 0
        for projection in intent.projections where projection.turn == turn {
            for value in values(of: projection, main) {
                let item = QueryPlan.Item.value(value)
                if !plan.items.contains(item) { plan.items.append(item) }
            }
        }
    }

    private mutating func values(of projection: Intent.Projection, _ main: TableName) -> [QueryPlan.Value] {
        switch (projection.aggregate, projection.subject) {
        case (.count?, .rows(let choice)):
            return [countRows(of: choice.flatMap { table(of: $0) } ?? main)]
        case (.count?, .name(let choice)):
            return [counted(choice)]
        case (let aggregate?, .name(let choice)):
            return computed(aggregate, choice, isDistinct: projection.isDistinct)
        case (nil, .name(let choice)):
            return shown(choice).map { .column($0) }
        case (let aggregate, .concept(let concept)):
            guard let found = resolver.column(for: concept, near: [main]) else {
                plan.unplaced.append(text.words(concept.span))
                return []
            }
            use(found.use.thing, fit: found.use.score)
            let column = QueryPlan.Value.column(found.use.thing)
            return [aggregate.map { .aggregate($0, column, isDistinct: false) } ?? column]
        case (_, .time(let part, let choice)):
            let near = choice?.columns.map(\.thing.table) ?? [main]
            guard let column = resolver.timeColumn(near: near, span: choice?.span ?? 0..<0, isYear: part == .year)
            else { return [] }
            use(column.thing, fit: column.score)
            return [timeValue(part, column.thing)]
        default:
            return []
        }
    }

    /// A part of a time; a column of years is its own year.
    func timeValue(_ part: TimePart, _ use: ColumnUse) -> QueryPlan.Value {
        if let column = slice.column(use.column), !column.type.isTemporal { return .column(use) }
        return .timePart(part, use)
    }

    /// The table that a name stands for, by its own words or by what they were taken for before.
    func table(of choice: NameChoice) -> TableName? {
        entityTables.first { $0.entity.choice.span == choice.span }?.table
            ?? resolver.tables(for: choice).first?.thing
    }

    /// The number of rows of a table, however often a join repeats them; made simpler at the end where it can be.
    func countRows(of table: TableName) -> QueryPlan.Value {
        guard let key = slice.table(table)?.primaryKey, key.count == 1, let column = key.first else {
            return .aggregate(.count, nil, isDistinct: false)
        }
        return .aggregate(.count, .column(ColumnUse(column: ColumnReference(table, column))), isDistinct: true)
    }

    /// `how many points`: the number itself where a column holds it, else how many different ones there are.
    private mutating func counted(_ choice: NameChoice) -> QueryPlan.Value {
        guard let column = resolver.column(for: choice) else { return .aggregate(.count, nil, isDistinct: false) }
        use(column.thing, fit: column.score)
        let type = slice.column(column.thing.column)?.type
        if type?.isNumeric ?? false, !resolver.isKey(column.thing.column) {
            return .aggregate(.sum, .column(column.thing), isDistinct: false)
        }
        return .aggregate(.count, .column(column.thing), isDistinct: true)
    }

    private mutating func computed(_ aggregate: Aggregate, _ choice: NameChoice, isDistinct: Bool) -> [QueryPlan.Value]
    {
        let isOrdered = aggregate == .maximum || aggregate == .minimum
        let fits: (Column, ColumnReference) -> Bool = { column, _ in
            column.type.isNumeric || isOrdered && (column.type.isTemporal || column.type == .time)
        }
        if let column = resolver.column(for: choice, where: fits) {
            use(column.thing, fit: column.score)
            return [.aggregate(aggregate, .column(column.thing), isDistinct: false)]
        }
        if aggregate == .sum, let table = table(of: choice) {
            need(table)
            return [countRows(of: table)]
        }
        if isOrdered, let column = resolver.column(for: choice) {
            use(column.thing, fit: column.score - 0.3)
            return [.aggregate(aggregate, .column(column.thing), isDistinct: false)]
        }
        plan.unplaced.append(choice.words)
        return []
    }

    // MARK: Names to show

    /// The columns that show what a name stands for: the column itself, or what names a table's rows.
    mutating func shown(_ choice: NameChoice) -> [ColumnUse] {
        let columns = resolver.columns(for: choice)
        let tables = resolver.tables(for: choice)
        if let table = tables.first,
            table.score + 0.15 >= columns.first?.score ?? 0 || choice.namesTable && columns.isEmpty
        {
            need(table.thing)
            plan.fits.append(min(table.score, 1))
            return display(table.thing)
        }
        guard let column = resolver.choices.pick(columns) else { return [] }
        if isWordForName(choice), let table = slice.table(column.thing.column.table),
            DisplayColumns.of(table).count == 2,
            !(choice.columns.first { $0.thing == column.thing.column }.map { $0.score > 0.9 } ?? false)
        {
            plan.fits.append(min(column.score, 1))
            return display(table.name)
        }
        if !Resolver.namesKey(choice.words), let referenced = referencedRow(column.thing.column) {
            plan.fits.append(min(column.score, 1))
            return referenced
        }
        use(column.thing, fit: column.score)
        return [column.thing]
    }

    /// Whether only "name" or "full name" is said, which a person's first and last name are together.
    private func isWordForName(_ choice: NameChoice) -> Bool {
        let words = choice.words.lowercased().split(separator: " ")
        return words.allSatisfy { ["name", "names", "full"].contains($0) }
    }

    /// The columns that name a table's rows.
    mutating func display(_ table: TableName) -> [ColumnUse] {
        guard let table = slice.table(table) else { return [] }
        let uses = DisplayColumns.of(table).map { ColumnUse(column: ColumnReference(table.name, $0)) }
        for column in uses { use(column) }
        return uses
    }

    /// What names the row that a foreign key points at: "the manager" is a person's name, not a number.
    private mutating func referencedRow(_ column: ColumnReference) -> [ColumnUse]? {
        guard let key = slice.foreignKeys.first(where: { $0.table == column.table && $0.columns == [column.column] }),
            let table = slice.table(key.referencedTable)
        else { return nil }
        let names = DisplayColumns.of(table)
        guard names != key.referencedColumns else { return nil }
        let isAlone =
            key.table != key.referencedTable
            && cardinality.graph.keys(between: key.table, and: key.referencedTable).count == 1
        let uses = names.map { name in
            ColumnUse(column: ColumnReference(table.name, name), role: isAlone ? nil : key)
        }
        need(key.table)
        for column in uses { use(column) }
        return uses
    }

    // MARK: Groups

    mutating func planGroups(_ main: TableName) {
        for group in intent.groups {
            switch group.key {
            case .name(let choice):
                let uses = shown(choice)
                if let table = uses.first.flatMap({ $0.role == nil ? $0.column.table : nil }),
                    table != main || isEntity(main)
                {
                    addKey(of: table, for: uses)
                }
                for column in uses { addGroup(.column(column)) }
            case .time(let part, let choice):
                if let choice, !choice.namesTable, let column = yearColumn(choice) {
                    use(column, fit: 0.8)
                    addGroup(timeValue(part, column))
                    continue
                }
                let aggregated = plan.items.compactMap { item -> TableName? in
                    if case .value(.aggregate(_, .column(let use)?, _)) = item { use.column.table } else { nil }
                }
                let near = aggregated + (choice?.tables.map(\.thing) ?? []) + [main]
                guard let column = resolver.timeColumn(near: near, span: choice?.span ?? 0..<0, isYear: part == .year)
                else { continue }
                use(column.thing, fit: column.score)
                addGroup(timeValue(part, column.thing))
            }
        }
    }

    /// The column of a verb that holds points in time or years: "published each year".
    private func yearColumn(_ choice: NameChoice) -> ColumnUse? {
        resolver.columns(for: choice).first { scored in
            guard let column = slice.column(scored.thing.column) else { return false }
            if column.type.isTemporal { return true }
            let least = column.statistics?.minimum?.number ?? 0
            let most = column.statistics?.maximum?.number ?? 0
            return column.type == .integer && least >= 1000 && most < 3000
        }?.thing
    }

    func isEntity(_ table: TableName) -> Bool {
        entityTables.contains { $0.table == table }
    }

    /// Groups of a table's rows are told apart by the key, so that two rows of one name stay two.
    mutating func addKey(of table: TableName, for uses: [ColumnUse]) {
        guard let found = slice.table(table), found.primaryKey.count == 1, let key = found.primaryKey.first,
            uses.map(\.column.column) == DisplayColumns.of(found)
        else { return }
        let distinct = uses.first.flatMap { slice.column($0.column)?.statistics?.distinctCount } ?? 0
        if uses.count == 1, let rows = found.rowCount, !rows.isEstimate, distinct == rows.count { return }
        addGroup(.column(ColumnUse(column: ColumnReference(table, key))))
    }

    mutating func addGroup(_ value: QueryPlan.Value) {
        if !plan.groups.contains(value) { plan.groups.append(value) }
    }

    /// Makes one group of each row of the table asked about.
    mutating func groupMain(_ main: TableName) {
        guard plan.groups.isEmpty else { return }
        let plain = plan.items.compactMap { item -> ColumnUse? in
            if case .value(.column(let use)) = item { use } else { nil }
        }
        let parts = plan.items.compactMap { item -> QueryPlan.Value? in
            if case .value(.timePart) = item, case .value(let value) = item { value } else { nil }
        }
        if plain.isEmpty, parts.isEmpty {
            let uses = display(main)
            addKey(of: main, for: uses)
            for column in uses { addGroup(.column(column)) }
            plan.items.insert(contentsOf: uses.map { .value(.column($0)) }, at: 0)
        } else {
            for table in Set(plain.map(\.column.table)).sorted() {
                addKey(of: table, for: plain.filter { $0.column.table == table && $0.role == nil })
            }
            for column in plain { addGroup(.column(column)) }
            for part in parts { addGroup(part) }
        }
    }

    // MARK: The select list

    mutating func finishItems(_ main: TableName) {
        let hasAggregate = plan.items.contains { $0.isAggregate }
        if plan.items.isEmpty {
            if intent.wantsEverything, plan.groups.isEmpty {
                need(main)
                plan.items = [.allColumns(main)]
            } else if plan.groups.isEmpty {
                plan.items = display(main).map { .value(.column($0)) }
            }
        }
        if hasAggregate, plan.groups.isEmpty {
            let plain = plan.items.filter { !$0.isAggregate }
            let countsMain = plan.items.contains { item in
                if case .value(.aggregate(_, .column(let use)?, _)) = item { use.column.table == main } else { true }
            }
            let isHead = intent.entities.contains { $0.role == .head }
            if !plain.isEmpty
                || !countsMain && isHead
                    && intent.projections.contains(where: { projection in
                        if case .rows(let choice?) = projection.subject { table(of: choice) != main } else { false }
                    })
            {
                groupMain(main)
            }
        }
        let keys = plan.groups.filter { value in
            if case .column(let use) = value { !isHiddenKey(use) } else { true }
        }
        let grouped = hasAggregate || !plan.groupFilters.isEmpty || plan.orders.contains { $0.value.isAggregate }
        if !plan.groups.isEmpty {
            let isLeading = intent.groups.contains { $0.isLeading || $0.isFirm }
            let isAsked =
                plan.items.isEmpty || hasAggregate && !intent.groups.isEmpty
                || isLeading && !grouped
                    && !plan.items.contains { item in keys.contains { QueryPlan.Item.value($0).table == item.table } }
            let isListed =
                !grouped
                && intent.groups.contains { group in
                    if case .name(let choice) = group.key { !choice.namesTable } else { false }
                }
            if isAsked || isListed {
                let missing = keys.map(QueryPlan.Item.value).filter { !plan.items.contains($0) }
                plan.items = missing + plan.items
            }
            if !grouped {
                plan.groups = []
            } else {
                for case .value(let value) in plan.items where !value.isAggregate { addGroup(value) }
            }
        }
        for item in plan.items { if case .value(.column(let column)) = item { use(column) } }
        simplifyCounts(main)
    }

    /// Whether a group key only tells rows of one name apart.
    private func isHiddenKey(_ use: ColumnUse) -> Bool {
        slice.table(use.column.table)?.primaryKey == [use.column.column]
            && !plan.items.contains(.value(.column(use)))
            && DisplayColumns.of(slice.table(use.column.table) ?? Table(name: "", columns: [])) != [use.column.column]
    }

    /// Counts rows plainly wherever no join repeats them.
    private mutating func simplifyCounts(_ main: TableName) {
        for case .value(.aggregate(.count, .column(let use)?, true)) in plan.items
            + plan.orders.map({ .value($0.value) }) + plan.groupFilters.map({ .value($0.value) })
        where isRowCount(use) {
            need(use.column.table)
        }
        let tables = needed
        func simple(_ value: QueryPlan.Value) -> QueryPlan.Value {
            guard case .aggregate(.count, .column(let use)?, true) = value, isRowCount(use),
                tables.allSatisfy({ !cardinality.repeats(use.column.table, joining: $0) })
            else { return value }
            return .aggregate(.count, nil, isDistinct: false)
        }
        plan.items = plan.items.map { item in
            if case .value(let value) = item { .value(simple(value)) } else { item }
        }
        for index in plan.orders.indices { plan.orders[index].value = simple(plan.orders[index].value) }
        for index in plan.groupFilters.indices {
            plan.groupFilters[index].value = simple(plan.groupFilters[index].value)
        }
    }

    private func isRowCount(_ use: ColumnUse) -> Bool {
        slice.table(use.column.table)?.primaryKey == [use.column.column]
    }
}

extension QueryPlan.Value {
    var isAggregate: Bool {
        if case .aggregate = self { true } else { false }
    }
}
