public import PlumbCore
internal import PlumbLanguage

/// Column selection by words alone: names, synonyms and descriptions, values in the data, numbers and times.
public struct LexicalColumnSelection: Stage {
    /// The most columns that are kept, keys apart.
    public var maximumColumns: Int

    /// Every column is kept where the kept tables have at most so many; 0 for words alone to decide.
    public var fillColumns: Int

    /// Makes the stage.
    public init(maximumColumns: Int = 60, fillColumns: Int = 0) {
        self.maximumColumns = maximumColumns
        self.fillColumns = fillColumns
    }

    /// `lexical`, with its parameters.
    public var implementation: Implementation {
        var parameters = ["maximumColumns": "\(maximumColumns)"]
        if fillColumns > 0 { parameters["fillColumns"] = "\(fillColumns)" }
        return Implementation(name: "lexical", version: 1, parameters: parameters)
    }

    /// Selects columns.
    public func run(_ input: ColumnSelection.Input, with services: StageServices) async throws
        -> ColumnSelection.Output
    {
        let kept = Set(input.tables)
        let tables = input.catalog.tables.filter { kept.contains($0.name) }
        let text = QuestionText(input.question)
        let known = Set(tables.flatMap { table in table.columns.map { ColumnReference(table.name, $0.name) } })
        var values: [ValueLink] = []
        if let index = services.values {
            values = try await ValueFinder(text: text, index: index, tables: input.catalog.tables).links()
                .filter { known.contains($0.column) }
        }
        values += CodedValues.links(in: text, tables: tables)
        let ranges = RangeWords.mentions(in: text.tokens, today: input.question.askedOn)
        let keys = input.catalog.foreignKeys.filter { kept.contains($0.table) && kept.contains($0.referencedTable) }
        let scoring = ColumnScoring(text: text, tables: tables, keys: keys, values: values, ranges: ranges)
        let ranked = scoring.ranked()
        return ColumnSelection.Output(
            ranked: ranked, kept: keptColumns(ranked, scoring.needed), values: values,
            ranges: scoring.rangeLinks(), joins: joins(input.tables, keys))
    }

    private func keptColumns(_ ranked: [ScoredColumn], _ needed: Set<ColumnReference>) -> [ColumnReference] {
        if ranked.count <= fillColumns { return ranked.map(\.column) }
        let wanted = ranked.filter { $0.score > 0 && !needed.contains($0.column) }.prefix(maximumColumns)
        let kept = needed.union(wanted.map(\.column))
        return ranked.map(\.column).filter(kept.contains)
    }

    private func joins(_ tables: [TableName], _ keys: [ForeignKey]) -> [JoinPath] {
        let graph = JoinGraph(keys)
        var paths: [JoinPath] = []
        for (index, from) in tables.enumerated() {
            for to in tables[(index + 1)...] {
                if let keys = graph.path(from: [from], to: to), !keys.isEmpty {
                    paths.append(JoinPath(from: from, to: to, keys: keys))
                }
            }
        }
        return paths
    }
}
