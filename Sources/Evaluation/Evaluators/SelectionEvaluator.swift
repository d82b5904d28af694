internal import PlumbCore

/// Compares what a selection kept with what gold needs.
///
/// Of several gold queries the one that fits best counts: first those whose parts were all kept, then the highest F1.
struct SelectionEvaluator {
    let gold: [GoldSchema]

    /// The score of a table selection; nil without gold.
    func score(_ output: TableSelection.Output) -> SelectionScore? {
        best { schema in
            Self.score(
                selected: Set(output.kept.map(\.description)), required: Set(schema.tables.map(\.description)),
                ranking: output.ranked.map(\.table.description))
        }
    }

    /// The score of a column selection; nil without gold.
    func score(_ output: ColumnSelection.Output) -> SelectionScore? {
        best { schema in
            var score = Self.score(
                selected: Set(output.kept.map(\.description)), required: Set(schema.columns.map(\.description)),
                ranking: output.ranked.map(\.column.description))
            if !schema.values.isEmpty {
                score.links = .init(schema.values.count { Self.isLinked($0, output) }, of: schema.values.count)
            }
            return score
        }
    }

    /// Whether words of the question were linked with a value.
    static func isLinked(_ value: GoldSchema.GoldValue, _ output: ColumnSelection.Output) -> Bool {
        output.values.contains { $0.column == value.column && $0.value == .text(value.text) }
    }

    private func best(_ score: (GoldSchema) -> SelectionScore) -> SelectionScore? {
        gold.map(score).max { ($0.hasAll ? 1 : 0, $0.f1) < ($1.hasAll ? 1 : 0, $1.f1) }
    }

    private static func score(selected: Set<String>, required: Set<String>, ranking: [String]) -> SelectionScore {
        let hits = Double(selected.intersection(required).count)
        let precision = selected.isEmpty ? 0 : hits / Double(selected.count)
        let recall = required.isEmpty ? 1 : hits / Double(required.count)
        let ranks = SelectionScore.ranks.map { rank in
            required.isEmpty
                ? 1 : Double(Set(ranking.prefix(rank)).intersection(required).count) / Double(required.count)
        }
        return SelectionScore(
            precision: precision, recall: recall,
            f1: precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
            isExact: selected == required, hasAll: required.isSubset(of: selected), kept: selected.count,
            required: required.count, recallAtRank: ranks, missing: required.subtracting(selected).sorted())
    }
}
