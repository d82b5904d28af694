internal import PlumbCore
internal import PlumbLanguage

/// Turns an intent into a plan: decides what words mean, which tables are needed, how rows are grouped.
struct PlanBuilder {
    let intent: Intent
    let text: QuestionText
    let slice: SchemaSlice
    let cardinality: Cardinality
    var resolver: Resolver
    var plan = QueryPlan()
    /// Tables that the outermost query must join.
    var needed: [TableName] = []
    /// Tables of the entities, in the question's order.
    var entityTables: [(table: TableName, entity: Intent.Entity)] = []
    /// Columns whose average over the rows of each group is compared with that over all rows.
    var averageGroups: [(column: ColumnUse, isAbove: Bool)] = []

    init(intent: Intent, text: QuestionText, slice: SchemaSlice, choices: Choices) {
        self.intent = intent
        self.text = text
        self.slice = slice
        cardinality = Cardinality(slice: slice)
        resolver = Resolver(slice: slice, cardinality: cardinality, choices: choices)
    }

    /// The plan; nil where nothing can be asked of the slice.
    mutating func build() -> QueryPlan? {
        resolveEntities()
        guard let main = resolver.main else { return nil }
        planProjections(main)
        planGroups(main)
        planConditions(main)
        compareListed()
        planOrders(main)
        planGroupConditions(main)
        finishItems(main)
        requireRelated(main)
        finish(main)
        return plan.items.isEmpty ? nil : plan
    }

    // MARK: Tables

    mutating func need(_ table: TableName) {
        if !needed.contains(table) { needed.append(table) }
    }

    mutating func use(_ column: ColumnUse, fit: Double? = nil) {
        if let role = column.role {
            need(role.table)
            if !plan.roles.contains(role) { plan.roles.append(role) }
        } else {
            need(column.column.table)
        }
        if let fit { plan.fits.append(min(fit, 1)) }
    }

    private mutating func resolveEntities() {
        // A first look without choosing, so that each name is judged by its neighbours.
        resolver.mentioned = intent.entities.compactMap { entity in
            entity.choice.tables.first.map { ($0.thing, entity.choice.span) }
        }
        for entity in intent.entities {
            guard let table = resolver.choices.pick(resolver.tables(for: entity.choice)) else { continue }
            entityTables.append((table.thing, entity))
            plan.fits.append(min(table.score, 1))
        }
        resolver.mentioned = entityTables.map { ($0.table, $0.entity.choice.span) }
        for name in names where name.namesTable {
            if let table = name.tables.first?.thing { resolver.mentioned.append((table, name.span)) }
        }
        let lastTurn = entityTables.last { $0.entity.role == .head && $0.entity.turn > 0 }
        let head =
            lastTurn ?? entityTables.first { $0.entity.role == .head }
            ?? entityTables.first { $0.entity.role == .owner }
        resolver.main = head?.table ?? likelyMain()
    }

    /// Tables that columns' names speak of, where only one can be meant, with the words' places.
    var spokenTables: [(table: TableName, span: Range<Int>)] {
        names.compactMap { name in
            guard !name.namesTable, let best = resolver.columns(for: name).first else { return nil }
            return (best.thing.column.table, name.span)
        }
    }

    /// All names that are not entities.
    private var names: [NameChoice] {
        func name(_ subject: Intent.Subject) -> NameChoice? {
            switch subject {
            case .name(let choice): choice
            case .rows(let choice): choice
            case .time(_, let choice): choice
            case .concept: nil
            }
        }
        let groups = intent.groups.compactMap { group in
            switch group.key {
            case .name(let choice): choice
            case .time(_, let choice): choice
            }
        }
        return intent.projections.compactMap { name($0.subject) } + intent.orders.compactMap { name($0.subject) }
            + groups
    }

    /// Without a table's name: the table that owns most of what is spoken of.
    private func likelyMain() -> TableName? {
        var scores: [TableName: Double] = [:]
        func add(_ columns: [Scored<ColumnReference>], _ factor: Double) {
            var seen: Set<TableName> = []
            for column in columns where seen.insert(column.thing.table).inserted {
                scores[column.thing.table, default: 0] += column.score * factor
            }
        }
        for name in names {
            for table in name.tables { scores[table.thing, default: 0] += table.score * 1.2 }
            add(name.columns, 1)
        }
        for condition in intent.conditions {
            switch condition.test {
            case .value(let links, let hint):
                add(links.map { Scored(thing: $0.column, score: $0.score) }, 0.6)
                add(hint?.columns ?? [], 0.3)
            case .range(_, .name(let choice)?), .missing(let choice), .average(.name(let choice)?, _):
                add(choice.columns, 0.8)
            case .flag(let column): add([column], 1)
            case .glossary(let entry): if let table = entry.table { scores[table, default: 0] += 1.5 }
            default: break
            }
        }
        for order in intent.orders {
            guard case .concept(let concept) = order.subject else { continue }
            for table in slice.tables {
                scores[table.name, default: 0] += (table.columns.map { concept.fit($0).score }.max() ?? 0) * 0.8
            }
        }
        if intent.asksWho {
            for table in slice.tables where DisplayColumns.of(table).count == 2 {
                scores[table.name, default: 0] += 0.4
            }
        }
        if names.isEmpty, intent.projections.isEmpty { preferPointing(&scores) }
        let best = slice.tables.map(\.name).max { (scores[$0] ?? 0) < (scores[$1] ?? 0) }
        return best.flatMap { (scores[$0] ?? 0) > 0 ? $0 : nil }
    }

