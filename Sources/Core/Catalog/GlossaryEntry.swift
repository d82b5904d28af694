/// A word of the business, and what it means in this database.
public struct GlossaryEntry: Codable, Hashable, Sendable {
    /// The word or phrase.
    public var term: String

    /// Other spellings of the same term.
    public var synonyms: [String]

    /// The meaning, for people and models.
    public var meaning: String

    /// The table whose rows the term speaks of; nil where it is only explained.
    public var table: TableName?

    /// The meaning as a SQL condition on that table's rows; nil where it is only explained.
    public var condition: String?

    /// Makes an entry.
    public init(
        term: String, synonyms: [String] = [], meaning: String, table: TableName? = nil, condition: String? = nil
    ) {
        self.term = term
        self.synonyms = synonyms
        self.meaning = meaning
        self.table = table
        self.condition = condition
    }
}
