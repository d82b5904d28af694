/// The values that table selection takes and gives.
public enum TableSelection {
    /// What table selection is given.
    public struct Input: Codable, Hashable, Sendable {
        /// The question.
        public var question: Question
        /// The whole catalog.
        public var catalog: Catalog

        /// Makes an input.
        public init(question: Question, catalog: Catalog) {
            self.question = question
            self.catalog = catalog
        }
    }

    /// What table selection gives.
    public struct Output: Codable, Hashable, Sendable {
        /// Tables of the catalog, best first, each at most once.
        public var ranked: [ScoredTable]
        /// Those that the next stage gets to see, in no particular order.
        public var kept: [TableName]

        /// Makes an output.
        public init(ranked: [ScoredTable], kept: [TableName]) {
            self.ranked = ranked
            self.kept = kept
        }
    }
}

/// A table with how well it fits the question.
public struct ScoredTable: Codable, Hashable, Sendable {
    /// The table.
    public var table: TableName
    /// How well it fits: larger is better, comparable within one output only.
    public var score: Double
    /// Why.
    public var evidence: [Evidence]

    /// Makes a scored table.
    public init(table: TableName, score: Double, evidence: [Evidence]) {
        self.table = table
        self.score = score
        self.evidence = evidence
    }
}
