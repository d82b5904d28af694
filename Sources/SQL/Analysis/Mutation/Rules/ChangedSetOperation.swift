internal import PlumbCore

/// Combines two sets otherwise: `UNION` for `INTERSECT` or `EXCEPT`, `INTERSECT` for `UNION`.
struct ChangedSetOperation: QueryMutation {
    let name = "changedSetOperation"

    func changes(of operation: SetOperation) -> [SetOperation] {
        let others: [SetOperation.Operation] =
            switch operation.operation {
            case .union: [.intersect]
            case .intersect: [.union, .except]
            case .except: [.union, .intersect]
            }
        // SQLite has no ALL but for UNION.
        return others.map { SetOperation(operation.left, $0, operation.right) }
    }
}
