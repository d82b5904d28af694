internal import PlumbCore
internal import PlumbQuerySynthesis

extension StageRegistry {
    /// How queries can be proposed.
    static var querySyntheses: [StageImplementation] {
        [
            StageImplementation(
                .querySynthesis, "compose",
                "Without a model: reads the question's phrases and builds queries from them.",
                parameters: [
                    Parameter(
                        "maximum_candidates", .integer(1...100), standard: .integer(6),
                        "The most queries that are proposed.")
                ]
            ) { values, _ in
                .querySynthesis(ComposeQuerySynthesis(maximumCandidates: values.integer("maximum_candidates") ?? 6))
            },
            StageImplementation(
                .querySynthesis, "model", "A model writes queries: one for each prompt, and samples beside them.",
                parameters: PromptParameters.all(prompt: "query-synthesis", maximumTokens: 400) + [
                    Parameter(
                        "samples", .integer(0...64), standard: .integer(0),
                        "How many queries are drawn by chance beside the likeliest."),
                    Parameter(
                        "sample_temperature", .number(0...2), standard: .number(0.8), "How freely those are drawn."),
                    Parameter(
                        "grammar", .boolean, standard: .boolean(false),
                        "Let a server that takes grammars write only names that exist."),
                ]
            ) { values, surroundings throws(PlumbError) in
                .querySynthesis(
                    ModelQuerySynthesis(
                        prompts: try PromptParameters.prompts(values, surroundings),
                        samples: values.integer("samples") ?? 0,
                        temperature: values.number("sample_temperature") ?? 0.8, usesGrammar: values.boolean("grammar"))
                )
            },
        ]
    }
}
