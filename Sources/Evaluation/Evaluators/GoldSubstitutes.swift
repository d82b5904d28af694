internal import PlumbCore
internal import PlumbLanguage
internal import PlumbPipeline

/// Perfect values for stages, made from what gold needs.
struct GoldSubstitutes {
    let schema: GoldSchema
    let catalog: Catalog
    let question: Question

    /// Exactly the tables that gold reads.
    var tables: TableSelection.Output {
        let kept = catalog.tables.map(\.name).filter(schema.tables.contains)
        return TableSelection.Output(ranked: kept.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: kept)
    }

    /// Exactly the columns that gold reads, and links to the values that it names.
    ///
    /// Numbers, times and ways to join are those that column selection found on gold's tables: they say how a question is
    /// understood, not what is chosen.
    ///
    /// - Parameter found: what column selection gave for gold's tables.
    /// - Returns: what column selection should have given.
    func columns(_ found: ColumnSelection.Output) -> ColumnSelection.Output {
        let kept = catalog.tables.flatMap { table in
            table.columns.map { ColumnReference(table.name, $0.name) }.filter(schema.columns.contains)
        }
        let scored = Dictionary(found.ranked.map { ($0.column, $0) }) { first, _ in first }
        let ranked = kept.map { scored[$0] ?? ScoredColumn(column: $0, score: 0, evidence: []) }
        let keptSet = Set(kept)
        return ColumnSelection.Output(
            ranked: ranked.sorted { ($1.score, $0.column) < ($0.score, $1.column) }, kept: kept,
            values: schema.values.compactMap { link($0, found) },
            ranges: found.ranges.map { range in
                var range = range
                range.columns = range.columns.filter(keptSet.contains)
                return range
            },
            joins: found.joins)
    }

    /// Gold itself as the one candidate.
    static func queries(_ sql: String) -> QuerySynthesis.Output {
        QuerySynthesis.Output(candidates: [Candidate(sql: sql, confidence: 1)])
    }

    /// The link of a value: the one that was found, or one to the words that name it; nil where no words do.
    private func link(_ value: GoldSchema.GoldValue, _ found: ColumnSelection.Output) -> ValueLink? {
        if let link = found.values.first(where: { $0.column == value.column && $0.value == .text(value.text) }) {
            return link
        }
        let text = QuestionText(question)
        let wanted = Words.of(value.text)
        guard !wanted.isEmpty, wanted.count <= text.tokens.count else { return nil }
        for start in 0...(text.tokens.count - wanted.count) {
            let span = start..<start + wanted.count
            guard Words.of(text.words(span)) == wanted else { continue }
            return ValueLink(
                words: text.words(span), span: span, column: value.column, value: .text(value.text), match: .same,
                score: 1)
        }
        return nil
    }
}
