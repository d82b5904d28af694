internal import PlumbCore
internal import PlumbSQL

/// Brings a parsed query into the form in which Spider compares queries.
///
/// What Spider's grammar has no form for keeps one of its own, so that it matches its like and nothing else: a function is
/// the text of its tree, a kind of join is noted beside the tables, a common table stands where it is named.
struct SpiderQueryReader {
    let schema: SpiderSchema

    /// What a name in FROM stands for.
    private enum Source {
        case table(String)
        /// A query, whose columns have no table.
        case derived
    }

    /// What the names of a select mean.
    private struct Scope {
        var sources: [(name: String, source: Source)] = []
        var aliases: [String: Expression] = [:]
    }

    private var scopes: [Scope] = []
    private var commons: [String: (query: SpiderQuery, size: Int)] = [:]

    /// How many parts were read so far, those of common tables as often as they stand somewhere.
    private var size = 0

    /// Common tables that name each other twice double with every step: behind so many parts, a name stands for itself.
    private static let largest = 20_000

    init(schema: SpiderSchema) {
        self.schema = schema
    }

    /// Reads a query.
    mutating func read(_ query: Query) -> SpiderQuery {
        let outer = commons
        defer { commons = outer }
        for table in query.with?.tables ?? [] {
            // A recursive one does not know itself yet, and names itself as a table.
            if let inner = table.query {
                let before = size
                let query = read(inner)
                commons[table.name.folded] = (query, size - before)
            }
        }
        var operands: [QueryBody] = []
        var operations: [String] = []
        var first = query.body
        while case .setOperation(let operation) = first {
            operands.append(operation.right)
            operations.append(operation.operation.rawValue.lowercased() + (operation.all ? " all" : ""))
            first = operation.left
        }
        operands.append(first)
        // Spider reads a chain from its right end: what follows the first query is one query, and so on; the order and
        // limit of the whole are those of the last.
        var result: SpiderQuery?
        for (index, body) in operands.enumerated() {
            var part = read(body, orderBy: index == 0 ? query.orderBy : [], isLimited: index == 0 && query.limit != nil)
            if let rest = result {
                part.operation = .init(
                    operation: Self.plain(operations[index - 1]), query: Indirect(rest))
            }
            result = part
        }
        return result ?? SpiderQuery()
    }

    /// UNION ALL is a UNION to Spider.
    private static func plain(_ operation: String) -> String {
        operation == "union all" ? "union" : operation
    }

    private mutating func read(_ body: QueryBody, orderBy: [OrderTerm], isLimited: Bool) -> SpiderQuery {
        var result: SpiderQuery
        switch body {
        case .select(let select): return read(select, orderBy: orderBy, isLimited: isLimited)
        case .nested(let query): result = read(query)
        case .table(let name):
            return read(
                Select(items: [.allColumns()], from: [.table(TableReference(name: name))]), orderBy: orderBy,
                isLimited: isLimited)
        case .setOperation: result = read(Query(body: body))
        case .values, .error: result = SpiderQuery()
        }
        if isLimited { result.hasLimit = true }
        return result
    }

    private mutating func read(_ select: Select, orderBy: [OrderTerm], isLimited: Bool) -> SpiderQuery {
        var query = SpiderQuery()
        query.isDistinct = select.distinct != .all
        size += 1 + select.items.count
        scopes.append(Scope())
        defer { scopes.removeLast() }
        for (index, item) in select.from.enumerated() {
            if index > 0 { note(",", in: &query) }
            read(item, into: &query)
        }
        query.outerJoins.sort()
        for case .expression(let expression, let alias?) in select.items {
            scopes[scopes.count - 1].aliases[alias.folded] = expression
        }
        query.select = select.items.map { item in
            switch item {
            case .expression(let expression, _): selectPart(expression)
            case .allColumns(let table):
                .init(aggregate: .none, value: .init(left: .init(column: star(of: table), isDistinct: false)))
            }
        }
        if let condition = select.where { append(condition, to: &query.filter) }
        query.groupBy = select.groupBy.map { element in
            if case .expression(let expression) = element { column(expression) } else { .init(column: "grouping sets") }
        }
        if let condition = select.having { append(condition, to: &query.having) }
        if !orderBy.isEmpty {
            query.orderBy = .init(
                direction: Self.direction(orderBy), values: orderBy.map { value(unaliased($0.expression)) })
        }
        query.hasLimit = isLimited
        return query
    }

    /// One word where all terms go the same way, as in Spider; a list of them elsewhere.
    private static func direction(_ terms: [OrderTerm]) -> String {
        let words = terms.map { $0.direction == .descending ? "desc" : "asc" }
        return Set(words).count == 1 ? words[0] : words.joined(separator: ",")
    }

