/// One pipeline over one or more eval sets, with everything that reports show: nothing else has to be read for one.
public struct RunRecord: Codable, Hashable, Sendable {
    /// The version of this form; raised when a field changes its meaning.
    public static let format = 1

    /// The version of the form that the record has.
    public var format: Int
    /// The run's name, unique in its store.
    public var id: String
    /// When it began, ISO 8601, UTC.
    public var startedAt: String
    /// Whether every example was run; false for a run that was stopped, or goes on.
    public var isComplete: Bool
    /// What made it.
    public var making: RunMaking
    /// The examples, in the order of the eval sets.
    public var examples: [ExampleRecord]
    /// What they come to.
    public var summary: RunSummary

    /// Makes a record.
    public init(
        id: String, startedAt: String, isComplete: Bool, making: RunMaking, examples: [ExampleRecord],
        summary: RunSummary
    ) {
        format = Self.format
        self.id = id
        self.startedAt = startedAt
        self.isComplete = isComplete
        self.making = making
        self.examples = examples
        self.summary = summary
    }
}

/// What made a run: two runs with the same making give the same figures, times apart.
public struct RunMaking: Codable, Hashable, Sendable {
    /// Plumb's version.
    public var plumb: String
    /// The pipeline's name.
    public var pipeline: String
    /// The pipeline's stages, in order, with versions and parameters.
    public var stages: [StageMaking]
    /// The eval sets.
    public var evalSets: [EvalSetMaking]
    /// The databases.
    public var databases: [DatabaseMaking]
    /// The contract by which results are compared, with its version: `spider/1`.
    public var contract: String
    /// The SQL of the databases; nil in runs that did not note it.
    public var dialect: SQLDialect?
    /// How many examples were drawn; nil for all.
    public var sample: Int?
    /// The seed with which they were drawn.
    public var seed: UInt64?
    /// The time that one query may take, in seconds; nil in runs that did not note it.
    public var seconds: Double?
    /// Whether gold may use unknown names in double quotes for strings; nil in runs that did not note it.
    public var allowsDoubleQuotedStrings: Bool?
    /// Whether only the pipeline itself is run, not with gold in place of stages; nil in runs that did not note it.
    public var isChained: Bool?
    /// How often a query may be sent back to synthesis; nil in runs that did not note it.
    public var repairs: Int?
    /// The version of the evaluators that score the stages; nil in runs that did not note it.
    public var evaluators: Int?

    /// A stage of the pipeline.
    public struct StageMaking: Codable, Hashable, Sendable {
        /// Its kind.
        public var kind: StageKind
        /// Its implementation.
        public var implementation: Implementation

        /// Makes a stage.
        public init(kind: StageKind, implementation: Implementation) {
            self.kind = kind
            self.implementation = implementation
        }
    }

    /// An eval set.
    public struct EvalSetMaking: Codable, Hashable, Sendable {
        /// The file's name without its ending.
        public var name: String
        /// A hash of the file's content, 16 hexadecimal digits.
        public var hash: String
        /// How many examples it holds.
        public var examples: Int

        /// Makes an eval set.
        public init(name: String, hash: String, examples: Int) {
            self.name = name
            self.hash = hash
            self.examples = examples
        }
    }

    /// A database.
    public struct DatabaseMaking: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// What changes when the database does.
        public var fingerprint: String

        /// Makes a database.
        public init(name: String, fingerprint: String) {
            self.name = name
            self.fingerprint = fingerprint
        }
    }

    /// Makes a making.
    public init(
        plumb: String, pipeline: String, stages: [StageMaking], evalSets: [EvalSetMaking], databases: [DatabaseMaking],
        contract: String, dialect: SQLDialect? = nil, sample: Int? = nil, seed: UInt64? = nil, seconds: Double? = nil,
        allowsDoubleQuotedStrings: Bool? = nil, isChained: Bool? = nil, repairs: Int? = nil, evaluators: Int? = nil
    ) {
        self.plumb = plumb
        self.pipeline = pipeline
        self.stages = stages
        self.evalSets = evalSets
        self.databases = databases
        self.contract = contract
        self.dialect = dialect
        self.sample = sample
        self.seed = seed
        self.seconds = seconds
        self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
        self.isChained = isChained
        self.repairs = repairs
        self.evaluators = evaluators
    }
}
