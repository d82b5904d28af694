internal import PlumbCore

/// Functions, aggregates and window functions.
extension NameResolver {
    func resolve(_ call: FunctionCall, at range: SourceRange, in scopes: [NameScope]) -> Value {
        let name = Name.folded(call.name.name.text)
        let isAggregate = call.over == nil && Aggregates.isAggregate(name, arguments: call.arguments.count, dialect)
        let start = namedSources.count
        let arguments = call.arguments.map { resolve($0, in: scopes) }
        let read = isAggregate ? Set(namedSources[start...]) : []
        for term in call.orderBy + call.withinGroup { _ = resolve(term.expression, in: scopes) }
        if let filter = call.filter { _ = resolve(filter, in: scopes) }
        if case .specification(let window) = call.over { resolve(window, in: scopes) }
        if isAggregate {
            aggregates.append(AggregateUse(call: call, name: name, range: range, sources: read))
        }
        let functions = FunctionTypes(dialect: dialect)
        var result = functions.value(of: name, call: call, arguments: arguments, isAggregate: isAggregate)
        if !isAggregate, call.over == nil { keepColumn(of: arguments, under: name, in: &result) }
        return result
    }

    /// A function of one column and constants is still about that column.
    private func keepColumn(of arguments: [Value], under name: String, in result: inout Value) {
        let others = arguments.filter { $0.constant == nil }
        guard others.count == 1, let column = others[0].column else { return }
        result.column = column
        result.functions = [name] + others[0].functions
    }
}

/// An aggregate where it is called.
struct AggregateUse {
    var call: FunctionCall

    /// The function's name in lower case.
    var name: String

    var range: SourceRange

    /// The items of `FROM` clauses whose columns it is given.
    var sources: Set<Int>
}

/// Functions that make one value of many rows.
enum Aggregates {
    /// Whether a function is an aggregate where it stands without `OVER`.
    static func isAggregate(_ name: String, arguments: Int, _ dialect: SQLDialect) -> Bool {
        switch dialect {
        // SQLite's min and max of several values look at one row.
        case .sqlite: name == "min" || name == "max" ? arguments == 1 : sqlite.contains(name)
        case .postgres: postgres.contains(name) || unaffectedByRepetition.contains(name)
        }
    }

    /// Aggregates that give the same however often a row is repeated.
    static let unaffectedByRepetition: Set<String> = [
        "min", "max", "any_value", "bool_and", "bool_or", "every", "bit_and", "bit_or",
    ]

    private static let sqlite: Set<String> = [
        "count", "sum", "total", "avg", "group_concat", "string_agg", "median", "percentile", "percentile_cont",
        "percentile_disc", "json_group_array", "json_group_object", "jsonb_group_array", "jsonb_group_object",
    ]

    private static let postgres: Set<String> = [
        "count", "sum", "avg", "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg",
        "jsonb_object_agg", "json_arrayagg", "json_objectagg", "bit_xor", "corr", "covar_pop", "covar_samp",
        "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy",
        "regr_syy", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "mode",
        "percentile_cont", "percentile_disc", "range_agg", "range_intersect_agg", "xmlagg",
    ]
}
