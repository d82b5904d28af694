internal import PlumbCore

/// Joins by another column of the same table and type.
struct ChangedJoinKey: QueryMutation {
    let name = "changedJoinKey"

    func changes(of expression: Expression, in scope: MutationScope) -> [Expression] {
        guard scope.isJoin(expression), let (left, right) = expression.equalColumns else { return [] }
        let first = scope.place(of: left)?.likes.map {
            Expression.binary(MutationScope.renamed(left, to: $0), .equal, Expression(.column(right)))
        }
        let second = scope.place(of: right)?.likes.map {
            Expression.binary(Expression(.column(left)), .equal, MutationScope.renamed(right, to: $0))
        }
        return (first ?? []) + (second ?? [])
    }
}