    // MARK: Tables

    private mutating func read(_ item: FromItem, into query: inout SpiderQuery) {
        switch item {
        case .table(let table):
            let name = table.name.name.folded
            if table.name.schema == nil, let common = commons[name] {
                if size + common.size <= Self.largest {
                    size += common.size
                    query.tables.append(.query(Indirect(common.query)))
                } else {
                    query.tables.append(.table("with \(name)"))
                }
                declare(table.visibleName, .derived)
            } else {
                query.tables.append(.table(name))
                declare(table.visibleName, .table(name))
            }
        case .query(let derived):
            query.tables.append(.query(Indirect(read(derived.query))))
            declare(derived.alias?.name ?? "", .derived)
        case .function(let function):
            query.tables.append(.table(function.calls.first?.name.name.folded ?? ""))
            declare(function.alias?.name ?? "", .derived)
        case .join(let join):
            read(join.left, into: &query)
            read(join.right, into: &query)
            note(join.kind.rawValue, in: &query)
            switch join.constraint {
            case .on(let condition):
                var conditions = SpiderQuery.Conditions()
                append(condition, to: &conditions)
                if !query.joins.conditions.isEmpty { query.joins.joints.append("and") }
                query.joins.conditions += conditions.conditions
                query.joins.joints += conditions.joints
            case .none, .using, .natural: break
            }
        case .aliased(let inner, let alias):
            read(inner, into: &query)
            declare(alias.name, .derived)
        case .error: break
        }
    }

    private func note(_ kind: String, in query: inout SpiderQuery) {
        guard kind.hasPrefix("LEFT") || kind.hasPrefix("RIGHT") || kind.hasPrefix("FULL") else { return }
        query.outerJoins.append(kind)
    }

    private mutating func declare(_ name: Name, _ source: Source) {
        scopes[scopes.count - 1].sources.append((name.folded, source))
    }

    // MARK: Conditions

    private mutating func append(_ expression: Expression, to conditions: inout SpiderQuery.Conditions) {
        if case .binary(let left, let operation, let right) = expression.kind, operation == .and || operation == .or {
            append(left, to: &conditions)
            conditions.joints.append(operation == .and ? "and" : "or")
            append(right, to: &conditions)
        } else {
            conditions.conditions.append(condition(expression))
        }
    }

    private mutating func condition(_ expression: Expression) -> SpiderQuery.Condition {
        size += 1
        switch expression.kind {
        case .binary(let left, let operation, let right) where Self.spelling(operation) != nil:
            return make(Self.spelling(operation) ?? "", left, operand(right))
        case .isNull(let value, let negated): return make("is", value, nil, negated: negated)
        case .between(let between):
            var condition = make("between", between.value, operand(between.low), negated: between.negated)
            condition.second = operand(between.high)
            return condition
        case .like(let like):
            return make(like.operation.rawValue.lowercased(), like.value, operand(like.pattern), negated: like.negated)
        case .inList(let value, let elements, let negated):
            return make("in", value, elements.first.flatMap { operand($0) }, negated: negated)
        case .inQuery(let value, let query, let negated):
            return make("in", value, .query(Indirect(read(query))), negated: negated)
        case .exists(let query):
            return .init(
                isNegated: false, operation: "exists", left: .init(left: .init(column: "", isDistinct: false)),
                first: .query(Indirect(read(query))))
        case .unary(.not, let inner):
            if case .binary(_, let operation, _) = inner.kind, operation == .and || operation == .or { break }
            var condition = condition(inner)
            condition.isNegated.toggle()
            return condition
        default: break
        }
        return make("", expression, nil)
    }

    private mutating func make(
        _ operation: String, _ left: Expression, _ first: SpiderQuery.Operand?, negated: Bool = false
    ) -> SpiderQuery.Condition {
        .init(isNegated: negated, operation: operation, left: value(left), first: first)
    }

    private static func spelling(_ operation: BinaryOperator) -> String? {
        switch operation {
        case .notEqual: "!="
        case .is: "is"
        case .equal, .less, .lessOrEqual, .greater, .greaterOrEqual: operation.spelling
        default: nil
        }
    }

    private mutating func operand(_ expression: Expression) -> SpiderQuery.Operand {
        switch expression.kind {
        case .subquery(let query): .query(Indirect(read(query)))
        case .literal(.integer(let digits)), .literal(.decimal(let digits)): .number(Double(digits) ?? .infinity)
        case .literal(.string(let text)): .text(text)
        case .column: .column(column(expression))
        default: .text(signature(expression))
        }
    }

    // MARK: Values

