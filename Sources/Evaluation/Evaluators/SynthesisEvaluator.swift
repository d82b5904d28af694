internal import PlumbCore
internal import PlumbSQL

/// Compares proposed queries with gold.
struct SynthesisEvaluator {
    /// By which the first right candidate is told.
    let contract: ComparisonContract
    /// For clause by clause matches.
    let schema: SpiderSchema

    /// The score of some candidates.
    ///
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    func score(_ output: QuerySynthesis.Output, _ gold: inout GoldResults) async throws -> SynthesisScore {
        let judgements = try await gold.judge(output.candidates.map(\.sql))
        let dialect = gold.dialect
        let first = judgements.first
        let match = output.candidates.first.flatMap { self.match($0.sql, gold) }
        return SynthesisScore(
            candidates: output.candidates.count,
            parses: output.candidates.first.map { (try? SQLParser.query($0.sql, dialect: dialect)) != nil } ?? false,
            prepares: first?.prepares ?? false, execution: first?.comparisons.mapValues(\.outcome) ?? [:],
            isExactMatch: match?.isExact ?? false, components: match?.components.mapValues(\.score) ?? [:],
            softF1: first?.softF1,
            firstRight: judgements.firstIndex { $0.comparisons[contract]?.outcome == .right },
            distinctResults: Set(judgements.compactMap(\.resultHash)).count)
    }

    /// The best match with a gold query.
    private func match(_ sql: String, _ gold: GoldResults) -> SetMatchScore? {
        let matches = gold.records.compactMap { record in
            PairMatch(schema: schema, asPublished: false, dialect: gold.dialect)
                .score(QueryPair(place: 0, database: "", gold: record.sql, prediction: sql))?.match
        }
        func total(_ match: SetMatchScore) -> Int { match.components.values.reduce(0) { $0 + $1.score } }
        return matches.max { ($0.isExact ? 1 : 0, total($0)) < ($1.isExact ? 1 : 0, total($1)) }
    }
}
