internal import PlumbCore
internal import PlumbSQL

/// Reads both queries of a pair into Spider's form, and compares them clause by clause.
struct PairMatch {
    let schema: SpiderSchema
    let asPublished: Bool
    /// Whose SQL the queries are.
    var dialect = SQLDialect.sqlite

    /// How hard gold is and how far the prediction matches it; nil where gold can't be read.
    func score(_ pair: QueryPair) -> (hardness: Hardness, match: SetMatchScore)? {
        guard let gold = read(pair.gold) else { return nil }
        let hardness = gold.hardness
        let prediction = read(asPublished ? pair.prediction.replacing("value", with: "1") : pair.prediction)
        let match = SetMatch(gold: normalized(gold), prediction: normalized(prediction ?? SpiderQuery())).scores
        return (
            hardness,
            SetMatchScore(isExact: match.isExact, components: match.components, isPredictionRead: prediction != nil)
        )
    }

    private func normalized(_ query: SpiderQuery) -> SpiderQuery {
        query.normalized(for: schema, keepsDerivedValues: asPublished)
    }

    private func read(_ sql: String) -> SpiderQuery? {
        if asPublished { return try? PublishedGrammar.query(sql, schema: schema) }
        let text = dialect == .sqlite ? QueryText.withGluedOperators(sql) : sql
        guard let query = try? SQLParser.query(text, dialect: dialect) else { return nil }
        var reader = SpiderQueryReader(schema: schema)
        return reader.read(query)
    }
}
