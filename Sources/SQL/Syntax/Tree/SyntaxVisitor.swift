/// Whether a visitor wants to see what is inside a node.
public enum VisitContinuation: Sendable {
    /// Go on with what is inside.
    case visitChildren

    /// Leave it out.
    case skipChildren
}

/// Sees every part of a tree, in the order of the text.
///
/// Implement what you want to see, then call `walk`.
public protocol SyntaxVisitor {
    /// Called for each query, subqueries and common tables included, before what is inside.
    mutating func visit(_ query: Query) -> VisitContinuation

    /// Called behind what is inside a query.
    mutating func leave(_ query: Query)

    /// Called for each common table.
    mutating func visit(_ table: CommonTable) -> VisitContinuation

    /// Called for each select, before what is inside.
    mutating func visit(_ select: Select) -> VisitContinuation

    /// Called for each item of a `FROM` clause, joins included, before what is inside.
    mutating func visit(_ item: FromItem) -> VisitContinuation

    /// Called for each expression, before what is inside.
    mutating func visit(_ expression: Expression) -> VisitContinuation

    /// Called for each function call, in an expression or a `FROM` clause, before its arguments.
    ///
    /// - Parameters:
    ///   - call: the call.
    ///   - range: where the call, or the item of the `FROM` clause around it, was read.
    mutating func visit(_ call: FunctionCall, at range: SourceRange)

    /// Called for each type that a cast, a constant or a function's column names.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - range: where the expression, or the item of the `FROM` clause around it, was read.
    mutating func visit(_ type: TypeName, at range: SourceRange)
}

extension SyntaxVisitor {
    /// Goes on.
    public mutating func visit(_ query: Query) -> VisitContinuation { .visitChildren }

    /// Does nothing.
    public mutating func leave(_ query: Query) {}

    /// Goes on.
    public mutating func visit(_ table: CommonTable) -> VisitContinuation { .visitChildren }

    /// Goes on.
    public mutating func visit(_ select: Select) -> VisitContinuation { .visitChildren }

    /// Goes on.
    public mutating func visit(_ item: FromItem) -> VisitContinuation { .visitChildren }

    /// Goes on.
    public mutating func visit(_ expression: Expression) -> VisitContinuation { .visitChildren }

    /// Does nothing.
    public mutating func visit(_ call: FunctionCall, at range: SourceRange) {}

    /// Does nothing.
    public mutating func visit(_ type: TypeName, at range: SourceRange) {}

    // MARK: Walking

    /// Visits a query and all that is inside.
    public mutating func walk(_ query: Query) {
        guard visit(query) == .visitChildren else { return }
        for table in query.with?.tables ?? [] where visit(table) == .visitChildren {
            if let inner = table.query { walk(inner) }
        }
        walk(query.body)
        walk(query.orderBy)
        if let limit = query.limit { walk(limit) }
        if let offset = query.offset { walk(offset) }
        leave(query)
    }

    /// Visits what makes a query's rows.
    public mutating func walk(_ body: QueryBody) {
        // Chains are walked from their left end on, so that a long one needs no deep stack.
        var first = body
        var rest: [QueryBody] = []
        while case .setOperation(let operation) = first {
            rest.append(operation.right)
            first = operation.left
        }
        walk(operand: first)
        for operand in rest.reversed() { walk(operand) }
    }

    private mutating func walk(operand body: QueryBody) {
        switch body {
        case .select(let select): walk(select)
        case .setOperation: walk(body)
        case .values(let rows): for row in rows { walk(row) }
        case .table(let name): walk(FromItem.table(TableReference(name: name)))
        case .nested(let query): walk(query)
        case .error: break
        }
    }

    /// Visits a select and all that is inside.
    public mutating func walk(_ select: Select) {
        guard visit(select) == .visitChildren else { return }
        if case .on(let expressions) = select.distinct { walk(expressions) }
        for case .expression(let expression, _) in select.items { walk(expression) }
        for item in select.from { walk(item) }
        if let condition = select.where { walk(condition) }
        for element in select.groupBy { walk(element) }
        if let condition = select.having { walk(condition) }
        for window in select.windows { walk(window.specification) }
    }

