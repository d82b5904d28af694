public import PlumbCore
internal import PlumbLanguage

/// Table selection by words alone: names, synonyms, descriptions and values, closed over the foreign keys that join
/// what was kept.
public struct LexicalTableSelection: Stage {
    /// The most tables that are kept.
    public var maximumTables: Int

    /// Makes the stage.
    public init(maximumTables: Int = 10) {
        self.maximumTables = maximumTables
    }

    /// `lexical`, with its parameters.
    public var implementation: Implementation {
        Implementation(name: "lexical", version: 1, parameters: ["maximumTables": "\(maximumTables)"])
    }

    /// Selects tables.
    public func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        let tables = input.catalog.tables.filter { $0.problem == nil }
        let text = QuestionText(input.question)
        var links: [ValueLink] = []
        if let values = services.values {
            links = try await ValueFinder(text: text, index: values, tables: tables).links()
        }
        links += CodedValues.links(in: text, tables: tables)
        let scoring = TableScoring(text: text, catalog: input.catalog, tables: tables, links: links)
        let ranked = scoring.ranked()
        return TableSelection.Output(ranked: ranked, kept: kept(scoring, ranked, input.catalog))
    }

    /// The tables that cover the question's words, and those that join them.
    private func kept(_ scoring: TableScoring, _ ranked: [ScoredTable], _ catalog: Catalog) -> [TableName] {
        let order = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1.table, $0) })
        var kept: [TableName] = []
        func keep(_ table: TableName) {
            if !kept.contains(table), kept.count < maximumTables { kept.append(table) }
        }
        for choice in scoring.choices {
            let sorted = choice.sorted { (order[$0] ?? .max) < (order[$1] ?? .max) }
            if let best = sorted.first, !sorted.contains(where: kept.contains) { keep(best) }
        }
        for table in scoring.named { keep(table) }
        if scoring.namesNothing, let value = kept.first {
            // "everything by Edith": the rows asked for are others that point at the value's.
            let pointing = catalog.foreignKeys.filter { $0.referencedTable == value && $0.table != value }.map(\.table)
            for table in pointing.sorted(by: { (order[$0] ?? .max) < (order[$1] ?? .max) }).prefix(3) { keep(table) }
        }
        for key in scoring.namedKeys(in: catalog, kept: kept) { keep(key.referencedTable) }
        if kept.isEmpty, let best = ranked.first, best.score > 0 { keep(best.table) }
        let sorted = kept.sorted { (order[$0] ?? .max) < (order[$1] ?? .max) }
        for key in JoinGraph(catalog.foreignKeys).joining(sorted).keys {
            keep(key.table)
            keep(key.referencedTable)
        }
        return kept.sorted { (order[$0] ?? .max) < (order[$1] ?? .max) }
    }
}
