/// The values that column selection takes and gives.
public enum ColumnSelection {
    /// What column selection is given.
    public struct Input: Codable, Hashable, Sendable {
        /// The question.
        public var question: Question
        /// The whole catalog.
        public var catalog: Catalog
        /// The tables that table selection kept.
        public var tables: [TableName]

        /// Makes an input.
        public init(question: Question, catalog: Catalog, tables: [TableName]) {
            self.question = question
            self.catalog = catalog
            self.tables = tables
        }
    }

    /// What column selection gives.
    public struct Output: Codable, Hashable, Sendable {
        /// Columns of the kept tables, best first, each at most once.
        public var ranked: [ScoredColumn]
        /// Those that the next stage gets to see.
        public var kept: [ColumnReference]
        /// Values in the data that words of the question point at.
        public var values: [ValueLink]
        /// Numbers and times in the question, and the columns that they may bound.
        public var ranges: [RangeLink]
        /// Ways to join the kept tables.
        public var joins: [JoinPath]

        /// Makes an output.
        public init(
            ranked: [ScoredColumn], kept: [ColumnReference], values: [ValueLink] = [],
            ranges: [RangeLink] = [], joins: [JoinPath] = []
        ) {
            self.ranked = ranked
            self.kept = kept
            self.values = values
            self.ranges = ranges
            self.joins = joins
        }
    }
}

/// A column with how well it fits the question.
public struct ScoredColumn: Codable, Hashable, Sendable {
    /// The column.
    public var column: ColumnReference
    /// How well it fits: larger is better, comparable within one output only.
    public var score: Double
    /// Why.
    public var evidence: [Evidence]

    /// Makes a scored column.
    public init(column: ColumnReference, score: Double, evidence: [Evidence]) {
        self.column = column
        self.score = score
        self.evidence = evidence
    }
}

/// Words of the question that point at a value in the data.
public struct ValueLink: Codable, Hashable, Sendable {
    /// The words.
    public var words: String
    /// The tokens, 0-based, the end excluded.
    public var span: Evidence.Span
    /// The column that holds the value.
    public var column: ColumnReference
    /// The value as the column holds it.
    public var value: SQLValue
    /// How the words and the value agree.
    public var match: Match
    /// How sure the link is, 0...1.
    public var score: Double

    /// How words and a value agree.
    public enum Match: String, Codable, Hashable, Sendable {
        /// The same but for case, accents and punctuation.
        case same
        /// The same but for endings of words.
        case stem
        /// Some words of the value are missing from the question.
        case part
        /// Letters differ.
        case typo
    }

    /// Makes a link.
    public init(
        words: String, span: Range<Int>, column: ColumnReference, value: SQLValue, match: Match, score: Double
    ) {
        self.words = words
        self.span = Evidence.Span(span)
        self.column = column
        self.value = value
        self.match = match
        self.score = score
    }
}

/// Words of the question that bound a number or a time.
public struct RangeLink: Codable, Hashable, Sendable {
    /// The words.
    public var words: String
    /// The tokens, 0-based, the end excluded.
    public var span: Evidence.Span
    /// The bounds.
    public var bounds: Bounds
    /// Columns that the bounds may speak of, best first; empty where only a count of rows fits.
    public var columns: [ColumnReference]

    /// A range of numbers, or of times as ISO 8601 text.
    public struct Bounds: Codable, Hashable, Sendable {
        /// What the bounds are made of.
        public var unit: Unit
        /// The lower bound; nil where there is none.
        public var lower: SQLValue?
        /// Whether the lower bound itself belongs to the range.
        public var includesLower: Bool
        /// The upper bound; nil where there is none.
        public var upper: SQLValue?
        /// Whether the upper bound itself belongs to the range.
        public var includesUpper: Bool

        /// What a range's bounds are made of.
        public enum Unit: String, Codable, Hashable, Sendable {
            case number, time
        }

        /// Makes bounds.
        public init(
            unit: Unit, lower: SQLValue? = nil, includesLower: Bool = true, upper: SQLValue? = nil,
            includesUpper: Bool = true
        ) {
            self.unit = unit
            self.lower = lower
            self.includesLower = includesLower
            self.upper = upper
            self.includesUpper = includesUpper
        }
    }

    /// Makes a link.
    public init(words: String, span: Range<Int>, bounds: Bounds, columns: [ColumnReference]) {
        self.words = words
        self.span = Evidence.Span(span)
        self.bounds = bounds
        self.columns = columns
    }
}

/// Foreign keys that lead from one table to another.
public struct JoinPath: Codable, Hashable, Sendable {
    /// Where the path starts.
    public var from: TableName
    /// Where it ends.
    public var to: TableName
    /// The keys along it, in order; each shares a table with the next.
    public var keys: [ForeignKey]

    /// Makes a path.
    public init(from: TableName, to: TableName, keys: [ForeignKey]) {
        self.from = from
        self.to = to
        self.keys = keys
    }
}
