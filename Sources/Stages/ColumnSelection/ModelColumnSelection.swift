public import PlumbCore
public import PlumbPrompts

/// Column selection by a model: it is shown the kept tables and names the columns that it needs.
public struct ModelColumnSelection: Stage {
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

    /// Selects columns: those that the model names, and the keys that join their tables.
    public func run(_ input: ColumnSelection.Input, with services: StageServices) async throws
        -> ColumnSelection.Output
    {
        let found = try await LexicalColumnSelection().run(input, with: services)
        let request = prompt.request(
            input.question, schema: PromptSchema(input.catalog, tables: input.tables),
            values: PromptValues.shown(found.values),
            reply: .json(name: "columns", schema: NameReply.schema("columns")))
        let reply = try await prompt.reply(to: request, with: services)
        let named = try NameReply.names("columns", in: reply.text)
        let wanted = named.flatMap { NamedColumns.references(of: $0, in: input.catalog, tables: input.tables) }
        return KeptColumns.output(found, wanted: wanted, input: input)
    }
}
