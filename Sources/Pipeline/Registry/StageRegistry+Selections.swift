internal import PlumbColumnSelection
internal import PlumbCore
internal import PlumbTableSelection

extension StageRegistry {
    /// How tables can be selected.
    static var tableSelections: [StageImplementation] {
        [
            StageImplementation(
                .tableSelection, "lexical", "By words: names, synonyms, descriptions and values, and what joins them.",
                parameters: [
                    Parameter(
                        "maximum_tables", .integer(1...1_000), standard: .integer(10), "The most tables that are kept."),
                    Parameter(
                        "fill_columns", .integer(0...100_000), standard: .integer(0),
                        "Keep more tables, the best first, while all have at most so many columns."),
                ]
            ) { values, _ in
                .tableSelection(
                    LexicalTableSelection(
                        maximumTables: values.integer("maximum_tables") ?? 10,
                        fillColumns: values.integer("fill_columns") ?? 0))
            },
            StageImplementation(
                .tableSelection, "model", "A model is shown the whole schema and names the tables that it needs.",
                parameters: PromptParameters.all(prompt: "table-selection", maximumTokens: 200)
            ) { values, surroundings throws(PlumbError) in
                .tableSelection(ModelTableSelection(prompt: try PromptParameters.prompt(values, surroundings)))
            },
            StageImplementation(.tableSelection, "skip", "Every table is kept.") { _, _ in .tableSelection(AllTables())
            },
        ]
    }

    /// How columns can be selected.
    static var columnSelections: [StageImplementation] {
        [
            StageImplementation(
                .columnSelection, "lexical", "By words: names, synonyms, values in the data, numbers and times.",
                parameters: [
                    Parameter(
                        "maximum_columns", .integer(1...100_000), standard: .integer(60),
                        "The most columns that are kept, keys apart."),
                    Parameter(
                        "fill_columns", .integer(0...100_000), standard: .integer(0),
                        "Keep every column where the kept tables have at most so many."),
                ]
            ) { values, _ in
                .columnSelection(
                    LexicalColumnSelection(
                        maximumColumns: values.integer("maximum_columns") ?? 60,
                        fillColumns: values.integer("fill_columns") ?? 0))
            },
            StageImplementation(
                .columnSelection, "model", "A model is shown the kept tables and names the columns that it needs.",
                parameters: PromptParameters.all(prompt: "column-selection", maximumTokens: 400)
            ) { values, surroundings throws(PlumbError) in
                .columnSelection(ModelColumnSelection(prompt: try PromptParameters.prompt(values, surroundings)))
            },
            StageImplementation(
                .columnSelection, "draft", "A model drafts a query; what it reads is kept, with what words point at.",
                parameters: PromptParameters.all(prompt: "query-synthesis", maximumTokens: 400)
            ) { values, surroundings throws(PlumbError) in
                .columnSelection(DraftColumnSelection(prompt: try PromptParameters.prompt(values, surroundings)))
            },
            StageImplementation(.columnSelection, "skip", "Every column of the kept tables is kept.") { _, _ in
                .columnSelection(AllColumns())
            },
        ]
    }
}