    /// Visits an item of a `FROM` clause and all that is inside.
    public mutating func walk(_ item: FromItem) {
        var first = item
        var joins: [Join] = []
        var isWanted = visit(first) == .visitChildren
        while isWanted, case .join(let join) = first {
            joins.append(join)
            first = join.left
            isWanted = visit(first) == .visitChildren
        }
        if isWanted { walk(inside: first) }
        for join in joins.reversed() {
            walk(join.right)
            if case .on(let condition) = join.constraint { walk(condition) }
        }
    }

    private mutating func walk(inside item: FromItem) {
        switch item {
        case .table(let table):
            walk(table.sample?.arguments ?? [])
            if let seed = table.sample?.seed { walk(seed) }
        case .query(let derived): walk(derived.query)
        case .function(let function):
            for call in function.calls { walk(call, at: function.range) }
            for type in function.alias?.columns.compactMap(\.type) ?? [] { visit(type, at: function.range) }
        case .join: walk(item)
        case .aliased(let inner, _): walk(inner)
        case .error: break
        }
    }

    private mutating func walk(_ expressions: [Expression]) {
        for expression in expressions { walk(expression) }
    }

    private mutating func walk(_ terms: [OrderTerm]) {
        for term in terms { walk(term.expression) }
    }

    private mutating func walk(_ element: GroupingElement) {
        switch element {
        case .expression(let expression): walk(expression)
        case .rollup(let expressions), .cube(let expressions): walk(expressions)
        case .sets(let elements): for element in elements { walk(element) }
        case .empty: break
        }
    }

    private mutating func walk(_ window: WindowSpecification) {
        walk(window.partitionBy)
        walk(window.orderBy)
        for bound in [window.frame?.start, window.frame?.end] {
            switch bound {
            case .preceding(let distance), .following(let distance): walk(distance)
            default: break
            }
        }
    }

    private mutating func walk(_ call: FunctionCall, at range: SourceRange) {
        visit(call, at: range)
        walk(call.arguments)
        walk(call.orderBy)
        walk(call.withinGroup)
        if let filter = call.filter { walk(filter) }
        if case .specification(let window) = call.over { walk(window) }
    }

    /// Visits an expression and all that is inside.
    public mutating func walk(_ expression: Expression) {
        var first = expression
        var rest: [Expression] = []
        var isWanted = visit(first) == .visitChildren
        while isWanted, case .binary(let left, _, let right) = first.kind {
            rest.append(right)
            first = left
            isWanted = visit(first) == .visitChildren
        }
        if isWanted { walk(inside: first) }
        for operand in rest.reversed() { walk(operand) }
    }

    private mutating func walk(inside expression: Expression) {
        switch expression.kind {
        case .literal(.typed(let type, _)): visit(type, at: expression.range)
        case .literal, .column, .parameter, .error: break
        case .cast(let value, let type):
            walk(value)
            visit(type, at: expression.range)
        case .unary(_, let value), .isNull(let value, _), .isTruth(let value, _, _), .collate(let value, _),
            .field(let value, _), .allFields(let value):
            walk(value)
        case .binary: walk(expression)
        case .element(let value, let index): walk([value, index])
        case .call(let call): walk(call, at: expression.range)
        case .row(let elements), .array(let elements): walk(elements)
        case .exists(let query), .subquery(let query), .arrayQuery(let query): walk(query)
        case .inList(let value, let elements, _):
            walk(value)
            walk(elements)
        case .inQuery(let value, let query, _):
            walk(value)
            walk(query)
        case .inTable(let value, let table, _):
            walk(value)
            walk(table)
        case .between(let between): walk([between.value, between.low, between.high])
        case .like(let like):
            walk([like.value, like.pattern])
            if let escape = like.escape { walk(escape) }
        case .quantified(let quantified): walk(quantified)
        case .caseWhen(let value): walk(value)
        case .slice(let value, let lower, let upper):
            walk([value, lower, upper].compactMap { $0 })
        }
    }

    private mutating func walk(_ quantified: Quantified) {
        walk(quantified.value)
        switch quantified.operand {
        case .query(let query): walk(query)
        case .array(let array): walk(array)
        }
    }

    private mutating func walk(_ value: Case) {
        if let operand = value.operand { walk(operand) }
        for branch in value.branches { walk([branch.condition, branch.result]) }
        if let otherwise = value.otherwise { walk(otherwise) }
    }
}
