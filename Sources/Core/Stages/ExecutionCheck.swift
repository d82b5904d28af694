/// The values that the execution check takes and gives.
public enum ExecutionCheck {
    /// What the execution check is given.
    public struct Input: Codable, Hashable, Sendable {
        /// The question.
        public var question: Question
        /// What synthesis could use.
        public var slice: SchemaSlice
        /// The proposed queries, best first.
        public var candidates: [Candidate]
        /// Words of the question that found no place.
        public var unplacedWords: [String]
        /// How many more times synthesis may be asked.
        public var remainingRepairs: Int

        /// Makes an input.
        public init(
            question: Question, slice: SchemaSlice, candidates: [Candidate], unplacedWords: [String] = [],
            remainingRepairs: Int = 0
        ) {
            self.question = question
            self.slice = slice
            self.candidates = candidates
            self.unplacedWords = unplacedWords
            self.remainingRepairs = remainingRepairs
        }
    }

    /// What the execution check gives.
    public typealias Output = Verdict
}

/// What the execution check says of the candidates.
public enum Verdict: Codable, Hashable, Sendable {
    /// A candidate stands.
    case accepted(AcceptedQuery)
    /// Synthesis should try again.
    case repair(RepairFeedback)
    /// Only the person who asked can tell.
    case clarify(Clarification)
    /// What was asked, or proposed, is not permitted.
    case refuse(reason: String)
    /// No candidate stands.
    case fail(reason: String)
}

/// A candidate that the execution check accepted, with its result.
public struct AcceptedQuery: Codable, Hashable, Sendable {
    /// The query.
    public var sql: String
    /// Its place among the candidates, 0-based.
    public var candidate: Int
    /// How likely it is the answer, 0...1.
    public var confidence: Double
    /// What had to be assumed, a sentence each.
    public var assumptions: [String]
    /// What a careful analyst would point out about the result, a sentence each.
    public var warnings: [String]
    /// The first rows of its result.
    public var result: QueryResult
    /// What became of the candidates before it, in order.
    public var rejected: [RejectedCandidate]
    /// What was changed in the candidate, in order; empty where the query is the candidate as it was proposed.
    public var mends: [Mend]

    /// Makes an accepted query.
    public init(
        sql: String, candidate: Int, confidence: Double, assumptions: [String] = [], warnings: [String] = [],
        result: QueryResult, rejected: [RejectedCandidate] = [], mends: [Mend] = []
    ) {
        self.sql = sql
        self.candidate = candidate
        self.confidence = confidence
        self.assumptions = assumptions
        self.warnings = warnings
        self.result = result
        self.rejected = rejected
        self.mends = mends
    }

    /// Reads a query; one that was written before queries were mended has no mends.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        sql = try container.decode(String.self, forKey: .sql)
        candidate = try container.decode(Int.self, forKey: .candidate)
        confidence = try container.decode(Double.self, forKey: .confidence)
        assumptions = try container.decode([String].self, forKey: .assumptions)
        warnings = try container.decode([String].self, forKey: .warnings)
        result = try container.decode(QueryResult.self, forKey: .result)
        rejected = try container.decode([RejectedCandidate].self, forKey: .rejected)
        mends = try container.decodeIfPresent([Mend].self, forKey: .mends) ?? []
    }
}

/// A candidate that the execution check put aside.
public struct RejectedCandidate: Codable, Hashable, Sendable {
    /// Its place among the candidates, 0-based.
    public var candidate: Int
    /// Why it was put aside.
    public var reason: String

    /// Makes a rejected candidate.
    public init(candidate: Int, reason: String) {
        self.candidate = candidate
        self.reason = reason
    }
}

/// A question back to the person who asked.
public struct Clarification: Codable, Hashable, Sendable {
    /// The question.
    public var question: String
    /// Words that could not be placed.
    public var unplacedWords: [String]
    /// What the database does have.
    public var known: [String]
    /// The best guess, where there is one.
    public var guess: Candidate?

    /// Makes a clarification.
    public init(question: String, unplacedWords: [String], known: [String], guess: Candidate? = nil) {
        self.question = question
        self.unplacedWords = unplacedWords
        self.known = known
        self.guess = guess
    }
}
