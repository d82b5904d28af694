internal import PlumbSQL

/// Finds the aggregates of a select, those of its subqueries left out.
struct AggregateFinder: SyntaxVisitor {
    /// Whether there is an aggregate.
    var isFound = false

    /// Whether there is one whose value depends on how often a row comes.
    var countsRows = false

    private static let names: Set<String> = [
        "count", "sum", "avg", "total", "min", "max", "group_concat", "string_agg", "array_agg",
    ]

    mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

    mutating func visit(_ call: FunctionCall, at range: SourceRange) {
        let name = call.name.name.folded
        guard Self.names.contains(name), call.over == nil else { return }
        let isExtreme = name == "min" || name == "max"
        // With several arguments, SQLite's min and max are no aggregates.
        guard !isExtreme || call.arguments.count == 1 else { return }
        isFound = true
        if !isExtreme, !call.distinct { countsRows = true }
    }

    /// Whether an expression holds an aggregate.
    static func finds(in expression: Expression) -> Bool {
        var finder = AggregateFinder()
        finder.walk(expression)
        return finder.isFound
    }
}
