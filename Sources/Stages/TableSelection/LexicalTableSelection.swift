public import PlumbCore
internal import PlumbLanguage

/// Table selection by words alone: names, synonyms, descriptions and values, closed over the foreign keys that join
/// what was kept.
public struct LexicalTableSelection: Stage {
    /// The most tables that are kept.
    public var maximumTables: Int

    /// More tables are kept, the best first, while all have at most so many columns; 0 for none.
    ///
    /// What a model can read at once need not be left out.
    public var fillColumns: Int

    /// Makes the stage.
    public init(maximumTables: Int = 10, fillColumns: Int = 0) {
        self.maximumTables = maximumTables
        self.fillColumns = fillColumns
    }

    /// `lexical`, with its parameters.
    public var implementation: Implementation {
        var parameters = ["maximumTables": "\(maximumTables)"]
        if fillColumns > 0 { parameters["fillColumns"] = "\(fillColumns)" }
        return Implementation(name: "lexical", version: 1, parameters: parameters)
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
        let kept = kept(scoring, ranked, input.catalog)
        return TableSelection.Output(ranked: ranked, kept: fillColumns > 0 ? filled(kept, ranked, input.catalog) : kept)
    }

    /// More tables, while they fit: those that touch what is kept first.
    private func filled(_ kept: [TableName], _ ranked: [ScoredTable], _ catalog: Catalog) -> [TableName] {
        let widths = Dictionary(catalog.tables.map { ($0.name, $0.columns.count) }) { first, _ in first }
        var filled = kept
        var width = kept.reduce(0) { $0 + (widths[$1] ?? 0) }
        var waiting = ranked.map(\.table).filter { !kept.contains($0) }
        while !waiting.isEmpty {
            let touching = Set(
                catalog.foreignKeys.flatMap { key -> [TableName] in
                    if filled.contains(key.table) { return [key.referencedTable] }
                    return filled.contains(key.referencedTable) ? [key.table] : []
                })
            let place = waiting.firstIndex(where: touching.contains) ?? 0
            let table = waiting.remove(at: place)
            let columns = widths[table] ?? 0
            if width + columns > fillColumns { continue }
            filled.append(table)
            width += columns
        }
        return filled
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
