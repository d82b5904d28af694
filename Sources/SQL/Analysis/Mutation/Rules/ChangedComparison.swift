internal import PlumbCore

/// Compares otherwise: `<` for `<=`, `>` for `<`, `<>` for `=`, `IS NULL` for `IS NOT NULL`, `LIKE` for `NOT LIKE`.
struct ChangedComparison: QueryMutation {
    let name = "changedComparison"

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        switch expression.kind {
        case .binary(let left, let operation, let right) where !scope.isJoin(expression):
            return others(operation).map { .binary(left, $0, right) }
        case .isNull(let value, let negated): return [.isNull(value, negated: !negated)]
        case .inList(let value, let elements, let negated): return [.inList(value, elements, negated: !negated)]
        case .inQuery(let value, let query, let negated): return [.inQuery(value, query, negated: !negated)]
        case .between(var between):
            between.negated.toggle()
            return [Expression(.between(between))]
        case .like(var like):
            like.negated.toggle()
            return [Expression(.like(like))]
        default: return []
        }
    }

    private func others(_ operation: BinaryOperator) -> [BinaryOperator] {
        switch operation {
        case .equal: [.notEqual]
        case .notEqual: [.equal]
        case .less: [.lessOrEqual, .greater]
        case .lessOrEqual: [.less, .greaterOrEqual]
        case .greater: [.greaterOrEqual, .less]
        case .greaterOrEqual: [.greater, .lessOrEqual]
        default: []
        }
    }
}
