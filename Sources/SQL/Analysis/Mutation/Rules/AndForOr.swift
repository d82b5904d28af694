internal import PlumbCore

/// `AND` in place of `OR`, or the other way round; what joins tables stays.
struct AndForOr: QueryMutation {
    let name = "andForOr"

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        guard case .binary(let left, let operation, let right) = expression.kind else { return [] }
        switch operation {
        case .or: return [.binary(left, .and, right)]
        case .and where !(left.conjuncts + right.conjuncts).contains(where: scope.isJoin):
            return [.binary(left, .or, right)]
        default: return []
        }
    }
}
