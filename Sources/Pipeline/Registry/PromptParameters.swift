internal import PlumbCore
internal import PlumbPrompts

/// The parameters that all stages with a model have in common.
enum PromptParameters {
    /// What they are, with the prompt that is used where none is named, and the longest reply, in tokens.
    static func all(prompt: String, maximumTokens: Int) -> [Parameter] {
        [
            Parameter("model", .model, "The model that is asked; where none is named, the pipeline's."),
            Parameter(
                "fallback", .model, "The model that this stage asks where that one, with its own fallback, fails."),
            Parameter("prompt", .prompts, standard: .text(prompt), "A built-in prompt, or a Mustache file."),
            Parameter(
                "schema", .choice(SchemaFormat.allCases.map(\.rawValue)), standard: .text("ddl"),
                "How the schema is written into the prompt."),
            Parameter(
                "column_samples", .integer(0...20), standard: .integer(3),
                "How many values of each column are shown; 0 for none."),
            Parameter(
                "descriptions", .boolean, standard: .boolean(true),
                "Whether annotations of tables and columns are shown."),
            Parameter(
                "private", .boolean, standard: .boolean(false),
                "Whether values and results stay out of the prompt; --private sets it everywhere."),
            Parameter("examples", .path, "An eval set to choose examples from; never the one under test."),
            Parameter("example_count", .integer(1...50), standard: .integer(3), "How many examples are shown."),
            Parameter(
                "temperature", .number(0...2), standard: .number(0),
                "How freely replies are drawn; 0 for the likeliest."),
            Parameter("top_p", .number(0...1), "Draw from the likeliest tokens that together have this probability."),
            Parameter(
                "seed", .integer(0...Int(Int32.max)), "With the same seed a server may give the same reply again."),
            Parameter(
                "maximum_tokens", .integer(1...1_000_000), standard: .integer(maximumTokens),
                "The longest reply, in tokens."),
            Parameter("reasoning_effort", .text, "How long a model that reasons may do so, such as low."),
        ]
    }

    /// The prompts of a stage: one for each template that is named.
    static func prompts(
        _ values: ParameterValues, _ surroundings: StageSurroundings
    ) throws(PlumbError) -> [ModelPrompt] {
        let model = try surroundings.model(values.text("model"))
        let fallback = try values.text("fallback").map { name throws(PlumbError) in try surroundings.model(name) }
        let examples = try values.text("examples").map { path throws(PlumbError) in
            try PromptExamples(contentsOf: surroundings.path(path))
        }
        return try (values.list("prompt") ?? []).map { name throws(PlumbError) in
            let isBuiltIn = BuiltInPrompts.text(of: name) != nil
            return ModelPrompt(
                model: model, fallback: fallback,
                sampling: Sampling(
                    temperature: values.number("temperature"), topP: values.number("top_p"),
                    seed: values.integer("seed"), maximumTokens: values.integer("maximum_tokens"),
                    reasoningEffort: values.text("reasoning_effort")),
                template: try PromptTemplate(named: isBuiltIn ? name : surroundings.path(name)),
                format: SchemaFormat(rawValue: values.text("schema") ?? "") ?? .ddl,
                detail: SchemaDetail(
                    samples: values.integer("column_samples") ?? 0, descriptions: values.boolean("descriptions")),
                isPrivate: surroundings.isPrivate || values.boolean("private"), examples: examples,
                exampleCount: values.integer("example_count") ?? 3)
        }
    }

    /// The prompt of a stage that takes one.
    static func prompt(_ values: ParameterValues, _ surroundings: StageSurroundings) throws(PlumbError) -> ModelPrompt {
        let prompts = try prompts(values, surroundings)
        guard let first = prompts.first, prompts.count == 1 else {
            throw PlumbError(.badInput, "`prompt` is a list, and takes one prompt here")
        }
        return first
    }
}