    private mutating func selectPart(_ expression: Expression) -> SpiderQuery.SelectPart {
        guard case .call(let call) = expression.kind, let aggregate = Self.aggregate(call) else {
            return .init(aggregate: .none, value: value(expression))
        }
        var value = call.isStar ? .init(left: .init(column: "*")) : self.value(call.arguments[0])
        value.left.isDistinct = call.distinct
        return .init(aggregate: aggregate, value: value)
    }

    private static func aggregate(_ call: FunctionCall) -> SpiderQuery.Aggregate? {
        guard call.over == nil, call.filter == nil, call.isStar || call.arguments.count == 1,
            call.name.schema == nil, let aggregate = SpiderQuery.Aggregate(rawValue: call.name.name.folded),
            aggregate != .none
        else { return nil }
        return aggregate
    }

    private mutating func value(_ expression: Expression) -> SpiderQuery.ValuePart {
        if case .binary(let left, let operation, let right) = expression.kind {
            switch operation {
            case .plus, .minus, .times, .divide:
                return .init(operation: operation.spelling, left: column(left), right: column(right))
            default: break
            }
        }
        return .init(left: column(expression))
    }

    private mutating func column(_ expression: Expression) -> SpiderQuery.ColumnPart {
        switch expression.kind {
        case .column(let name): return .init(column: self.name(name), isDistinct: false)
        case .call(let call):
            guard let aggregate = Self.aggregate(call) else { break }
            let column = call.isStar ? "*" : self.column(call.arguments[0]).column
            return .init(aggregate: aggregate, column: column, isDistinct: call.distinct)
        default: break
        }
        return .init(column: signature(expression), isDistinct: false)
    }

    /// What an alias of the select list stands for; the expression itself where it is none.
    private func unaliased(_ expression: Expression) -> Expression {
        guard case .column(let name) = expression.kind, name.table == nil, let scope = scopes.last,
            let meaning = scope.aliases[name.name.folded]
        else { return expression }
        return meaning
    }

    private func star(of table: QualifiedName?) -> String {
        guard let table else { return "*" }
        return tableName(table.name.folded).map { "\($0).*" } ?? "\(table.name.folded).*"
    }

    /// A column as `table.column`, where its table is known.
    private func name(_ name: ColumnName) -> String {
        let column = name.name.folded
        if let table = name.table { return tableName(table.folded).map { "\($0).\(column)" } ?? column }
        for scope in scopes.reversed() {
            for case (_, .table(let table)) in scope.sources where schema.columns[table]?.contains(column) == true {
                return "\(table).\(column)"
            }
        }
        return column
    }

    private func tableName(_ name: String) -> String? {
        for scope in scopes.reversed() {
            for source in scope.sources where source.name == name {
                if case .table(let table) = source.source { return table }
                return nil
            }
        }
        return nil
    }

    /// An expression that Spider has no form for, as the text of its tree: constants left out, columns by their tables.
    private func signature(_ expression: Expression) -> String {
        var walker = SignatureWalker(name: name)
        walker.walk(expression)
        return walker.words.joined(separator: " ")
    }
}

/// Writes a tree down from its root, with the number of parts where that can differ.
private struct SignatureWalker: SyntaxVisitor {
    let name: (ColumnName) -> String
    var words: [String] = []

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .column(let column): words.append(name(column))
        case .literal, .parameter: words.append("?")
        case .binary(_, let operation, _): words.append(operation.spelling)
        case .unary(let operation, _): words.append("\(operation.spelling)1")
        case .call: break
        case .cast(_, let type): words.append("cast:\(type.name.folded)")
        case .caseWhen(let value): words.append("case:\(value.branches.count)")
        case .row(let parts), .array(let parts), .inList(_, let parts, _): words.append("list:\(parts.count)")
        case .isNull(_, let negated): words.append(negated ? "notnull" : "isnull")
        case .like(let like): words.append(like.operation.rawValue.lowercased())
        case .between: words.append("between")
        case .collate(_, let name): words.append("collate:\(name.name.folded)")
        default: words.append("…")
        }
        return .visitChildren
    }

    mutating func visit(_ call: FunctionCall, at range: SourceRange) {
        words.append("\(call.name.name.folded):\(call.isStar ? "*" : "\(call.arguments.count)")")
        if call.distinct { words.append("distinct") }
        if call.over != nil { words.append("over") }
    }

    mutating func visit(_ query: Query) -> VisitContinuation {
        words.append("(query")
        return .visitChildren
    }

    mutating func leave(_ query: Query) { words.append(")") }

    mutating func visit(_ item: FromItem) -> VisitContinuation {
        if case .table(let table) = item { words.append(table.name.name.folded) }
        return .visitChildren
    }
}
