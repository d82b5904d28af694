internal import PlumbColumnSelection
internal import PlumbExecutionCheck
internal import PlumbQuerySynthesis
internal import PlumbTableSelection

extension Pipeline {
    /// The pipeline that needs no model: `lexical`, `lexical`, `compose`, `guarded`.
    ///
    /// - Parameters:
    ///   - acceptsGuess: whether a best guess is an answer, instead of a question back.
    ///   - previewRows: how many rows of the result the answer keeps.
    /// - Returns: the pipeline.
    public static func builtIn(acceptsGuess: Bool = false, previewRows: Int = 1_000) -> Pipeline {
        Pipeline(
            name: "built-in",
            tableSelection: LexicalTableSelection(),
            columnSelection: LexicalColumnSelection(),
            querySynthesis: ComposeQuerySynthesis(),
            executionCheck: GuardedExecutionCheck(acceptsGuess: acceptsGuess, previewRows: previewRows))
    }
}
