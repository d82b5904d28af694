public import PlumbCore
public import PlumbDatabases

extension EvalRun {
    /// How it is run.
    public struct Options: Sendable {
        /// By which results are compared.
        public var contract: ComparisonContract
        /// How many examples are drawn; nil for all.
        public var sample: Int?
        /// The seed with which they are drawn.
        public var seed: UInt64
        /// How many examples run at a time.
        public var jobs: Int
        /// The time that one query may take, in seconds.
        public var seconds: Double
        /// Whether gold may use unknown names in double quotes for strings.
        public var allowsDoubleQuotedStrings: Bool
        /// Plumb's version, for the record.
        public var version: String
        /// Whether stages are measured on gold's inputs too, which asks models several times as often.
        public var isolates: Bool
        /// What stages may see and read; gold is compared whatever it reads.
        public var policy: AccessPolicy
        /// The policy's names as somebody wrote them; nil where they are written nowhere but there.
        public var policyEntries: [PolicyEntry]?
        /// How long an example stays with a process that is not heard of, in seconds, before others may take it.
        public var leaseSeconds: Double
        /// The folder with annotations of databases, `NAME.yaml`; nil for those beside SQLite files.
        public var annotationsFolder: String?
        /// Whether tables of a server are read for values; see `DatabaseOptions.readsValues`.
        public var readsValues: Bool
        /// How databases of a server are read besides: the role, settings and bounds, which hold for gold too.
        public var postgres: PostgresDatabase.Options

        /// Makes options.
        public init(
            contract: ComparisonContract = .spider, sample: Int? = nil, seed: UInt64 = 1, jobs: Int = 1,
            seconds: Double = 30, allowsDoubleQuotedStrings: Bool = false, version: String = "",
            isolates: Bool = true, policy: AccessPolicy = AccessPolicy(), leaseSeconds: Double = 30,
            annotationsFolder: String? = nil, readsValues: Bool = false,
            postgres: PostgresDatabase.Options = .init()
        ) {
            self.contract = contract
            self.sample = sample
            self.seed = seed
            self.jobs = jobs
            self.seconds = seconds
            self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
            self.version = version
            self.isolates = isolates
            self.policy = policy
            self.leaseSeconds = leaseSeconds
            self.annotationsFolder = annotationsFolder
            self.readsValues = readsValues
            self.postgres = postgres
        }
    }
}
