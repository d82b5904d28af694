internal import PlumbCore

/// The pipelines that come with Plumb, by name.
public enum BuiltInPipelines {
    /// All of them, in the order in which they are shown.
    public static let all: [PipelinePlan] = [
        PipelinePlan(
            "built-in", "Without a model.",
            stages: [
                .tableSelection: StagePlan("lexical"), .columnSelection: StagePlan("lexical"),
                .querySynthesis: StagePlan("compose"), .executionCheck: StagePlan("guarded"),
            ], maximumRepairs: 1),
        PipelinePlan(
            "best-guess", "Without a model, and without questions back.", extends: "built-in",
            stages: [.executionCheck: StagePlan("guarded", parameters: ["accepts_guess": .boolean(true)])]),
        PipelinePlan(
            "model", "A model writes the query; words choose what it sees, and what it misspelt is mended.",
            stages: [
                .tableSelection: StagePlan("lexical", parameters: ["fill_columns": .integer(120)]),
                .columnSelection: StagePlan("lexical", parameters: ["fill_columns": .integer(120)]),
                .querySynthesis: StagePlan("model"),
                .executionCheck: StagePlan("mend", "repair"),
            ], maximumRepairs: 1),
        PipelinePlan(
            "vote", "As model, with four more queries drawn by chance; results vote.", extends: "model",
            stages: [
                .querySynthesis: StagePlan("model", parameters: ["samples": .integer(4), "seed": .integer(1)]),
                .executionCheck: StagePlan("mend", "vote", "repair"),
            ]),
        PipelinePlan(
            "direct", "A model is shown the whole schema and asked once: what scaffolding is measured against.",
            stages: [
                .tableSelection: StagePlan("skip"), .columnSelection: StagePlan("skip"),
                .querySynthesis: StagePlan(
                    "model", parameters: ["prompt": .text("query-direct"), "column_samples": .integer(0)]),
                .executionCheck: StagePlan("guarded"),
            ], maximumRepairs: 0),
    ]

    /// The one that is used where a model is named and no pipeline is.
    public static let standardWithModel = "model"

    /// The one that is used where no model is named.
    public static let standard = "built-in"
}
