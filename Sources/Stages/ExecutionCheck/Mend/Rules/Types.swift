internal import PlumbCore
public import PlumbSQL

/// Makes one type of what Postgres does not compare or compute with otherwise.
public struct Types: MendRule {
    /// `types`.
    public let name = "types"

    /// For a list of rules.
    public let summary = "Postgres: cast what is of another type, and compare booleans with TRUE and FALSE"

    /// Makes the rule.
    public init() {}

    /// Corrects the types of one select.
    public func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)? {
        guard scope.dialect == .postgres else { return nil }
        var note = ""
        let changed = query.changingBlock(in: scope) { view in
            var finder = TypeFinder(view: view, scope: scope)
            finder.walk(view.block.select)
            for term in view.block.orderBy { finder.walk(term.expression) }
            for link in view.chain.links { if let condition = link.condition { finder.walk(condition) } }
            guard let first = finder.first, !finder.found.isEmpty else { return nil }
            note = "\(first) by its type"
            return view.block.replacing(finder.found)
        }
        return changed.map { ($0, note) }
    }
}

/// Finds what is of a wrong type in a select, its subqueries left out.
private struct TypeFinder: SyntaxVisitor {
    let view: BlockView
    let scope: MendScope
    var found: [SourceRange: Expression] = [:]
    /// The column that the first of them is about.
    var first: String?

    mutating func visit(_ query: Query) -> VisitContinuation { .skipChildren }

    /// Joins are walked by their conditions, so that no query in FROM is entered.
    mutating func visit(_ item: FromItem) -> VisitContinuation { .skipChildren }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .binary(let left, let operation, let right): compare(left, operation, right)
        case .inList(let value, let elements, _): for element in elements { match(value, .equal, element) }
        case .inQuery(let value, let query, _): match(value, query)
        case .between(let between):
            match(between.value, .greater, between.low)
            match(between.value, .less, between.high)
        case .like(let like): asText(like.value)
        case .call(let call): check(call)
        default: break
        }
        return .visitChildren
    }

    // MARK: Comparisons

    private mutating func compare(_ left: Expression, _ operation: BinaryOperator, _ right: Expression) {
        switch operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            match(left, operation, right)
            match(right, operation, left)
            if case (.text, .number) = (storage(left), storage(right)) { replace(right, .cast(right, "text"), right) }
            if case (.number, .text) = (storage(left), storage(right)) { replace(left, .cast(left, "text"), left) }
        case .plus, .minus, .times, .divide:
            for value in [left, right] where storage(value) == .text { replace(value, .cast(value, "numeric"), value) }
        default: break
        }
    }

    /// A column beside a constant.
    private mutating func match(_ value: Expression, _ operation: BinaryOperator, _ constant: Expression) {
        guard let digits = digits(of: constant) else { return }
        switch (storage(value), operation) {
        case (.boolean, _) where digits == "0" || digits == "1":
            replace(constant, .literal(.boolean(digits == "1")), value)
        case (.text, .equal), (.text, .notEqual): replace(constant, .string(digits), value)
        case (.text, _): replace(value, .cast(value, "numeric"), value)
        default: break
        }
    }

    /// A column beside those that a query gives.
    private mutating func match(_ value: Expression, _ query: Query) {
        guard case .select(let select) = query.body, select.items.count == 1,
            case .expression(let item, _) = select.items[0],
            let inner = BlockView(SelectBlock(select: select), commons: [:], in: scope)
        else { return }
        switch (storage(value), TypeFinder(view: inner, scope: scope).storage(item)) {
        case (.number, .text): replace(value, .cast(value, "text"), value)
        case (.text, .number): replace(item, .cast(item, "text"), item)
        default: break
        }
    }

    private func digits(of constant: Expression) -> String? {
        switch constant.kind {
        case .literal(.integer(let digits)), .literal(.decimal(let digits)): digits
        case .unary(.minus, let value): digits(of: value).map { "-" + $0 }
        default: nil
        }
    }

    // MARK: Calls

    private mutating func check(_ call: FunctionCall) {
        guard let value = call.arguments.first else { return }
        switch call.name.name.folded {
        case "round" where call.arguments.count == 2:
            if case .cast = value.kind { return }
            replace(value, .cast(value, "numeric"), value)
        case "sum", "avg":
            if isTruth(value) {
                let counted = Expression.caseWhen([Case.Branch(when: value, then: .integer(1))], otherwise: .integer(0))
                replace(value, counted, value)
            } else if storage(value) == .boolean {
                replace(value, .cast(value, "integer"), value)
            } else if storage(value) == .text {
                replace(value, .cast(value, "numeric"), value)
            }
        case "min", "max": if storage(value) == .boolean { replace(value, .cast(value, "integer"), value) }
        case "substr", "substring", "left", "right", "length", "lower", "upper", "trim", "replace", "strpos":
            asText(value)
        case "to_char", "age": if storage(value) == .text { replace(value, .cast(value, "timestamp"), value) }
        case "extract", "date_part", "date_trunc":
            let moment = call.arguments.count > 1 ? call.arguments[1] : value
            if storage(moment) == .text { replace(moment, .cast(moment, "timestamp"), moment) }
        case "coalesce":
            let hasText = call.arguments.contains { argument in
                if case .literal(.string(let text)) = argument.kind { Double(text) == nil } else { false }
            }
            for argument in hasText ? call.arguments : [] where [.number, .boolean].contains(storage(argument)) {
                replace(argument, .cast(argument, "text"), argument)
            }
        default: break
        }
    }

    /// Whether an expression is a condition, which SQLite and MySQL sum as 1 and 0.
    private func isTruth(_ value: Expression) -> Bool {
        switch value.kind {
        case .binary(_, let operation, _):
            switch operation {
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or: true
            default: false
            }
        case .isNull, .like, .inList, .between: true
        default: false
        }
    }

    private mutating func asText(_ value: Expression) {
        switch storage(value) {
        case .number, .date, .timestamp, .boolean, .list, .other: replace(value, .cast(value, "text"), value)
        // Bytes have a length and parts of their own.
        case .text, .bytes, nil: break
        }
    }

    // MARK: Columns

    private mutating func replace(_ place: Expression, _ other: Expression, _ subject: Expression) {
        // What lies inside of another change is looked at once more when that is done.
        guard place.range.isKnown, !found.keys.contains(where: { $0.covers(place.range) }) else { return }
        found[place.range] = other
        if first == nil { first = SQLPrinter(dialect: .postgres).print(subject) }
    }

    /// What a column is held as; nil for what is no column of a table, and where nothing declares it.
    private func storage(_ value: Expression) -> PostgresStorage? {
        guard case .column(let name) = value.kind, let column = view.column(name)?.column,
            !column.declaredType.isEmpty
        else { return nil }
        return PostgresStorage(column)
    }
}
