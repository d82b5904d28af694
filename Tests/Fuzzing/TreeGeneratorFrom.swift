internal import PlumbCore
import PlumbSQL

/// What stands in a `FROM` clause.
extension TreeGenerator {
    mutating func item(depth: Int) -> FromItem {
        budget -= 1
        guard depth > 0, budget > 0 else { return .table(TableReference(name: qualifiedName())) }
        switch random.below(9) {
        case 0: return .query(DerivedTable(query: query(), alias: alias(), lateral: isPostgres && random.oneIn(4)))
        case 1: return .function(function())
        case 2, 3, 4: return .join(join(depth))
        case 5: return .aliased(.join(join(depth)), alias(isAlways: true) ?? "x")
        default: return .table(table())
        }
    }

    private mutating func table() -> TableReference {
        var table = TableReference(name: qualifiedName(), alias: alias())
        if isPostgres {
            table.only = random.oneIn(10)
            if chance(10) {
                table.sample = TableSample(
                    method: random.pick(["bernoulli", "system_rows"]), arguments: some(2) { $0.expression() },
                    seed: random.oneIn(2) ? expression() : nil)
            }
        } else if random.oneIn(8) {
            table.indexHint = random.oneIn(2) ? .notIndexed : .indexedBy(name())
        }
        return table
    }

    /// A name, in Postgres at times with names of columns; nil in half the cases unless it is always wanted.
    private mutating func alias(isAlways: Bool = false) -> Alias? {
        guard isAlways || random.oneIn(2) else { return nil }
        let columns = isPostgres && random.oneIn(4) ? some { Alias.Column($0.name()) } : []
        return Alias(name(), columns: columns)
    }

    private mutating func function() -> TableFunction {
        guard isPostgres else {
            let name = QualifiedName(
                random.pick(["json_each", "f", "generate_series"]), schema: random.oneIn(5) ? "main" : nil)
            let call = FunctionCall(name: name, arguments: random.oneIn(4) ? [] : some { $0.expression() })
            return TableFunction(calls: [call], alias: alias())
        }
        let isRowsFrom = random.oneIn(4)
        let calls = isRowsFrom ? some(2) { $0.rowCall() } : [rowCall()]
        var function = TableFunction(calls: calls, alias: alias(), isRowsFrom: isRowsFrom, lateral: random.oneIn(4))
        function.withOrdinality = random.oneIn(6)
        if !function.withOrdinality, random.oneIn(5) {
            let columns = some { Alias.Column($0.name(), type: $0.type()) }
            function.alias = Alias(random.oneIn(2) ? "" : name(), columns: columns)
        }
        return function
    }

    private mutating func rowCall() -> FunctionCall {
        FunctionCall(
            name: QualifiedName(random.pick(["unnest", "f", "left"]), schema: random.oneIn(5) ? name() : nil),
            arguments: random.oneIn(4) ? [] : some { $0.expression() })
    }

    private mutating func join(_ depth: Int) -> Join {
        let left = item(depth: depth - 1)
        let right = item(depth: depth - 1)
        var kind = random.pick([Join.Kind.inner, .left, .right, .full, .cross])
        if !isPostgres, random.oneIn(8) { return Join(left: left, kind: .comma, right: right) }
        let using = Join.Constraint.using(some(2) { $0.name() }, alias: isPostgres && random.oneIn(4) ? name() : nil)
        let conditions: [Join.Constraint] = [.on(expression()), using, .natural]
        if isPostgres {
            if kind == .cross { return Join(left: left, kind: kind, right: right) }
            return Join(left: left, kind: kind, right: right, constraint: random.pick(conditions))
        }
        if random.oneIn(10) { kind = .cross }
        return Join(left: left, kind: kind, right: right, constraint: random.pick(conditions + [.none]))
    }
}
