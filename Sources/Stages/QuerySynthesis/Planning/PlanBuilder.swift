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
        let head = lastTurn ?? entityTables.first { $0.entity.role == .head } ?? entityTables.first { $0.entity.role == .owner }
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
        return intent.projections.compactMap { name($0.subject) } + intent.orders.compactMap { name($0.subject) } + groups
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
            for table in slice.tables where DisplayColumns.of(table).count == 2 { scores[table.name, default: 0] += 0.4 }
        }
        let best = slice.tables.map(\.name).max { (scores[$0] ?? 0) < (scores[$1] ?? 0) }
        return best.flatMap { (scores[$0] ?? 0) > 0 ? $0 : nil }
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
                    cardinality.graph.path(from: [other], to: table).map { cardinality.isCertain(other, along: $0) } ?? false
                })
            else { continue }
            let isUsed = plan.filters.contains { filter in
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

    // MARK: The end

    private mutating func finish(_ main: TableName) {
        if needed.isEmpty { need(main) }
        let unreachable = cardinality.graph.joining(needed).unreachable
        for table in unreachable {
            plan.fits.append(0)
            plan.assumptions.append("'\(table)' is not connected with '\(needed[0])' by any key")
        }
        plan.tables = needed
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
