/// Makes a tree of another one, from the inside to the outside.
///
/// Implement what is to be changed, then call `walk`. Nodes keep where they were read. Windows, table-valued functions
/// and what only Postgres has are passed on as they are.
package protocol SyntaxRewriter {
    /// What stands in an expression's place; what is inside of it has been rewritten already.
    mutating func rewrite(_ expression: Expression) -> Expression

    /// What stands in a select's place, with its order; what is inside has been rewritten already, subqueries included.
    mutating func rewrite(_ block: SelectBlock) -> SelectBlock

    /// What stands in a table's place.
    mutating func rewrite(_ table: TableReference) -> TableReference
}

extension SyntaxRewriter {
    /// Leaves the expression.
    package mutating func rewrite(_ expression: Expression) -> Expression { expression }

    /// Leaves the select.
    package mutating func rewrite(_ block: SelectBlock) -> SelectBlock { block }

    /// Leaves the table.
    package mutating func rewrite(_ table: TableReference) -> TableReference { table }

    // MARK: Queries

    /// Rewrites a query and all that is inside.
    package mutating func walk(_ query: Query) -> Query {
        var query = query
        for place in query.with?.tables.indices ?? 0..<0 {
            guard let inner = query.with?.tables[place].query else { continue }
            query.with?.tables[place].body = .query(walk(inner))
        }
        query.orderBy = walk(query.orderBy)
        if let limit = query.limit { query.limit = walk(limit) }
        if let offset = query.offset { query.offset = walk(offset) }
        if case .select(let select) = query.body {
            let block = rewrite(SelectBlock(select: walk(select), orderBy: query.orderBy, range: query.range))
            query.body = .select(block.select)
            query.orderBy = block.orderBy
        } else {
            query.body = walk(query.body)
        }
        return query
    }

    private mutating func walk(_ body: QueryBody) -> QueryBody {
        // Chains are rewritten from their left end on, so that a long one needs no deep stack.
        var first = body
        var rest: [SetOperation] = []
        while case .setOperation(let operation) = first {
            rest.append(operation)
            first = operation.left
        }
        var result = walk(operand: first)
        for operation in rest.reversed() {
            var operation = operation
            operation.left = result
            operation.right = walk(operation.right)
            result = .setOperation(operation)
        }
        return result
    }

    private mutating func walk(operand body: QueryBody) -> QueryBody {
        switch body {
        case .select(let select):
            return .select(rewrite(SelectBlock(select: walk(select), range: select.range)).select)
        case .nested(let query): return .nested(walk(query))
        case .values(let rows):
            var result: [[Expression]] = []
            for row in rows { result.append(walk(row)) }
            return .values(result)
        case .setOperation: return walk(body)
        case .table, .error: return body
        }
    }

    private mutating func walk(_ select: Select) -> Select {
        var select = select
        for place in select.items.indices {
            guard case .expression(let value, let alias) = select.items[place] else { continue }
            select.items[place] = .expression(walk(value), alias: alias)
        }
        for place in select.from.indices { select.from[place] = walk(select.from[place]) }
        if let condition = select.where { select.where = walk(condition) }
        for place in select.groupBy.indices {
            guard case .expression(let value) = select.groupBy[place] else { continue }
            select.groupBy[place] = .expression(walk(value))
        }
        if let condition = select.having { select.having = walk(condition) }
        return select
    }

    private mutating func walk(_ item: FromItem) -> FromItem {
        var first = item
        var rest: [Join] = []
        while case .join(let join) = first {
            rest.append(join)
            first = join.left
        }
        var result = walk(operand: first)
        for join in rest.reversed() {
            var join = join
            join.left = result
            join.right = walk(join.right)
            if case .on(let condition) = join.constraint { join.constraint = .on(walk(condition)) }
            result = .join(join)
        }
        return result
    }

    private mutating func walk(operand item: FromItem) -> FromItem {
        switch item {
        case .table(let table): return .table(rewrite(table))
        case .query(var derived):
            derived.query = walk(derived.query)
            return .query(derived)
        case .join: return walk(item)
        case .aliased(let inner, let alias): return .aliased(walk(inner), alias)
        case .function, .error: return item
        }
    }

    private mutating func walk(_ terms: [OrderTerm]) -> [OrderTerm] {
        var terms = terms
        for place in terms.indices { terms[place].expression = walk(terms[place].expression) }
        return terms
    }

    private mutating func walk(_ expressions: [Expression]) -> [Expression] {
        var result: [Expression] = []
        for expression in expressions { result.append(walk(expression)) }
        return result
    }

    // MARK: Expressions

    /// Rewrites an expression and all that is inside.
    package mutating func walk(_ expression: Expression) -> Expression {
        var first = expression
        var rest: [(operation: BinaryOperator, right: Expression, range: SourceRange)] = []
        while case .binary(let left, let operation, let right) = first.kind {
            rest.append((operation, right, first.range))
            first = left
        }
        var result = rewrite(Expression(inside(first.kind), range: first.range))
        for (operation, right, range) in rest.reversed() {
            result = rewrite(Expression(.binary(result, operation, walk(right)), range: range))
        }
        return result
    }

    private mutating func inside(_ kind: Expression.Kind) -> Expression.Kind {
        switch kind {
        case .unary(let operation, let value): return .unary(operation, walk(value))
        case .isNull(let value, let negated): return .isNull(walk(value), negated: negated)
        case .isTruth(let value, let truth, let negated): return .isTruth(walk(value), truth, negated: negated)
        case .between(var between):
            between.value = walk(between.value)
            between.low = walk(between.low)
            between.high = walk(between.high)
            return .between(between)
        case .like(var like):
            like.value = walk(like.value)
            like.pattern = walk(like.pattern)
            return .like(like)
        case .inList(let value, let elements, let negated):
            return .inList(walk(value), walk(elements), negated: negated)
        case .inQuery(let value, let query, let negated): return .inQuery(walk(value), walk(query), negated: negated)
        case .exists(let query): return .exists(walk(query))
        case .subquery(let query): return .subquery(walk(query))
        case .call(var call):
            call.arguments = walk(call.arguments)
            call.orderBy = walk(call.orderBy)
            if let filter = call.filter { call.filter = walk(filter) }
            if case .specification(var window) = call.over {
                window.partitionBy = walk(window.partitionBy)
                window.orderBy = walk(window.orderBy)
                call.over = .specification(window)
            }
            return .call(call)
        case .cast(let value, let type): return .cast(walk(value), type)
        case .collate(let value, let name): return .collate(walk(value), name)
        case .row(let elements): return .row(walk(elements))
        case .caseWhen(var value):
            if let operand = value.operand { value.operand = walk(operand) }
            for place in value.branches.indices {
                value.branches[place].condition = walk(value.branches[place].condition)
                value.branches[place].result = walk(value.branches[place].result)
            }
            if let otherwise = value.otherwise { value.otherwise = walk(otherwise) }
            return .caseWhen(value)
        case .binary, .literal, .column, .parameter, .inTable, .quantified, .array, .arrayQuery, .element, .slice,
            .field, .allFields, .error:
            return kind
        }
    }
}
