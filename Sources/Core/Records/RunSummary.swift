/// What the examples of a run come to.
public struct RunSummary: Codable, Hashable, Sendable {
    /// How examples went.
    public var outcomes: [ExampleRecord.Outcome: Int]
    /// Execution accuracy: the right answers among examples that expect one and can be scored.
    public var accuracy: Estimate
    /// Accuracy with gold in place of the first k stages, k = 0...4.
    public var accuracyWithGoldThrough: [Estimate]
    /// For each stage, accuracy with gold through it, minus accuracy with gold through the stage before.
    public var headroom: [StageKind: Estimate]
    /// For examples that are not right: the first stage whose gold makes them so.
    public var blame: [StageKind: Int]
    /// The figures of each stage, in the order in which they are shown.
    public var stages: [StageSummary]
    /// Execution accuracy by tag, difficulty and database.
    public var breakdown: [Breakdown]
    /// What pipelines did with questions of each expectation.
    public var endings: [ExampleRecord.Expectation: [ExampleRecord.Ending: Int]]
    /// Risk over coverage: answers are taken from the surest on.
    public var riskCoverage: [RiskPoint]
    /// Confidence beside accuracy, in bins of a tenth.
    public var calibration: [CalibrationBin]
    /// The expected calibration error, 0...1: the mean over answers of |confidence − accuracy| of their bin.
    public var calibrationError: Double?
    /// Wall-clock time of an example's chained stages, in seconds.
    public var latency: Latency?
    /// What each stage spent on models, chained, over all examples; nil where none was asked.
    public var usage: [StageKind: ModelUsage]?
    /// Examples of which a model gave no reply, by the failure's class; nil where there are none.
    public var failures: [String: Int]?
    /// What mending came to, by rule: a query that several rules changed counts for each; nil where nothing was mended.
    public var mends: [String: [CheckScore.Repair: Int]]?

    /// Makes a summary.
    public init(
        outcomes: [ExampleRecord.Outcome: Int] = [:], accuracy: Estimate = .init(value: nil, count: 0),
        accuracyWithGoldThrough: [Estimate] = [], headroom: [StageKind: Estimate] = [:],
        blame: [StageKind: Int] = [:], stages: [StageSummary] = [], breakdown: [Breakdown] = [],
        endings: [ExampleRecord.Expectation: [ExampleRecord.Ending: Int]] = [:], riskCoverage: [RiskPoint] = [],
        calibration: [CalibrationBin] = [], calibrationError: Double? = nil, latency: Latency? = nil,
        usage: [StageKind: ModelUsage]? = nil, failures: [String: Int]? = nil,
        mends: [String: [CheckScore.Repair: Int]]? = nil
    ) {
        self.outcomes = outcomes
        self.accuracy = accuracy
        self.accuracyWithGoldThrough = accuracyWithGoldThrough
        self.headroom = headroom
        self.blame = blame
        self.stages = stages
        self.breakdown = breakdown
        self.endings = endings
        self.riskCoverage = riskCoverage
        self.calibration = calibration
        self.calibrationError = calibrationError
        self.latency = latency
        self.usage = usage
        self.failures = failures
        self.mends = mends
    }

    /// What was spent on models in all; nil where none was asked.
    public var totalUsage: ModelUsage? {
        usage?.values.reduce(nil) { ($0 ?? ModelUsage()) + $1 }
    }

    /// A mean with what is known of it.
    public struct Estimate: Codable, Hashable, Sendable {
        /// The mean; nil of nothing.
        public var value: Double?
        /// How many examples it is of.
        public var count: Int
        /// The lower end of its 95 % interval; nil where there is none.
        public var low: Double?
        /// The upper end of its 95 % interval.
        public var high: Double?

        /// Makes an estimate.
        public init(value: Double?, count: Int, low: Double? = nil, high: Double? = nil) {
            self.value = value
            self.count = count
            self.low = low
            self.high = high
        }
    }

    /// The figures of a stage.
    public struct StageSummary: Codable, Hashable, Sendable {
        /// The stage.
        public var kind: StageKind
        /// Whether its inputs were gold's.
        public var isIsolated: Bool
        /// Its figures, in the order in which they are shown.
        public var metrics: [Metric]
        /// Mean wall-clock time of the stage, in seconds; nil for isolated ones.
        public var seconds: Double?

        /// Makes a summary.
        public init(kind: StageKind, isIsolated: Bool, metrics: [Metric], seconds: Double? = nil) {
            self.kind = kind
            self.isIsolated = isIsolated
            self.metrics = metrics
            self.seconds = seconds
        }
    }

    /// One figure.
    public struct Metric: Codable, Hashable, Sendable {
        /// Its name, the same in every run: `recall`, `strict recall`, `pass@k`.
        public var name: String
        /// What it came to.
        public var estimate: Estimate
        /// Whether it is a share, 0...1; false for counts such as the mean number of columns kept.
        public var isShare: Bool

        /// Makes a metric.
        public init(name: String, estimate: Estimate, isShare: Bool = true) {
            self.name = name
            self.estimate = estimate
            self.isShare = isShare
        }
    }

    /// Accuracy of a part of the examples.
    public struct Breakdown: Codable, Hashable, Sendable {
        /// By what: `tag`, `difficulty` or `database`.
        public var by: String
        /// The part's name.
        public var name: String
        /// Its accuracy.
        public var accuracy: Estimate

        /// Makes a breakdown.
        public init(by: String, name: String, accuracy: Estimate) {
            self.by = by
            self.name = name
            self.accuracy = accuracy
        }
    }

    /// A point of the risk-coverage curve.
    public struct RiskPoint: Codable, Hashable, Sendable {
        /// Answers at least this sure are taken, 0...1.
        public var confidence: Double
        /// The share of questions that are then answered, 0...1.
        public var coverage: Double
        /// The share of those answers that are wrong, 0...1.
        public var risk: Double

        /// Makes a point.
        public init(confidence: Double, coverage: Double, risk: Double) {
            self.confidence = confidence
            self.coverage = coverage
            self.risk = risk
        }
    }

    /// Answers of about one confidence.
    public struct CalibrationBin: Codable, Hashable, Sendable {
        /// Their mean confidence, 0...1.
        public var confidence: Double
        /// The share of right ones, 0...1.
        public var accuracy: Double
        /// How many there are.
        public var count: Int

        /// Makes a bin.
        public init(confidence: Double, accuracy: Double, count: Int) {
            self.confidence = confidence
            self.accuracy = accuracy
            self.count = count
        }
    }

    /// Times, in seconds.
    public struct Latency: Codable, Hashable, Sendable {
        /// The median.
        public var median: Double
        /// Nineteen of twenty take at most this.
        public var high: Double
        /// The sum over all examples.
        public var total: Double

        /// Makes times.
        public init(median: Double, high: Double, total: Double) {
            self.median = median
            self.high = high
            self.total = total
        }
    }
}
