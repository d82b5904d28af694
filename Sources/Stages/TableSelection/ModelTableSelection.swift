public import PlumbCore
internal import PlumbLanguage
public import PlumbPrompts

/// Table selection by a model: it is shown the whole schema and names the tables that it needs.
public struct ModelTableSelection: Stage {
    /// The model and its prompt.
    public var prompt: ModelPrompt

    /// Makes the stage.
    public init(prompt: ModelPrompt) {
        self.prompt = prompt
    }

    /// `model`, with its parameters.
    public var implementation: Implementation {
        Implementation(name: "model", version: 1, parameters: prompt.parameters)
    }

    /// Selects tables: those that the model names, in its order, and those that join them.
    public func run(_ input: TableSelection.Input, with services: StageServices) async throws -> TableSelection.Output {
        let tables = input.catalog.tables.filter { $0.problem == nil }
        let text = QuestionText(input.question)
        var links: [ValueLink] = []
        if let values = services.values {
            links = try await ValueFinder(text: text, index: values, tables: tables).links()
        }
        let request = prompt.request(
            input.question, schema: PromptSchema(input.catalog), values: PromptValues.shown(links),
            reply: .json(name: "tables", schema: NameReply.schema("tables")))
        let reply = try await prompt.reply(to: request, with: services)
        let named = try NameReply.names("tables", in: reply.text)
        var kept: [TableName] = []
        for name in named {
            let bare = name.split(separator: ".").last.map(String.init) ?? name
            let table =
                tables.first { $0.name.description.lowercased() == name.lowercased() }
                ?? tables.first { $0.name.name.lowercased() == bare.lowercased() }
            if let table, !kept.contains(table.name) { kept.append(table.name) }
        }
        // Words decide where the model names no table that there is.
        guard !kept.isEmpty else { return try await LexicalTableSelection().run(input, with: services) }
        let asked = kept
        for key in JoinGraph(input.catalog.foreignKeys).joining(asked).keys {
            for table in [key.table, key.referencedTable] where !kept.contains(table) { kept.append(table) }
        }
        let ranked = kept.enumerated().map { index, table in
            ScoredTable(table: table, score: asked.contains(table) ? 1 / Double(index + 1) : 0, evidence: [])
        }
        let rest = tables.map(\.name).filter { !kept.contains($0) }
        return TableSelection.Output(
            ranked: ranked + rest.map { ScoredTable(table: $0, score: 0, evidence: []) }, kept: kept)
    }
}
