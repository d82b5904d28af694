internal import PlumbCore

/// Compares with another constant: a number one greater or one less, or a value that the column holds too.
struct ChangedConstant: QueryMutation {
    let name = "changedConstant"

    /// Gives the values.
    let otherValue: Mutations.OtherValue?

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        switch expression.kind {
        case .binary(let left, let operation, let right) where operation.isComparison:
            return others(for: right, comparedWith: left, scope).map { .binary(left, operation, $0) }
                + others(for: left, comparedWith: right, scope).map { .binary($0, operation, right) }
        case .between(let between):
            let lows = others(for: between.low, comparedWith: between.value, scope)
            let highs = others(for: between.high, comparedWith: between.value, scope)
            let found =
                MutationWalk.putting(lows, at: \.low, of: between)
                + MutationWalk.putting(highs, at: \.high, of: between)
            return found.map { Expression(.between($0)) }
        case .inList(let value, let elements, let negated):
            return elements.indices.flatMap { place in
                others(for: elements[place], comparedWith: value, scope).map { other in
                    var copy = elements
                    copy[place] = other
                    return .inList(value, copy, negated: negated)
                }
            }
        default: return []
        }
    }

    private func others(for constant: Expression, comparedWith value: Expression, _ scope: MutationScope)
        -> [Expression]
    {
        guard case .literal(let literal) = constant.kind else { return [] }
        switch literal {
        case .integer(let digits):
            guard let number = Int(digits), number < Int.max else { return [] }
            return [.integer(number + 1), .integer(number - 1)]
        case .decimal(let digits):
            guard let number = Double(digits), number.isFinite, number < 1e15 else { return [] }
            return [.literal(.decimal(String(number + 1)))]
        case .string:
            guard case .column(let column) = value.kind, let source = scope.place(of: column)?.column.source,
                let other = otherValue?(source, literal), other != literal
            else { return [] }
            return [.literal(other)]
        default: return []
        }
    }
}
