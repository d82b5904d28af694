/// What happens while a pipeline runs, in order: every stage starts, may let a model write, and finishes; then there is
/// an answer.
public enum PipelineEvent: Codable, Hashable, Sendable {
    /// A stage is about to run.
    case stageStarted(StageStart)
    /// A model wrote a piece of its reply to the stage that runs.
    case modelWrote(String)
    /// A stage gave its output.
    case stageFinished(StageRecord)
    /// The pipeline is done; nothing follows.
    case answer(Answer)
}

/// A stage that is about to run.
public struct StageStart: Codable, Hashable, Sendable {
    /// Its kind.
    public var kind: StageKind
    /// Its implementation.
    public var implementation: Implementation
    /// Which try of this question it belongs to, 1-based.
    public var attempt: Int

    /// Makes a start.
    public init(kind: StageKind, implementation: Implementation, attempt: Int) {
        self.kind = kind
        self.implementation = implementation
        self.attempt = attempt
    }
}

/// What a stage gave, and what it cost.
public struct StageRecord: Codable, Hashable, Sendable {
    /// The implementation that ran.
    public var implementation: Implementation
    /// Which try of this question it belongs to, 1-based.
    public var attempt: Int
    /// What it gave.
    public var output: StageOutput
    /// What it cost.
    public var cost: StageCost

    /// Makes a record.
    public init(implementation: Implementation, attempt: Int, output: StageOutput, cost: StageCost) {
        self.implementation = implementation
        self.attempt = attempt
        self.output = output
        self.cost = cost
    }

    /// The stage's kind.
    public var kind: StageKind { output.kind }
}

/// The output of a stage of any kind.
public enum StageOutput: Codable, Hashable, Sendable {
    case tables(TableSelection.Output)
    case columns(ColumnSelection.Output)
    case queries(QuerySynthesis.Output)
    case verdict(Verdict)

    /// The kind of the stage that gives it.
    public var kind: StageKind {
        switch self {
        case .tables: .tableSelection
        case .columns: .columnSelection
        case .queries: .querySynthesis
        case .verdict: .executionCheck
        }
    }
}

/// What a stage cost.
public struct StageCost: Codable, Hashable, Sendable {
    /// Wall-clock time, in seconds.
    public var seconds: Double
    /// Whether the output was read back instead of computed.
    public var isReplayed: Bool
    /// What was spent on models; nil where none was asked.
    public var usage: ModelUsage?

    /// Makes a cost.
    public init(seconds: Double, isReplayed: Bool = false, usage: ModelUsage? = nil) {
        self.seconds = seconds
        self.isReplayed = isReplayed
        self.usage = usage
    }
}

/// How a pipeline answered a question.
public struct Answer: Codable, Hashable, Sendable {
    /// The question.
    public var question: Question
    /// The last verdict; never `repair`.
    public var verdict: Verdict
    /// Every stage that ran, in order.
    public var stages: [StageRecord]

    /// Makes an answer.
    public init(question: Question, verdict: Verdict, stages: [StageRecord]) {
        self.question = question
        self.verdict = verdict
        self.stages = stages
    }

    /// The accepted query; nil where none was.
    public var accepted: AcceptedQuery? {
        if case .accepted(let query) = verdict { query } else { nil }
    }

    /// The SQL that answers the question; nil where there is none.
    public var sql: String? { accepted?.sql }

    /// The first rows of the result; nil where there is none.
    public var result: QueryResult? { accepted?.result }

    /// What was spent on models; nil where none was asked.
    public var usage: ModelUsage? {
        stages.compactMap(\.cost.usage).reduce(nil) { ($0 ?? ModelUsage()) + $1 }
    }

    /// How sure the answer is, 0...1; 0 where there is none.
    public var confidence: Double { accepted?.confidence ?? 0 }
}
