internal import PlumbCore

/// One column of a select list.
struct SelectOutput {
    var column: NamedColumn
    var value: Value

    /// The expression; nil for a column that a star stands for.
    var expression: Expression?
}

/// What a select sees, clause by clause.
extension NameResolver {
    func resolve(
        _ select: Select, outer: [NameScope], ordering: Ordering, scope: inout NameScope
    ) -> Relation {
        let enclosing = aggregates
        aggregates = []
        defer { aggregates = enclosing }
        clause = .from
        resolve(from: select.from, outer: outer, scope: &scope)
        clause = .select
        if case .on(let expressions) = select.distinct {
            for expression in expressions { _ = resolve(expression, in: outer + [scope]) }
        }
        let outputs = resolve(items: select.items, of: select, outer: outer, scope: &scope)
        var filtered = scope
        filtered.seesAliases = dialect == .sqlite
        clause = .from
        resolveConditions(of: &scope, seenAs: filtered, outer: outer)
        clause = .where
        if let certainty = select.where.flatMap({ resolve($0, in: outer + [filtered]).certainty }) {
            scope.certainty.append(certainty)
        }
        let needsIndex = !select.groupBy.isEmpty || !ordering.terms.isEmpty
        let outputIndex = OutputIndex(needsIndex ? outputs : [])
        // In SQLite these two clauses see nothing of the selects around them.
        let seenBehind = dialect == .sqlite ? [] : outer
        let groups = resolve(groupsOf: select, outputs, outputIndex, outer: seenBehind, scope: scope)
        clause = .having
        if let condition = select.having { _ = resolve(condition, in: outer + [filtered]) }
        clause = .select
        for window in select.windows { resolve(window.specification, in: outer + [scope]) }
        resolve(ordering, outputs: outputs, outputIndex: outputIndex, outer: seenBehind, scope: scope)
        let keys = noteFacts(of: select, scope: scope, outputs: outputs, groups: groups)
        return Relation(columns: outputs.map(\.column), uniqueKeys: keys)
    }

    private func resolve(
        items: [SelectItem], of select: Select, outer: [NameScope], scope: inout NameScope
    ) -> [SelectOutput] {
        var outputs: [SelectOutput] = []
        var aliases: [String: Value] = [:]
        for item in items {
            switch item {
            case .expression(let expression, let alias):
                var value = resolve(expression, in: outer + [scope])
                let name = alias?.text ?? outputName(of: expression, value)
                let column = NamedColumn(
                    key: key(name), name: name, type: value.type, isNullable: value.isNullable,
                    source: value.plainColumn.flatMap(source), isWideInteger: value.isWideInteger)
                value.certainty = nil
                outputs.append(SelectOutput(column: column, value: value, expression: expression))
                // In Postgres a column's own name counts as one that the list gives.
                if alias != nil || dialect == .postgres, aliases[column.key] == nil { aliases[column.key] = value }
            case .allColumns(let table):
                let all = readAll(of: table, select: select, scope: scope)
                for output in all where aliases[output.column.key] == nil { aliases[output.column.key] = output.value }
                outputs += all
            }
        }
        scope.aliases = aliases
        return outputs
    }

    /// What the rows are grouped by.
    private func resolve(
        groupsOf select: Select, _ outputs: [SelectOutput], _ outputIndex: OutputIndex, outer: [NameScope],
        scope: NameScope
    ) -> [Group] {
        guard !select.groupBy.isEmpty else { return [] }
        clause = .groupBy
        var grouped = scope
        grouped.seesAliases = true
        let scopes = outer + [grouped]
        var groups: [Group] = []
        for element in select.groupBy {
            guard case .expression(let expression) = element else {
                resolve(element, in: scopes)
                groups.append(Group())
                continue
            }
            if let output = Self.number(of: expression) {
                let isOutput = outputs.indices.contains(output)
                groups.append(isOutput ? Group(column: outputs[output].value.plainColumn, output: output) : Group())
                continue
            }
            let value = resolve(expression, in: scopes)
            var name: String?
            if case .column(let column) = expression.kind, column.table == nil { name = key(column.name) }
            let output = outputIndex.output(of: expression, value, name: name)
            groups.append(Group(column: value.plainColumn, output: output))
        }
        return groups
    }

    private func resolve(_ element: GroupingElement, in scopes: [NameScope]) {
        switch element {
        case .expression(let expression): _ = resolve(expression, in: scopes)
        case .rollup(let expressions), .cube(let expressions):
            for expression in expressions { _ = resolve(expression, in: scopes) }
        case .sets(let elements): for element in elements { resolve(element, in: scopes) }
        case .empty: break
        }
    }

    func resolve(_ window: WindowSpecification, in scopes: [NameScope]) {
        for expression in window.partitionBy + window.orderBy.map(\.expression) { _ = resolve(expression, in: scopes) }
        for bound in [window.frame?.start, window.frame?.end] {
            switch bound {
            case .preceding(let distance), .following(let distance): _ = resolve(distance, in: scopes)
            default: break
            }
        }
    }

    /// The column of a table that a column passes on.
    func source(of column: BoundColumn) -> ColumnReference? {
        let columns = sources[column.source].columns
        return column.position < columns.count ? columns[column.position].source : nil
    }
}

/// One thing that rows are grouped by.
struct Group {
    /// The column that it is, where it is one.
    var column: BoundColumn?

    /// The column of the select list that has its values.
    var output: Int?
}
