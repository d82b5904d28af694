/// The values that query synthesis takes and gives.
public enum QuerySynthesis {
    /// What query synthesis is given.
    public struct Input: Codable, Hashable, Sendable {
        /// The question.
        public var question: Question
        /// What may be used.
        public var slice: SchemaSlice
        /// What the execution check said of earlier tries, oldest first.
        public var feedback: [RepairFeedback]

        /// Makes an input.
        public init(question: Question, slice: SchemaSlice, feedback: [RepairFeedback] = []) {
            self.question = question
            self.slice = slice
            self.feedback = feedback
        }
    }

    /// What query synthesis gives.
    public struct Output: Codable, Hashable, Sendable {
        /// Proposed queries, best first; no two with the same SQL.
        public var candidates: [Candidate]
        /// Words of the question that found no place in the best candidate and that change what is asked.
        public var unplacedWords: [String]

        /// Makes an output.
        public init(candidates: [Candidate], unplacedWords: [String] = []) {
            self.candidates = candidates
            self.unplacedWords = unplacedWords
        }
    }
}

/// One SQL query that synthesis proposes.
public struct Candidate: Codable, Hashable, Sendable {
    /// The query, in the slice's dialect.
    public var sql: String
    /// How likely it is right, in the stage's own judgement, 0...1.
    public var confidence: Double
    /// What had to be assumed, a sentence each.
    public var assumptions: [String]

    /// Makes a candidate.
    public init(sql: String, confidence: Double, assumptions: [String] = []) {
        self.sql = sql
        self.confidence = confidence
        self.assumptions = assumptions
    }
}

/// What the execution check tells query synthesis before its next try.
public struct RepairFeedback: Codable, Hashable, Sendable {
    /// The query that was tried.
    public var sql: String
    /// What is wrong with it.
    public var problem: String
    /// Whether it ran, and its result is what is doubted: then it may still be the best there is.
    public var ran: Bool

    /// Makes feedback.
    public init(sql: String, problem: String, ran: Bool = false) {
        self.sql = sql
        self.problem = problem
        self.ran = ran
    }

    /// Reads feedback; what says nothing of it did not run.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        sql = try values.decode(String.self, forKey: .sql)
        problem = try values.decode(String.self, forKey: .problem)
        ran = try values.decodeIfPresent(Bool.self, forKey: .ran) ?? false
    }
}
