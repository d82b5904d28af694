internal import PlumbCore

extension SpiderQuery {
    /// How hard the query is, by the benchmark's counts.
    ///
    /// The counts are those of `eval_hardness` in Spider's `evaluation.py`, and so are their oddities: a negated condition
    /// of WHERE counts as an aggregate, and so does every joint of HAVING.
    var hardness: Hardness {
        let (clauses, queries, others) = (clauseCount, nested.count, otherCount)
        if clauses <= 1, others == 0, queries == 0 { return .easy }
        if queries == 0, (others <= 2 && clauses <= 1) || (clauses <= 2 && others < 2) { return .medium }
        let isHard =
            (others > 2 && clauses <= 2 && queries == 0) || (clauses == 3 && others <= 2 && queries == 0)
            || (clauses <= 1 && others == 0 && queries <= 1)
        return isHard ? .hard : .extra
    }

    private var clauseCount: Int {
        var count = [!filter.conditions.isEmpty, !groupBy.isEmpty, orderBy != nil, hasLimit].count { $0 }
        count += max(0, tables.count - 1)
        count += allJoints.count { $0 == "or" }
        count += allConditions.count { $0.operation == "like" }
        return count
    }

    private var otherCount: Int {
        var aggregates = select.count { $0.aggregate != .none }
        aggregates += filter.conditions.count { $0.isNegated }
        aggregates += groupBy.count { $0.aggregate != .none }
        for value in orderBy?.values ?? [] {
            aggregates += [value.left, value.right].compactMap { $0 }.count { $0.aggregate != .none }
        }
        aggregates += having.conditions.count { $0.isNegated } + having.joints.count
        return [
            aggregates > 1, select.count > 1, filter.conditions.count + filter.joints.count > 1, groupBy.count > 1,
        ].count { $0 }
    }
}
