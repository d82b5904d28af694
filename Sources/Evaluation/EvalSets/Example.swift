public import PlumbCore

/// One question with what is known of its answer.
public struct Example: Hashable, Sendable {
    /// Unique within the set.
    public var id: String
    /// The database's name.
    public var database: String
    /// What is asked.
    public var question: String
    /// A hint that comes with the question.
    public var evidence: String?
    /// Earlier turns of the same conversation, oldest first.
    public var turns: [Question.Turn]
    /// Accepted queries, the plainest first; at least one where an answer is expected.
    public var gold: [Gold]
    /// What the question exercises.
    public var tags: [String]
    /// How hard it is: `easy`, `medium` or `hard`; nil where the set does not say.
    public var difficulty: String?
    /// What a pipeline should do.
    public var expected: ExampleRecord.Expectation
    /// What results must have in common; nil where that is left to the run.
    public var contract: ComparisonContract?
    /// The group of paraphrases that it belongs to.
    public var group: String?
    /// Why it is as it is: what makes it unanswerable, or what a reader may doubt.
    public var reason: String?
    /// What the stages before the query should give.
    public var stages: GoldStages?

    /// An accepted query.
    public struct Gold: Hashable, Sendable {
        /// The query.
        public var sql: String
        /// Where it comes from.
        public var source: String?
        /// What it takes the question to mean, where there are several meanings.
        public var reading: String?
        /// Whose SQL it is; nil for the database's own.
        public var dialect: SQLDialect?

        /// Makes an accepted query.
        public init(sql: String, source: String? = nil, reading: String? = nil, dialect: SQLDialect? = nil) {
            self.sql = sql
            self.source = source
            self.reading = reading
            self.dialect = dialect
        }
    }

    /// Makes an example.
    public init(
        id: String, database: String, question: String, evidence: String? = nil, turns: [Question.Turn] = [],
        gold: [Gold] = [], tags: [String] = [], difficulty: String? = nil,
        expected: ExampleRecord.Expectation = .answer, contract: ComparisonContract? = nil, group: String? = nil,
        reason: String? = nil, stages: GoldStages? = nil
    ) {
        self.id = id
        self.database = database
        self.question = question
        self.evidence = evidence
        self.turns = turns
        self.gold = gold
        self.tags = tags
        self.difficulty = difficulty
        self.expected = expected
        self.contract = contract
        self.group = group
        self.reason = reason
        self.stages = stages
    }

    /// The question as a pipeline gets it, with evidence and earlier turns.
    public var asked: Question { Question(question, evidence: evidence, earlier: turns) }
}
