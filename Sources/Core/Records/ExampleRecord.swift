/// One example of a run: what was asked, what every stage gave, and how that compares with gold.
public struct ExampleRecord: Codable, Hashable, Sendable {
    /// The example's id, unique in the run.
    public var id: String
    /// The database's name.
    public var database: String
    /// What was asked, with evidence and earlier turns.
    public var question: Question
    /// What the question exercises.
    public var tags: [String]
    /// How hard it is: `easy`, `medium` or `hard`; nil where the set does not say.
    public var difficulty: String?
    /// What a pipeline should do.
    public var expected: Expectation
    /// The group of paraphrases that it belongs to; nil where it belongs to none.
    public var group: String?
    /// The accepted queries, the plainest first; empty where none can be.
    public var gold: [GoldRecord]

    /// What each stage gave, chained, in order; a stage that was repaired comes more than once.
    public var stages: [StageRecord]
    /// How the pipeline ended.
    public var ending: Ending
    /// The SQL that was given; nil where none was.
    public var sql: String?
    /// The first rows of its result.
    public var result: QueryResult?
    /// How sure the pipeline was, 0...1.
    public var confidence: Double
    /// How the answer compares with gold, by the run's contract; nil where there is no answer, or no gold.
    public var comparison: Comparison?

    /// How each stage compares with gold.
    public var scores: StageScores
    /// Whether the answer is right with gold in place of the first k stages, k = 0...4.
    ///
    /// The first is the pipeline as it is, the last is gold itself; nil where that can't be said. Empty where the example has
    /// no gold.
    public var rightWithGoldThrough: [Bool?]
    /// Wall-clock time of the chained stages, in seconds.
    public var seconds: Double
    /// Of that, each stage's part.
    public var secondsByStage: [StageKind: Double]
    /// What each stage spent on models, chained; nil where none was asked.
    public var usageByStage: [StageKind: ModelUsage]?
    /// The class of the failure by which a model gave no reply, such as `modelTimeout`; nil where none did.
    public var failure: String?

    /// What a pipeline should do with a question.
    public enum Expectation: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
        /// Answer it.
        case answer
        /// Ask back: it can't be answered from the data, or means several things.
        case clarify
        /// Refuse it.
        case refuse
    }

    /// How a pipeline ended.
    public enum Ending: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
        case answered, askedBack, refused, failed
    }

    /// Makes a record without scores.
    public init(
        id: String, database: String, question: Question, tags: [String] = [], difficulty: String? = nil,
        expected: Expectation = .answer, group: String? = nil, gold: [GoldRecord] = [], stages: [StageRecord] = [],
        ending: Ending, sql: String? = nil, result: QueryResult? = nil, confidence: Double = 0,
        comparison: Comparison? = nil, scores: StageScores = .init(), rightWithGoldThrough: [Bool?] = [],
        seconds: Double = 0, secondsByStage: [StageKind: Double] = [:],
        usageByStage: [StageKind: ModelUsage]? = nil, failure: String? = nil
    ) {
        self.id = id
        self.database = database
        self.question = question
        self.tags = tags
        self.difficulty = difficulty
        self.expected = expected
        self.group = group
        self.gold = gold
        self.stages = stages
        self.ending = ending
        self.sql = sql
        self.result = result
        self.confidence = confidence
        self.comparison = comparison
        self.scores = scores
        self.rightWithGoldThrough = rightWithGoldThrough
        self.seconds = seconds
        self.secondsByStage = secondsByStage
        self.usageByStage = usageByStage
        self.failure = failure
    }
}

extension ExampleRecord {
    /// How the example went, in one word.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
        /// The pipeline did what it should: the right answer, a question back, a refusal.
        case right
        /// It gave an answer that is wrong, or that nobody should have got.
        case wrong
        /// It gave no answer where there is one.
        case unanswered
        /// Nothing can be said, because gold itself gives no result, or a model gave no reply.
        case unscored
    }

    /// How the example went.
    public var outcome: Outcome {
        guard failure == nil else { return .unscored }
        return switch (expected, ending) {
        case (.answer, .answered):
            switch comparison?.outcome {
            case .right: .right
            case .wrong: .wrong
            case .unscored, nil: .unscored
            }
        case (.answer, _): gold.contains { $0.problem == nil } ? .unanswered : .unscored
        case (.clarify, .askedBack), (.refuse, .refused): .right
        // A question back instead of a refusal, or the other way round, misleads nobody.
        case (.clarify, .refused), (.refuse, .askedBack), (_, .failed): .unanswered
        case (_, .answered): .wrong
        }
    }

    /// The first stage whose gold, in its place and in that of those before it, makes the answer right; nil where the answer
    /// is right as it is, or where that can't be said.
    public var firstStageToBlame: StageKind? {
        guard rightWithGoldThrough.first == .some(false) else { return nil }
        return rightWithGoldThrough.firstIndex(of: true).map { StageKind.allCases[$0 - 1] }
    }
}

/// An accepted query with what it gives.
public struct GoldRecord: Codable, Hashable, Sendable {
    /// The query.
    public var sql: String
    /// Where it comes from.
    public var source: String?
    /// What it takes the question to mean, where there are several meanings.
    public var reading: String?
    /// The first rows of its result.
    public var result: QueryResult?
    /// Why it can't be run; nil where it can.
    public var problem: String?
    /// The tables that it reads; nil where that is not known.
    public var tables: [TableName]?
    /// The columns that it reads; nil where that is not known.
    public var columns: [ColumnReference]?

    /// Makes a record.
    public init(
        sql: String, source: String? = nil, reading: String? = nil, result: QueryResult? = nil, problem: String? = nil,
        tables: [TableName]? = nil, columns: [ColumnReference]? = nil
    ) {
        self.sql = sql
        self.source = source
        self.reading = reading
        self.result = result
        self.problem = problem
        self.tables = tables
        self.columns = columns
    }
}
