internal import PlumbCore
internal import PlumbLanguage
internal import PlumbSQL

/// Spells a plan out as a syntax tree.
struct QueryWriter {
    let plan: QueryPlan
    let slice: SchemaSlice
    /// Whether columns are written with their tables: where more than one table is read.
    private let qualifies: Bool
    private let keys: [ForeignKey]
    let graph: JoinGraph

    init(plan: QueryPlan, slice: SchemaSlice) {
        self.plan = plan
        self.slice = slice
        graph = JoinGraph(slice.foreignKeys)
        keys = graph.joining(plan.tables).keys
        let readsOthers = plan.filters.contains { filter in
            switch filter {
            case .exists, .isAboveAverage, .glossary: true
            default: false
            }
        }
        qualifies = !keys.isEmpty || plan.tables.count > 1 || !plan.roles.isEmpty || readsOthers
    }

    /// The query.
    func query() -> Query {
        var items = plan.items.map { item -> SelectItem in
            switch item {
            case .allColumns(let table): .allColumns(of: qualifies ? star(table) : nil)
            case .value(let value): .expression(expression(value), alias: alias(of: value))
            }
        }
        if items.isEmpty { items = [.allColumns()] }
        let conditions = plan.filters.compactMap { condition($0, outer: nil) }
        let groupConditions = plan.groupFilters.compactMap(condition)
        let select = Select(
            distinct: plan.isDistinct ? true : false, items: items, from: [from()],
            where: Expression.joined(conditions, by: .and),
            groupBy: plan.groups.map { .expression(expression($0)) },
            having: Expression.joined(groupConditions, by: .and))
        return Query(
            select,
            orderBy: plan.orders.map(orderTerm),
            limit: plan.limit.map { .integer($0) })
    }

    // MARK: Tables

    private func from() -> FromItem {
        let tables = plan.tables.isEmpty ? slice.tables.prefix(1).map(\.name) : plan.tables
        var joined: Set<TableName> = []
        var item: FromItem = .error
        if let first = tables.first {
            item = source(first)
            joined.insert(first)
        }
        for key in keys {
            let next = joined.contains(key.table) ? key.referencedTable : key.table
            guard !joined.contains(next) else { continue }
            item = item.joined(with: source(next), on: equality(key))
            joined.insert(next)
        }
        for table in tables where !joined.contains(table) {
            item = item.joined(.cross, with: source(table))
            joined.insert(table)
        }
        for role in plan.roles {
            let pairs = zip(role.columns, role.referencedColumns).map { own, other in
                keySides(
                    .column(table: name(role.table), name: Name(own)), ColumnReference(role.table, own),
                    .column(table: Name(alias(of: role)), name: Name(other)),
                    ColumnReference(role.referencedTable, other))
            }
            item = item.joined(
                with: .table(qualified(role.referencedTable), as: Name(alias(of: role))),
                on: Expression.joined(pairs, by: .and))
        }
        return item
    }

    func equality(_ key: ForeignKey) -> Expression? {
        let pairs = zip(key.columns, key.referencedColumns).map { own, other in
            keySides(
                .column(table: name(key.table), name: Name(own)), ColumnReference(key.table, own),
                .column(table: name(key.referencedTable), name: Name(other)),
                ColumnReference(key.referencedTable, other))
        }
        return Expression.joined(pairs, by: .and)
    }

    /// A role is called what its column is called: `manager_id` leads to `manager`.
    private func alias(of role: ForeignKey) -> String {
        let words = role.columns.first.map(NameWords.of) ?? []
        let own = words.filter { !["id", "no", "code", "fk", "number"].contains($0) }
        let alias = own.isEmpty ? "\(role.referencedTable.name)_2" : own.joined(separator: "_")
        let isTaken = slice.tables.contains { $0.name.name.lowercased() == alias.lowercased() }
        return isTaken ? alias + "_2" : alias
    }

    /// What a table is called in the query: by both of its names where another table has the same one.
    func name(_ table: TableName) -> Name {
        hasNamesake(table)
            ? Name([table.schema, table.name].compactMap(\.self).joined(separator: "_")) : Name(table.name)
    }

    /// A table to read from.
    func source(_ table: TableName) -> FromItem {
        .table(qualified(table), as: hasNamesake(table) ? name(table) : nil)
    }

    /// A table's name before `.*`.
    private func star(_ table: TableName) -> QualifiedName {
        hasNamesake(table) ? QualifiedName(name(table)) : qualified(table)
    }

    private func hasNamesake(_ table: TableName) -> Bool {
        table.schema != nil && slice.tables.contains { $0.name != table && $0.name.name == table.name }
    }

    func qualified(_ table: TableName) -> QualifiedName {
        QualifiedName(Name(table.name), schema: table.schema.map { Name($0) })
    }

    // MARK: Values

    func column(_ use: ColumnUse, qualified: Bool? = nil) -> Expression {
        if let role = use.role { return .column(table: Name(alias(of: role)), name: Name(use.column.column)) }
        let qualifies = qualified ?? qualifies
        return .column(table: qualifies ? name(use.column.table) : nil, name: Name(use.column.column))
    }

    func expression(_ value: QueryPlan.Value) -> Expression {
        switch value {
        case .column(let use):
            return column(use)
        case .aggregate(let aggregate, let value?, let isDistinct):
            var argument = expression(value)
            if case .column(let use) = value { argument = self.argument(argument, of: use.column, to: aggregate) }
            return .call(name: QualifiedName(Name(aggregate.rawValue)), arguments: [argument], distinct: isDistinct)
        case .aggregate(_, nil, _):
            return .countAll()
        case .timePart(let part, let use):
            return time(part, moment(column(use), of: use.column))
        }
    }

    /// A part of a time, as text that sorts by time; years as numbers would sort alike.
    private func time(_ part: TimePart, _ value: Expression) -> Expression {
        switch (slice.dialect, part) {
        case (.sqlite, .quarter):
            let month = Expression.cast(.call(name: "strftime", arguments: [.string("%m"), value]), "INTEGER")
            let quarter = Expression.binary(.binary(month, .plus, .integer(2)), .divide, .integer(3))
            let year = Expression.call(name: "strftime", arguments: [.string("%Y"), value])
            return .binary(.binary(year, .concatenate, .string("-Q")), .concatenate, quarter)
        case (.sqlite, _):
            let format =
                switch part {
                case .year: "%Y"
                case .month: "%Y-%m"
                default: "%Y-%m-%d"
                }
            return .call(name: "strftime", arguments: [.string(format), value])
        case (.postgres, _):
            let format =
                switch part {
                case .year: "YYYY"
                case .quarter: "YYYY-\"Q\"Q"
                case .month: "YYYY-MM"
                case .day: "YYYY-MM-DD"
                }
            return .call(name: "to_char", arguments: [value, .string(format)])
        }
    }

    /// What a computed value is called in the result.
    private func alias(of value: QueryPlan.Value) -> Name? {
        switch value {
        case .column: nil
        case .timePart(let part, _): Name("\(part)")
        case .aggregate(let aggregate, let value, _):
            switch (aggregate, value) {
            case (.count, _): Name("count")
            case (let aggregate, .column(let use)?):
                Name(([Self.prefixes[aggregate] ?? ""] + NameWords.of(use.column.column)).joined(separator: "_"))
            default: nil
            }
        }
    }

    private static let prefixes: [Aggregate: String] = [
        .sum: "total", .average: "average", .maximum: "highest", .minimum: "lowest",
    ]
}
