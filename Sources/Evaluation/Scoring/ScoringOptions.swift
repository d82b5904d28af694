public import PlumbCore

/// What is scored, and by which rules.
public struct ScoringOptions: Sendable {
    /// A kind of figure.
    public enum Metric: String, CaseIterable, Sendable {
        /// Whether the results agree, by the contract.
        case execution
        /// Whether the queries match clause by clause.
        case match
        /// How much of gold's result the prediction's holds.
        case softF1 = "soft-f1"
    }

    /// What results must have in common.
    public var contract: ComparisonContract
    /// The figures that are wanted.
    public var metrics: Set<Metric>
    /// Whether DISTINCT stays in queries; only the contract `spider` takes it out.
    public var keepsDistinct: Bool
    /// Whether the published scripts' mistakes are made as well.
    public var asPublished: Bool
    /// Whether an unknown name in double quotes is taken for a string, as the public gold queries need.
    public var allowsDoubleQuotedStrings: Bool
    /// The time that one query may take, in seconds.
    public var seconds: Double
    /// How many thousands of SQLite's instructions one query may run: the same limit on every machine.
    public var thousandsOfSteps: Int
    /// How many rows of a result are read.
    public var rows: Int
    /// How many bytes the different values of a result may take: a few rows can fill any memory.
    public var bytes: Int
    /// How many pairs are scored at a time.
    public var jobs: Int

    /// Makes options.
    public init(
        contract: ComparisonContract = .spider, metrics: Set<Metric> = [.execution, .match],
        keepsDistinct: Bool = false, asPublished: Bool = false, allowsDoubleQuotedStrings: Bool = true,
        seconds: Double = 60, thousandsOfSteps: Int = 2_000_000, rows: Int = 10_000_000, bytes: Int = 1 << 30,
        jobs: Int = 1
    ) {
        self.contract = contract
        self.metrics = metrics
        self.keepsDistinct = keepsDistinct
        self.asPublished = asPublished
        self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
        self.seconds = seconds
        self.thousandsOfSteps = thousandsOfSteps
        self.rows = rows
        self.bytes = bytes
        self.jobs = jobs
    }

    /// The rule's name, with what bends it: `spider/1 as published, DISTINCT kept`.
    public var rule: String {
        let bends =
            (asPublished ? [" as published"] : []) + (keepsDistinct && contract == .spider ? [", DISTINCT kept"] : [])
        return contract.identifier + bends.joined()
    }
}
