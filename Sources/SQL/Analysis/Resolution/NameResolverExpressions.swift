internal import PlumbCore

/// What expressions are, part by part.
extension NameResolver {
    /// Looks at an expression and all that is inside.
    ///
    /// - Parameters:
    ///   - expression: the expression.
    ///   - scopes: what it sees, innermost last.
    /// - Returns: what is known of its value.
    func resolve(_ expression: Expression, in scopes: [NameScope]) -> Value {
        switch expression.kind {
        case .literal(let literal): return Literals(dialect: dialect).value(of: literal)
        case .column(let name): return resolve(name, at: expression.range, in: scopes)
        case .parameter, .error: return .unknown
        case .unary(let operation, let operand): return resolve(operation, operand, in: scopes)
        case .binary: return resolve(chain: expression, in: scopes)
        case .call(let call): return resolve(call, at: expression.range, in: scopes)
        case .cast(let value, let type): return resolve(cast: value, to: type, in: scopes)
        case .caseWhen(let value): return resolve(value, at: expression.range, in: scopes)
        case .collate(let value, _): return resolve(value, in: scopes)
        case .exists(let query):
            _ = resolve(query, outer: scopes)
            return Value(types.truth, isNullable: false)
        case .subquery(let query): return resolve(scalar: query, in: scopes)
        case .row, .array, .arrayQuery, .element, .slice, .field, .allFields:
            return resolve(compound: expression, in: scopes)
        default: return resolve(test: expression, in: scopes)
        }
    }

    var types: ValueTypes { ValueTypes(dialect: dialect) }

    // MARK: Operators

    private func resolve(_ operation: UnaryOperator, _ operand: Expression, in scopes: [NameScope]) -> Value {
        guard operation != .not else {
            isNegated.toggle()
            defer { isNegated.toggle() }
            return Value(types.truth, isNullable: resolve(operand, in: scopes).isNullable)
        }
        let value = resolve(operand, in: scopes)
        var result = Value(types.type(of: operation, value), isNullable: value.isNullable)
        result.constant = Literals.applying(operation, to: value.constant)
        if operation == .minus || operation == .plus {
            result.column = value.column
            result.functions = operation == .minus ? ["-"] + value.functions : value.functions
        }
        return result
    }

    /// Looks at operators from the left, so that many need no deep stack.
    private func resolve(chain: Expression, in scopes: [NameScope]) -> Value {
        var first = chain
        var rest: [(BinaryOperator, Expression, SourceRange)] = []
        while case .binary(let left, let operation, let right) = first.kind {
            rest.append((operation, right, first.range))
            first = left
        }
        var value = resolve(first, in: scopes)
        for (operation, right, range) in rest.reversed() {
            combine(&value, operation, resolve(right, in: scopes), at: range)
        }
        return value
    }

    private func combine(_ left: inout Value, _ operation: BinaryOperator, _ right: Value, at range: SourceRange) {
        if operation == .and {
            // In place, because a condition may have many parts.
            var certainty = left.certainty ?? Certainty()
            left.certainty = nil
            if let more = right.certainty { certainty.append(more) }
            left = Value(types.truth, isNullable: Value.anyNullable([left, right]))
            left.certainty = certainty
            return
        }
        compare(left, operation, right, at: range)
        var result = Value(types.type(of: left, operation, right), isNullable: Value.anyNullable([left, right]))
        switch operation {
        case .is, .isNot, .isDistinctFrom, .isNotDistinctFrom: result.isNullable = false
        case .divide, .modulo: if dialect == .sqlite, result.isNullable == false { result.isNullable = nil }
        case .jsonGet, .jsonGetText, .other: result.isNullable = nil
        default: break
        }
        if [.equal, .is, .isNotDistinctFrom].contains(operation) { result.certainty = certainty(of: left, right) }
        left = result
    }

    /// What the equality of two values makes sure of.
    private func certainty(of left: Value, _ right: Value) -> Certainty? {
        switch (left.plainColumn, right.plainColumn) {
        case (let left?, let right?): return Certainty(equalities: [(left, right)])
        case (let column?, nil): return right.constant == nil ? nil : Certainty(fixed: [column])
        case (nil, let column?): return left.constant == nil ? nil : Certainty(fixed: [column])
        case (nil, nil): return nil
        }
    }

    // MARK: Others

    private func resolve(cast operand: Expression, to type: TypeName, in scopes: [NameScope]) -> Value {
        let value = resolve(operand, in: scopes)
        for modifier in type.modifiers { _ = resolve(modifier, in: scopes) }
        var result = Value(types.type(of: type), isNullable: value.isNullable)
        result.column = value.column
        result.functions = ["cast"] + value.functions
        result.constant = value.constant
        result.isWideInteger = dialect == .postgres && ["bigint", "int8"].contains(type.name.text)
        return result
    }

    private func resolve(_ value: Case, at range: SourceRange, in scopes: [NameScope]) -> Value {
        let operand = value.operand.map { resolve($0, in: scopes) }
        var results: [Value] = []
        for branch in value.branches {
            let condition = resolve(branch.condition, in: scopes)
            if let operand { compare(operand, .equal, condition, at: branch.condition.range) }
            results.append(resolve(branch.result, in: scopes))
        }
        if let otherwise = value.otherwise { results.append(resolve(otherwise, in: scopes)) }
        var result = Value(types.common(of: results), isNullable: Value.anyNullable(results))
        if value.otherwise == nil { result.isNullable = true }
        return result
    }

    private func resolve(scalar query: Query, in scopes: [NameScope]) -> Value {
        let relation = resolve(query, outer: scopes)
        guard let column = relation.columns.first else { return .unknown }
        // No row gives NULL.
        return Value(column.type, isNullable: column.isNullable == true ? true : nil)
    }

    private func resolve(compound expression: Expression, in scopes: [NameScope]) -> Value {
        switch expression.kind {
        case .row(let elements), .array(let elements):
            for element in elements { _ = resolve(element, in: scopes) }
        case .arrayQuery(let query): _ = resolve(query, outer: scopes)
        case .element(let value, let index):
            _ = resolve(value, in: scopes)
            _ = resolve(index, in: scopes)
        case .slice(let value, let lower, let upper):
            for part in [value, lower, upper] { if let part { _ = resolve(part, in: scopes) } }
        case .field(let value, _), .allFields(let value): _ = resolve(value, in: scopes)
        default: break
        }
        return .unknown
    }
}

extension Value {
    /// Whether NULL may come of values of which each makes NULL; nil where that is not known.
    static func anyNullable(_ values: [Value]) -> Bool? {
        if values.contains(where: { $0.isNullable == true }) { return true }
        return values.allSatisfy { $0.isNullable == false } ? false : nil
    }
}
