package import PlumbCore

/// A query that differs from another at one place.
package struct Mutant: Hashable, Sendable {
    /// The rule that made it, such as `droppedFilter`.
    package var name: String

    /// The query.
    package var query: Query

    /// The query as SQL of the catalog's dialect, on one line.
    package var sql: String
}

/// Queries that are nearly another: what a person or a model would write by mistake.
///
/// A comparison of results that can't tell a query from its mutants proves little.
package enum Mutations {
    /// Gives a constant to put in another's place: one that the column holds too; nil where there is none.
    package typealias OtherValue = @Sendable (ColumnReference, Literal) -> Literal?

    /// Makes mutants of a query, by all rules in turn.
    ///
    /// The same input gives the same mutants in the same order. Each is a query of the dialect and names no table or
    /// column that isn't there; no two have the same text, and none has the original's.
    ///
    /// - Parameters:
    ///   - query: the query, in the dialect of the catalog.
    ///   - index: the tables that there are.
    ///   - limit: how many mutants at most.
    ///   - otherValue: gives the constants that stand in place of strings.
    /// - Returns: the mutants, the first of each rule first.
    package static func of(
        _ query: Query, in index: SchemaIndex, limit: Int, otherValue: OtherValue? = nil
    ) -> [Mutant] {
        let printer = SQLPrinter(dialect: index.dialect)
        let judge = MutantJudge(query, index)
        var seen: Set<String> = [printer.print(query)]
        var waiting = rules(otherValue).map { rule in
            (rule.name, MutationWalk(rule: rule).changes(of: query, in: MutationScope(index))[...])
        }
        var mutants: [Mutant] = []
        while !waiting.isEmpty {
            for place in waiting.indices {
                while let changed = waiting[place].1.popFirst() {
                    guard mutants.count < limit else { return mutants }
                    let sql = printer.print(changed)
                    guard seen.insert(sql).inserted, judge.isSound(sql) else { continue }
                    mutants.append(Mutant(name: waiting[place].0, query: changed, sql: sql))
                    break
                }
            }
            waiting.removeAll { $0.1.isEmpty }
        }
        return mutants
    }

    private static func rules(_ otherValue: OtherValue?) -> [any QueryMutation] {
        [
            DroppedFilter(), ChangedComparison(), ChangedAggregate(), OtherColumn(), DroppedDistinct(), AddedDistinct(),
            ChangedJoinKey(), DroppedJoin(), LeftForInner(), AndForOr(), ReversedOrder(), ChangedLimit(),
            DroppedGroupColumn(), ChangedConstant(otherValue: otherValue), DroppedHaving(), ChangedSetOperation(),
        ]
    }
}

/// Says whether a mutant is a query still.
private struct MutantJudge {
    private let index: SchemaIndex
    private let problems: Set<String>
    private let strings: Set<String>

    init(_ original: Query, _ index: SchemaIndex) {
        self.index = index
        let footprint = QueryAnalysis(of: original, in: index).footprint
        problems = Set(footprint.problems.map(\.name))
        strings = Set(footprint.quotedStrings)
    }

    /// Whether the text is read, and names nothing that the original could not name.
    func isSound(_ sql: String) -> Bool {
        guard let query = try? SQLParser.query(sql, dialect: index.dialect) else { return false }
        let footprint = QueryAnalysis(of: query, in: index).footprint
        return footprint.problems.allSatisfy { problems.contains($0.name) }
            && strings.isSuperset(of: footprint.quotedStrings)
    }
}
