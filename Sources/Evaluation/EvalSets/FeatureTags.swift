internal import PlumbCore
internal import PlumbSQL

/// The tags that can be read off a query: what it is made of.
enum FeatureTags {
    /// Those that every query that needs them is tagged with.
    static let required = ["filter", "aggregate", "join", "group", "having", "order", "limit"]

    /// The tags of a query, in a fixed order.
    static func tags(of query: Query) -> [String] {
        var finder = FeatureFinder()
        finder.walk(query)
        let found = finder.found
        return found.isEmpty ? ["projection"] : all.filter(found.contains)
    }

    private static let all =
        required + ["distinct-count", "self-join", "set-operation", "subquery", "text-match", "null"]
}

/// Gathers features on a walk through a query.
private struct FeatureFinder: SyntaxVisitor {
    var found: Set<String> = []
    private var depth = 0

    private static let aggregates: Set<String> = [
        "count", "sum", "avg", "min", "max", "total", "group_concat", "string_agg",
    ]

    mutating func visit(_ query: Query) -> VisitContinuation {
        if depth > 0 { found.insert("subquery") }
        depth += 1
        if !query.orderBy.isEmpty { found.insert("order") }
        if query.limit != nil { found.insert("limit") }
        if case .setOperation = query.body { found.insert("set-operation") }
        return .visitChildren
    }

    mutating func leave(_ query: Query) { depth -= 1 }

    mutating func visit(_ select: Select) -> VisitContinuation {
        if !select.groupBy.isEmpty { found.insert("group") }
        if select.having != nil { found.insert("having") }
        if let condition = select.where { look(for: condition) }
        var tables: [String] = []
        for item in select.from { Self.collect(item, into: &tables) }
        if tables.count > 1 { found.insert("join") }
        let named = tables.filter { !$0.isEmpty }
        if Set(named).count < named.count { found.insert("self-join") }
        return .visitChildren
    }

    mutating func visit(_ item: FromItem) -> VisitContinuation {
        if case .join(let join) = item, case .on(let condition) = join.constraint { look(for: condition) }
        return .visitChildren
    }

    private mutating func look(for condition: Expression) {
        var finder = FilterFinder()
        finder.walk(condition)
        found.formUnion(finder.found)
    }

    mutating func visit(_ call: FunctionCall, at range: SourceRange) {
        let name = call.name.name.folded
        // max(a, b) is no aggregate.
        guard Self.aggregates.contains(name), call.arguments.count < 2 || name.hasSuffix("g") || name.hasSuffix("t")
        else { return }
        found.insert("aggregate")
        if name == "count", call.distinct { found.insert("distinct-count") }
    }

    private static func collect(_ item: FromItem, into tables: inout [String]) {
        switch item {
        case .table(let reference): tables.append(reference.name.name.folded)
        case .join(let join):
            collect(join.left, into: &tables)
            collect(join.right, into: &tables)
        case .aliased(let inner, _): collect(inner, into: &tables)
        case .query, .function: tables.append("")
        case .error: break
        }
    }
}

/// Finds comparisons with constants in one condition; queries inside are looked at on their own.
private struct FilterFinder: SyntaxVisitor {
    var found: Set<String> = []

    mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .binary(let left, let operation, let right) where operation.isComparison:
            if left.isConstant || right.isConstant { found.insert("filter") }
        case .between, .inList: found.insert("filter")
        case .like: found.formUnion(["filter", "text-match"])
        case .isNull: found.insert("null")
        default: break
        }
        return .visitChildren
    }
}

extension Expression {
    /// Whether it is a constant, with a sign or without, or a name that old queries mean as a string.
    fileprivate var isConstant: Bool {
        switch kind {
        case .literal: true
        case .unary(let operation, let value): operation != .not && value.isConstant
        case .column(let name): name.mayBeString
        default: false
        }
    }
}
