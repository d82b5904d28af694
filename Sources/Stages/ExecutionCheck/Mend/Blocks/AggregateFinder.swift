internal import PlumbSQL

/// Finds the aggregates of a select, those of its subqueries left out.
struct AggregateFinder: SyntaxVisitor {
    /// Whether there is an aggregate.
    var isFound = false

    /// Whether one of them counts rows.
    var countsRows = false

    private static let names: Set<String> = [
        "count", "sum", "avg", "total", "min", "max", "group_concat", "string_agg", "array_agg",
    ]

    mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

    mutating func visit(_ call: FunctionCall, at range: SourceRange) {
        let name = call.name.name.folded
        guard Self.names.contains(name), call.over == nil else { return }
        // With several arguments, SQLite's min and max are no aggregates.
        guard !["min", "max"].contains(name) || call.arguments.count == 1 else { return }
        isFound = true
        if name == "count", !call.distinct { countsRows = true }
    }

    /// Whether an expression holds an aggregate.
    static func finds(in expression: Expression) -> Bool {
        var finder = AggregateFinder()
        finder.walk(expression)
        return finder.isFound
    }
}
