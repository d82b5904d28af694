/// What a person asks, with what helps to understand it.
public struct Question: Codable, Hashable, Sendable {
    /// The question as it was typed.
    public var text: String

    /// A hint that came with the question, such as what a word means in this database.
    public var evidence: String?

    /// Turns of the same conversation, oldest first.
    public var earlier: [Turn]

    /// The day on which it is asked, which "last month" counts from; nil where such words can't be understood.
    public var askedOn: CalendarDate?

    /// One earlier question and the SQL that answered it.
    public struct Turn: Codable, Hashable, Sendable {
        /// The earlier question's text.
        public var question: String

        /// The SQL that answered it; nil where it was not answered.
        public var sql: String?

        /// Makes a turn.
        public init(question: String, sql: String?) {
            self.question = question
            self.sql = sql
        }
    }

    /// Makes a question.
    public init(
        _ text: String, evidence: String? = nil, earlier: [Turn] = [], askedOn: CalendarDate? = nil
    ) {
        self.text = text
        self.evidence = evidence
        self.earlier = earlier
        self.askedOn = askedOn
    }
}
