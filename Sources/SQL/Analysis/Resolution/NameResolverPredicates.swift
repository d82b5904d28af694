internal import PlumbCore

/// Tests other than by an operator: `IS NULL`, `BETWEEN`, `LIKE`, `IN`, `ANY`.
extension NameResolver {
    func resolve(test expression: Expression, in scopes: [NameScope]) -> Value {
        let range = expression.range
        switch expression.kind {
        case .isNull(let value, let negated):
            let value = resolve(value, in: scopes)
            compare(value, negated ? .isNotNull : .isNull, [], at: range)
            return Value(types.truth, isNullable: false)
        case .isTruth(let value, _, _):
            _ = resolve(value, in: scopes)
            return Value(types.truth, isNullable: false)
        case .between(let between):
            let values = [between.value, between.low, between.high].map { resolve($0, in: scopes) }
            compare(values[0], between.negated ? .notBetween : .between, Array(values[1...]), at: range)
            return Value(types.truth, isNullable: Value.anyNullable(values))
        case .like(let like): return resolve(like, at: range, in: scopes)
        case .inList(let value, let elements, let negated):
            let value = resolve(value, in: scopes)
            let values = elements.map { resolve($0, in: scopes) }
            compare(value, negated ? .notIn : .in, values, at: range)
            return Value(types.truth, isNullable: Value.anyNullable([value] + values))
        case .inQuery(let value, let query, _):
            let value = resolve(value, in: scopes)
            _ = resolve(query, outer: scopes)
            return Value(types.truth, isNullable: value.isNullable == true ? true : nil)
        case .inTable(let value, let table, _):
            let value = resolve(value, in: scopes)
            readFirstColumn(of: table, outer: scopes)
            return Value(types.truth, isNullable: value.isNullable == true ? true : nil)
        case .quantified(let quantified): return resolve(quantified, in: scopes)
        default: return .unknown
        }
    }

    private func resolve(_ like: Like, at range: SourceRange, in scopes: [NameScope]) -> Value {
        let value = resolve(like.value, in: scopes)
        let pattern = resolve(like.pattern, in: scopes)
        if let escape = like.escape { _ = resolve(escape, in: scopes) }
        compare(value, ColumnComparison.Operation(like.operation, negated: like.negated), [pattern], at: range)
        return Value(types.truth, isNullable: Value.anyNullable([value, pattern]))
    }

    /// SQLite's `IN table` reads the table's first column; there must be no other.
    private func readFirstColumn(of table: FromItem, outer: [NameScope]) {
        var scope = NameScope()
        resolve(table, outer: outer, scope: &scope)
        for source in scope.sources where !source.columns.isEmpty { _ = read(0, of: source) }
    }

    private func resolve(_ quantified: Quantified, in scopes: [NameScope]) -> Value {
        let value = resolve(quantified.value, in: scopes)
        switch quantified.operand {
        case .query(let query): _ = resolve(query, outer: scopes)
        case .array(let array): resolve(array, comparedWith: value, by: quantified, in: scopes)
        }
        return Value(types.truth, isNullable: value.isNullable == true ? true : nil)
    }

    /// `= ANY (ARRAY[…])` is another way to write `IN`.
    private func resolve(
        _ array: Expression, comparedWith value: Value, by quantified: Quantified, in scopes: [NameScope]
    ) {
        guard case .array(let elements) = array.kind else {
            _ = resolve(array, in: scopes)
            return
        }
        let values = elements.map { resolve($0, in: scopes) }
        switch (quantified.operation, quantified.quantifier) {
        case (.binary(.equal), .any): compare(value, .in, values, at: array.range)
        case (.binary(.notEqual), .all): compare(value, .notIn, values, at: array.range)
        default: break
        }
    }
}
