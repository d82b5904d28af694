internal import PlumbCore

/// Notes which columns are compared with which constants.
extension NameResolver {
    /// Notes an operator between a column and a constant, on whichever side each stands.
    func compare(_ left: Value, _ operation: BinaryOperator, _ right: Value, at range: SourceRange) {
        guard let operation = ColumnComparison.Operation(operation) else { return }
        if left.column != nil, right.constant != nil {
            compare(left, operation, [right], at: range)
        } else if right.column != nil, left.constant != nil {
            compare(right, operation.mirrored, [left], at: range)
        }
    }

    /// Notes a test of a column; not where anything that it is compared with is no constant.
    func compare(
        _ value: Value, _ operation: ColumnComparison.Operation, _ others: [Value], at range: SourceRange
    ) {
        guard let column = value.column, let source = source(of: column) else { return }
        let constants = others.compactMap(\.constant)
        guard constants.count == others.count else { return }
        comparisons.append(
            ColumnComparison(
                column: source, functions: value.functions, operation: operation, constants: constants,
                isNegated: isNegated, clause: clause, range: range))
    }
}
