extension SpiderQuery {
    /// The query as matches compare it: values left out, columns that a foreign key makes one under one name.
    ///
    /// After `rebuild_sql_val` and `rebuild_sql_col` in Spider's `evaluation.py`. Keys count for columns of the tables in
    /// this query's FROM, here and behind set operations; in subqueries they don't, and DISTINCT counts there.
    ///
    /// - Parameters:
    ///   - schema: the tables and keys.
    ///   - keepsDerivedValues: whether values inside queries in FROM stay, as they do in the script.
    /// - Returns: the query to compare.
    func normalized(for schema: SpiderSchema, keepsDerivedValues: Bool) -> SpiderQuery {
        let tables = Set(tables.compactMap { if case .table(let name) = $0 { name } else { nil } })
        let names = SpiderNormalization(schema: schema, tables: tables)
        return names.normalized(withoutValues(keepsDerivedValues: keepsDerivedValues))
    }

    private func withoutValues(keepsDerivedValues: Bool) -> SpiderQuery {
        func bare(_ operand: Operand?) -> Operand? {
            operand?.query.map { .query(Indirect($0.withoutValues(keepsDerivedValues: keepsDerivedValues))) }
        }
        func bare(_ conditions: Conditions) -> Conditions {
            var conditions = conditions
            for index in conditions.conditions.indices {
                conditions.conditions[index].first = bare(conditions.conditions[index].first)
                conditions.conditions[index].second = bare(conditions.conditions[index].second)
            }
            return conditions
        }
        var query = self
        query.joins = bare(joins)
        query.filter = bare(filter)
        query.having = bare(having)
        if let operation {
            query.operation?.query = Indirect(
                operation.query.value.withoutValues(keepsDerivedValues: keepsDerivedValues))
        }
        if !keepsDerivedValues {
            query.tables = tables.map { table in
                guard case .query(let inner) = table else { return table }
                return .query(Indirect(inner.value.withoutValues(keepsDerivedValues: false)))
            }
        }
        return query
    }
}

/// Gives columns the names under which they are compared.
private struct SpiderNormalization {
    let schema: SpiderSchema
    /// The tables whose columns may be known by another name.
    let tables: Set<String>

    func normalized(_ query: SpiderQuery) -> SpiderQuery {
        var query = query
        query.isDistinct = nil
        query.select = query.select.map { .init(aggregate: $0.aggregate, value: normalized($0.value)) }
        query.joins = normalized(query.joins)
        query.filter = normalized(query.filter)
        query.having = normalized(query.having)
        query.groupBy = query.groupBy.map(normalized)
        if let order = query.orderBy { query.orderBy?.values = order.values.map(normalized) }
        if let operation = query.operation { query.operation?.query = Indirect(normalized(operation.query.value)) }
        return query
    }

    private func normalized(_ conditions: SpiderQuery.Conditions) -> SpiderQuery.Conditions {
        var conditions = conditions
        for index in conditions.conditions.indices {
            conditions.conditions[index].left = normalized(conditions.conditions[index].left)
        }
        return conditions
    }

    private func normalized(_ value: SpiderQuery.ValuePart) -> SpiderQuery.ValuePart {
        .init(operation: value.operation, left: normalized(value.left), right: value.right.map(normalized))
    }

    private func normalized(_ column: SpiderQuery.ColumnPart) -> SpiderQuery.ColumnPart {
        var column = column
        column.isDistinct = nil
        if let first = schema.keys[column.column], let dot = column.column.firstIndex(of: "."),
            tables.contains(String(column.column[..<dot]))
        {
            column.column = first
        }
        return column
    }
}
