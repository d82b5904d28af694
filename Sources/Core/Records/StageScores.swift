/// How the stages of one example compare with gold; nil stands for "not run" or "no gold", and never for 0 or 1.
public struct StageScores: Codable, Hashable, Sendable {
    /// Table selection; its input is never another stage's, so chained and isolated are one.
    public var tables: SelectionScore?
    /// Column selection on the tables that table selection kept.
    public var columns: SelectionScore?
    /// Column selection on gold's tables.
    public var columnsIsolated: SelectionScore?
    /// Query synthesis on what the stages before it kept; the first try.
    public var queries: SynthesisScore?
    /// Query synthesis on gold's columns and values.
    public var queriesIsolated: SynthesisScore?
    /// The execution check as a judge of candidates, one at a time: gold, the pipeline's own, and mutants of gold.
    public var check: CheckScore?
    /// What mending the accepted query came to, chained; nil where it was taken as it was proposed.
    public var mending: MendScore?

    /// Makes scores.
    public init(
        tables: SelectionScore? = nil, columns: SelectionScore? = nil, columnsIsolated: SelectionScore? = nil,
        queries: SynthesisScore? = nil, queriesIsolated: SynthesisScore? = nil, check: CheckScore? = nil,
        mending: MendScore? = nil
    ) {
        self.tables = tables
        self.columns = columns
        self.columnsIsolated = columnsIsolated
        self.queries = queries
        self.queriesIsolated = queriesIsolated
        self.check = check
        self.mending = mending
    }
}

/// What mending a query came to.
public struct MendScore: Codable, Hashable, Sendable {
    /// The rules that changed it, each once, in order.
    public var rules: [String]
    /// The query as it was proposed beside what it was mended to.
    public var effect: CheckScore.Repair

    /// Makes a score.
    public init(rules: [String], effect: CheckScore.Repair) {
        self.rules = rules
        self.effect = effect
    }
}

/// How a selection compares with the parts that gold reads: S selected, R required; of several gold queries the one that
/// fits best counts.
///
/// The measures are those of NL2SQLBench (arXiv 2604.16493) and "The Death of Schema Linking?" (Maamari et al., 2024).
public struct SelectionScore: Codable, Hashable, Sendable {
    /// |R ∩ S| / |S|, 0...1; 0 where nothing is selected.
    public var precision: Double
    /// |R ∩ S| / |R|, 0...1; 1 where nothing is required.
    public var recall: Double
    /// The harmonic mean of both, 0...1.
    public var f1: Double
    /// Whether S = R.
    public var isExact: Bool
    /// Whether R ⊆ S: strict recall, or its complement, a fatal miss.
    public var hasAll: Bool
    /// |S|.
    public var kept: Int
    /// |R|.
    public var required: Int
    /// For k = 1, 2, 3, 5, 10, 20 (`SelectionScore.ranks`): the share of R among the first k of the ranking, 0...1.
    public var recallAtRank: [Double]
    /// Parts of R that were not selected, by name.
    public var missing: [String]
    /// Values that gold compares text columns with and that were linked; nil where gold compares none, or for tables.
    public var links: ScoreSummary.Share?

    /// The ranks of `recallAtRank`.
    public static let ranks = [1, 2, 3, 5, 10, 20]

    /// Makes a score.
    public init(
        precision: Double, recall: Double, f1: Double, isExact: Bool, hasAll: Bool, kept: Int, required: Int,
        recallAtRank: [Double], missing: [String], links: ScoreSummary.Share? = nil
    ) {
        self.precision = precision
        self.recall = recall
        self.f1 = f1
        self.isExact = isExact
        self.hasAll = hasAll
        self.kept = kept
        self.required = required
        self.recallAtRank = recallAtRank
        self.missing = missing
        self.links = links
    }
}

/// How proposed queries compare with gold.
public struct SynthesisScore: Codable, Hashable, Sendable {
    /// How many queries were proposed.
    public var candidates: Int
    /// Whether the first one parses; false where there is none.
    public var parses: Bool
    /// Whether the database compiles the first one.
    public var prepares: Bool
    /// How the first one compares with gold, by contract.
    public var execution: [ComparisonContract: Comparison.Outcome]
    /// Whether the first one matches a gold query clause by clause.
    public var isExactMatch: Bool
    /// The components of that match, 0 or 1 each; empty where gold or the query can't be read.
    public var components: [MatchComponent: Int]
    /// How much of gold's result the first one's holds; nil where there is no result.
    public var softF1: SoftF1Score?
    /// The place of the first right candidate by the run's contract, 0-based; nil where none is right.
    public var firstRight: Int?
    /// How many different results the candidates that run give.
    public var distinctResults: Int

    /// Makes a score.
    public init(
        candidates: Int, parses: Bool, prepares: Bool, execution: [ComparisonContract: Comparison.Outcome],
        isExactMatch: Bool, components: [MatchComponent: Int], softF1: SoftF1Score?, firstRight: Int?,
        distinctResults: Int
    ) {
        self.candidates = candidates
        self.parses = parses
        self.prepares = prepares
        self.execution = execution
        self.isExactMatch = isExactMatch
        self.components = components
        self.softF1 = softF1
        self.firstRight = firstRight
        self.distinctResults = distinctResults
    }
}

/// How the execution check judges queries that are known to be right or wrong.
public struct CheckScore: Codable, Hashable, Sendable {
    /// Of right queries, those that were accepted.
    public var rightAccepted: ScoreSummary.Share
    /// Of wrong ones, those that were not accepted, or accepted with a warning.
    public var wrongCaught: ScoreSummary.Share
    /// Wrong queries that were accepted without a warning, by what is wrong with them: `candidate`, or the mutation's name.
    public var missed: [String: Int]
    /// What became of the first candidate when the check sent it back; nil where it did not.
    public var repair: Repair?

    /// What a repair comes to.
    public enum Repair: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
        case fixed, harmed, keptRight, leftWrong
    }

    /// Makes a score.
    public init(
        rightAccepted: ScoreSummary.Share, wrongCaught: ScoreSummary.Share, missed: [String: Int], repair: Repair? = nil
    ) {
        self.rightAccepted = rightAccepted
        self.wrongCaught = wrongCaught
        self.missed = missed
        self.repair = repair
    }
}
