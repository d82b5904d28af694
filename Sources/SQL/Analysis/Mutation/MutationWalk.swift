internal import PlumbCore

/// Brings a rule to every place of a query: all queries that differ from it at one place.
struct MutationWalk {
    let rule: any QueryMutation

    /// Places that lie deeper are left as they are, so that no query needs a deep stack.
    private static let deepest = 100
    private var depth = 0

    init(rule: any QueryMutation) {
        self.rule = rule
    }

    private var deeper: MutationWalk? {
        guard depth < Self.deepest else { return nil }
        var walk = self
        walk.depth += 1
        return walk
    }

    /// A value with each of the parts put in its place.
    static func putting<Whole, Part>(_ parts: [Part], at path: WritableKeyPath<Whole, Part>, of whole: Whole) -> [Whole]
    {
        parts.map { part in
            var copy = whole
            copy[keyPath: path] = part
            return copy
        }
    }

    // MARK: Queries

    /// The changed queries, in the order of the text.
    func changes(of query: Query, in scope: MutationScope) -> [Query] {
        guard let walk = deeper else { return [] }
        let scope = scope.inside(query)
        let inner = if case .select(let select) = query.body { scope.inside(select) } else { scope }
        var found = rule.changes(of: query, in: inner)
        if let with = query.with {
            found += Self.putting(walk.changes(of: with, in: scope).map { $0 }, at: \.with, of: query)
        }
        found += Self.putting(walk.changes(of: query.body, in: scope), at: \.body, of: query)
        for place in query.orderBy.indices {
            let terms = walk.changes(of: query.orderBy[place].expression, in: inner)
            found += Self.putting(terms, at: \.orderBy[place].expression, of: query)
        }
        return found
    }

    private func changes(of with: With, in scope: MutationScope) -> [With] {
        with.tables.indices.flatMap { place -> [With] in
            guard let query = with.tables[place].query else { return [] }
            let bodies = changes(of: query, in: scope).map { CommonTable.Body.query($0) }
            return Self.putting(bodies, at: \.tables[place].body, of: with)
        }
    }

    private func changes(of body: QueryBody, in scope: MutationScope) -> [QueryBody] {
        guard let walk = deeper else { return [] }
        switch body {
        case .select(let select): return walk.changes(of: select, in: scope).map { .select($0) }
        case .nested(let query): return walk.changes(of: query, in: scope).map { .nested($0) }
        case .setOperation(let operation):
            let left = walk.changes(of: operation.left, in: scope)
            let right = walk.changes(of: operation.right, in: scope)
            let found =
                rule.changes(of: operation) + Self.putting(left, at: \.left, of: operation)
                + Self.putting(right, at: \.right, of: operation)
            return found.map { .setOperation($0) }
        case .values, .table, .error: return []
        }
    }

    private func changes(of select: Select, in scope: MutationScope) -> [Select] {
        let inner = scope.inside(select)
        var found = rule.changes(of: select, in: inner)
        for (place, item) in select.items.enumerated() {
            guard case .expression(let value, let alias) = item else { continue }
            let items = changes(of: value, in: inner).map { SelectItem.expression($0, alias: alias) }
            found += Self.putting(items, at: \.items[place], of: select)
        }
        for place in select.from.indices {
            let items = changes(of: select.from[place], in: inner, outside: scope)
            found += Self.putting(items, at: \.from[place], of: select)
        }
        if let condition = select.where {
            found += Self.putting(changes(of: condition, in: inner).map { $0 }, at: \.where, of: select)
        }
        for (place, element) in select.groupBy.enumerated() {
            guard case .expression(let value) = element else { continue }
            let elements = changes(of: value, in: inner).map { GroupingElement.expression($0) }
            found += Self.putting(elements, at: \.groupBy[place], of: select)
        }
        if let condition = select.having {
            found += Self.putting(changes(of: condition, in: inner).map { $0 }, at: \.having, of: select)
        }
        return found
    }

    private func changes(of item: FromItem, in scope: MutationScope, outside: MutationScope) -> [FromItem] {
        guard let walk = deeper else { return [] }
        switch item {
        case .query(let derived):
            let queries = walk.changes(of: derived.query, in: outside)
            return Self.putting(queries, at: \.query, of: derived).map { .query($0) }
        case .aliased(let inner, let alias):
            return walk.changes(of: inner, in: scope, outside: outside).map { .aliased($0, alias) }
        case .join(let join):
            var joins = Self.putting(walk.changes(of: join.left, in: scope, outside: outside), at: \.left, of: join)
            joins += Self.putting(walk.changes(of: join.right, in: scope, outside: outside), at: \.right, of: join)
            if case .on(let condition) = join.constraint {
                let constraints = walk.changes(of: condition, in: scope).map { Join.Constraint.on($0) }
                joins += Self.putting(constraints, at: \.constraint, of: join)
            }
            return rule.changes(of: join) + joins.map { .join($0) }
        case .table, .function, .error: return []
        }
    }

    // MARK: Expressions

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        guard let walk = deeper else { return [] }
        return rule.changes(of: expression, in: scope)
            + walk.changes(inside: expression.kind, scope).map { Expression($0) }
    }

    private func changes(inside kind: Expression.Kind, _ scope: MutationScope) -> [Expression.Kind] {
        func each(_ value: Expression, _ make: (Expression) -> Expression.Kind) -> [Expression.Kind] {
            changes(of: value, in: scope).map(make)
        }
        func each(_ query: Query, _ make: (Query) -> Expression.Kind) -> [Expression.Kind] {
            changes(of: query, in: scope.ofValue).map(make)
        }
        switch kind {
        case .unary(let operation, let value): return each(value) { .unary(operation, $0) }
        case .binary(let left, let operation, let right):
            return each(left) { .binary($0, operation, right) } + each(right) { .binary(left, operation, $0) }
        case .isNull(let value, let negated): return each(value) { .isNull($0, negated: negated) }
        case .isTruth(let value, let truth, let negated): return each(value) { .isTruth($0, truth, negated: negated) }
        case .between(let between):
            return Self.putting(changes(of: between.value, in: scope), at: \.value, of: between).map { .between($0) }
        case .like(let like):
            return Self.putting(changes(of: like.value, in: scope), at: \.value, of: like).map { .like($0) }
        case .inList(let value, let elements, let negated):
            return each(value) { .inList($0, elements, negated: negated) }
        case .inQuery(let value, let query, let negated):
            return each(value) { .inQuery($0, query, negated: negated) }
                + each(query) { .inQuery(value, $0, negated: negated) }
        case .exists(let query): return each(query) { .exists($0) }
        case .subquery(let query): return each(query) { .subquery($0) }
        case .cast(let value, let type): return each(value) { .cast($0, type) }
        case .collate(let value, let name): return each(value) { .collate($0, name) }
        case .call(let call):
            return call.arguments.indices.flatMap { place in
                Self.putting(changes(of: call.arguments[place], in: scope), at: \.arguments[place], of: call)
            }.map { .call($0) }
        case .caseWhen(let value): return changes(inside: value, scope).map { .caseWhen($0) }
        case .literal, .column, .parameter, .inTable, .quantified, .row, .array, .arrayQuery, .element, .slice, .field,
            .allFields, .error:
            return []
        }
    }

    private func changes(inside value: Case, _ scope: MutationScope) -> [Case] {
        value.branches.indices.flatMap { place in
            Self.putting(
                changes(of: value.branches[place].condition, in: scope), at: \.branches[place].condition, of: value)
                + Self.putting(
                    changes(of: value.branches[place].result, in: scope), at: \.branches[place].result, of: value)
        }
    }
}
