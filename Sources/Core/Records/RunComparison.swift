/// What changed from one run to another, over the examples that both have.
public struct RunComparison: Codable, Hashable, Sendable {
    /// The run that is compared with.
    public var base: String
    /// The run that is judged.
    public var other: String
    /// How many examples both have.
    public var examples: Int
    /// What changed end to end.
    public var accuracy: Difference
    /// What changed in each stage's figures, and by tag, difficulty and database.
    public var parts: [Part]
    /// The examples that went another way.
    public var flips: [Flip]
    /// Whether the difference end to end is real, in one plain sentence.
    public var verdict: String

    /// Makes a comparison.
    public init(
        base: String, other: String, examples: Int, accuracy: Difference, parts: [Part], flips: [Flip], verdict: String
    ) {
        self.base = base
        self.other = other
        self.examples = examples
        self.accuracy = accuracy
        self.parts = parts
        self.flips = flips
        self.verdict = verdict
    }

    /// A difference of two figures over the same examples.
    public struct Difference: Codable, Hashable, Sendable {
        /// The base's figure.
        public var base: Double?
        /// The other's figure.
        public var other: Double?
        /// The other's minus the base's, with its 95 % interval from paired bootstrap samples.
        public var change: RunSummary.Estimate
        /// McNemar's exact test for figures that are yes or no: the chance of so uneven flips if both were the same, 0...1;
        /// nil for others.
        public var pValue: Double?

        /// Makes a difference.
        public init(base: Double?, other: Double?, change: RunSummary.Estimate, pValue: Double? = nil) {
            self.base = base
            self.other = other
            self.change = change
            self.pValue = pValue
        }
    }

    /// A difference in a part.
    public struct Part: Codable, Hashable, Sendable {
        /// Of what: a stage's title, `tag`, `difficulty` or `database`.
        public var of: String
        /// Which figure, or which tag.
        public var name: String
        /// The difference.
        public var difference: Difference

        /// Makes a part.
        public init(of: String, name: String, difference: Difference) {
            self.of = of
            self.name = name
            self.difference = difference
        }
    }

    /// An example that went another way.
    public struct Flip: Codable, Hashable, Sendable {
        /// The example's id.
        public var id: String
        /// The question.
        public var question: String
        /// How it went in the base.
        public var base: ExampleRecord.Outcome
        /// How it went in the other.
        public var other: ExampleRecord.Outcome
        /// The stage to blame where it is not right; nil where that can't be said.
        public var stage: StageKind?

        /// Makes a flip.
        public init(
            id: String, question: String, base: ExampleRecord.Outcome, other: ExampleRecord.Outcome, stage: StageKind?
        ) {
            self.id = id
            self.question = question
            self.base = base
            self.other = other
            self.stage = stage
        }
    }
}