    /// Where a value is all that is said, its own row is known; rows that point at it are asked for.
    private func preferPointing(_ scores: inout [TableName: Double]) {
        guard intent.conditions.count == 1, case .value(let links, _) = intent.conditions[0].test,
            let link = links.first, let table = slice.table(link.column.table),
            DisplayColumns.of(table).contains(link.column.column)
        else { return }
        for key in slice.foreignKeys where key.referencedTable == table.name && key.table != table.name {
            guard let pointing = slice.table(key.table), DisplayColumns.of(pointing) != pointing.primaryKey else {
                continue
            }
            scores[key.table, default: 0] += 1
        }
    }

    /// Rows of related entities that nothing else uses must exist.
    private mutating func requireRelated(_ main: TableName) {
        let joined = Set(cardinality.graph.joining(needed).keys.flatMap { [$0.table, $0.referencedTable] })
        for (table, entity) in entityTables
        where entity.role == .related && !needed.contains(table) && !joined.contains(table) {
            guard !insideAbsence(entity.choice.span.lowerBound),
                let path = cardinality.graph.path(from: [main], to: table), !path.isEmpty,
                !cardinality.isCertain(main, along: path),
                !needed.contains(where: { other in
                    cardinality.graph.path(from: [other], to: table).map { cardinality.isCertain(other, along: $0) }
                        ?? false
                })
            else { continue }
            let isUsed = plan.filters.contains { filter in
                if case .isMissing(let use, false) = filter,
                    path.first.map({ $0.table == main && $0.columns == [use.column.column] }) ?? false
                {
                    return true
                }
                if case .exists(let existence, _) = filter {
                    return existence.keys.contains { $0.table == table || $0.referencedTable == table }
                }
                return false
            }
            if !isUsed {
                plan.filters.append(
                    .exists(QueryPlan.Existence(outer: main, keys: path, filters: []), isNegated: false))
            }
        }
    }

    /// Whether a place in the question lies behind an absent entity, and so speaks of the rows that must not exist.
    func insideAbsence(_ place: Int) -> Bool {
        entityTables.contains { $0.entity.role == .absent && $0.entity.choice.span.lowerBound < place }
    }

    /// "the average delay of trams, buses and ferries" is three averages.
    private mutating func compareListed() {
        let compares = text.tokens.contains { ["versus", "vs", "compared"].contains($0.folded) }
        guard plan.groups.isEmpty, plan.items.count == 1, plan.items[0].isAggregate,
            !text.tokens.contains(where: { $0.folded == "or" })
        else { return }
        for case .isOneOf(let column, let values, false) in plan.filters
        where values.count >= (compares ? 2 : 3) && intent.conditions.count >= values.count {
            guard needed.contains(column.column.table), column.role == nil else { continue }
            addGroup(.column(column))
            plan.items.insert(.value(.column(column)), at: 0)
            return
        }
    }

    // MARK: The end

    private mutating func finish(_ main: TableName) {
        if needed.isEmpty { need(main) }
        let unreachable = cardinality.graph.joining(needed).unreachable
        for table in unreachable {
            plan.fits.append(0)
            plan.assumptions.append("'\(table)' is not connected with '\(needed[0])' by any key")
        }
        plan.tables = needed
        plan.filters = plan.filters.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        let isPlain = plan.groups.isEmpty && !plan.items.contains { $0.isAggregate }
        if isPlain, intent.isDistinct || repeatsShownRows() {
            // An order by something that is not shown can't be kept through DISTINCT.
            plan.isDistinct = plan.orders.allSatisfy { plan.items.contains(.value($0.value)) }
        }
    }

    /// Whether joining repeats the rows that are shown.
    private func repeatsShownRows() -> Bool {
        let shown = Set(plan.items.compactMap(\.table))
        guard !shown.isEmpty else { return false }
        return needed.contains { table in
            !shown.contains(table) && shown.allSatisfy { cardinality.repeats($0, joining: table) }
        }
    }
}
