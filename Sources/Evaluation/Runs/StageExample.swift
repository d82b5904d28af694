public import PlumbCore

/// What one stage made of one example, with gold and the score beside it.
public struct StageExample: Codable, Hashable, Sendable {
    /// The example's id.
    public var id: String
    /// The database's name.
    public var database: String
    /// The stage.
    public var kind: StageKind
    /// What was asked: with what the stage before gave, the stage's input.
    public var question: Question
    /// What the stage before gave; nil for the first.
    public var input: StageOutput?
    /// What the stage gave.
    public var output: StageOutput
    /// The accepted queries.
    public var gold: [String]
    /// How the output compares with gold; the one of its kind.
    public var score: StageScores
    /// Whether the answer was right in the end.
    public var isRight: Bool

    /// The example of a stage; nil where the stage did not run.
    public init?(_ example: ExampleRecord, of kind: StageKind) {
        guard let place = example.stages.firstIndex(where: { $0.kind == kind }) else { return nil }
        id = example.id
        database = example.database
        self.kind = kind
        question = example.question
        input = place > 0 ? example.stages[place - 1].output : nil
        output = example.stages[place].output
        gold = example.gold.map(\.sql)
        let scores = example.scores
        score =
            switch kind {
            case .tableSelection: StageScores(tables: scores.tables)
            case .columnSelection: StageScores(columns: scores.columns, columnsIsolated: scores.columnsIsolated)
            case .querySynthesis: StageScores(queries: scores.queries, queriesIsolated: scores.queriesIsolated)
            case .executionCheck: StageScores(check: scores.check)
            }
        isRight = example.outcome == .right
    }
}
