internal import PlumbCore

/// What an eval set is made of.
public struct EvalSetStatistics: Codable, Hashable, Sendable {
    /// How many examples there are, by difficulty.
    public struct Count: Codable, Hashable, Sendable {
        /// All of them.
        public var all = 0
        /// Those that are `easy`.
        public var easy = 0
        /// Those that are `medium`.
        public var medium = 0
        /// Those that are `hard`.
        public var hard = 0

        mutating func add(_ example: Example) {
            all += 1
            switch example.difficulty.flatMap(Difficulty.init) {
            case .easy: easy += 1
            case .medium: medium += 1
            case .hard: hard += 1
            case nil: break
            }
        }
    }

    /// Gold queries.
    public struct Gold: Codable, Hashable, Sendable {
        /// All queries.
        public var queries = 0
        /// Examples with several.
        public var examplesWithSeveral = 0
        /// Queries that say what they take the question to mean.
        public var withReading = 0
        /// Queries by where they come from.
        public var bySource: [String: Int] = [:]
    }

    /// Groups of paraphrases.
    public struct Groups: Codable, Hashable, Sendable {
        /// How many there are.
        public var count = 0
        /// How many examples belong to one.
        public var examples = 0
        /// The size of the largest.
        public var largest = 0
    }

    /// All examples.
    public var examples = Count()
    /// By database.
    public var byDatabase: [String: Count] = [:]
    /// By what a pipeline should do.
    public var byExpectation: [String: Count] = [:]
    /// By tag, voices left out.
    public var byTag: [String: Count] = [:]
    /// By voice: how the question is put.
    public var byVoice: [String: Count] = [:]
    /// Groups of paraphrases.
    public var groups = Groups()
    /// Gold queries.
    public var gold = Gold()
    /// Examples with a hint.
    public var withEvidence = 0
    /// Examples that follow other turns.
    public var withTurns = 0
    /// Examples with gold of the stages.
    public var withStages = 0

    private static let voice = "voice-"

    /// Counts examples.
    public init(_ examples: [Example]) {
        var groups: [String: Int] = [:]
        for example in examples {
            self.examples.add(example)
            byDatabase[example.database, default: Count()].add(example)
            byExpectation[example.expected.rawValue, default: Count()].add(example)
            for tag in Set(example.tags) {
                if tag.hasPrefix(Self.voice) {
                    byVoice[String(tag.dropFirst(Self.voice.count)), default: Count()].add(example)
                } else {
                    byTag[tag, default: Count()].add(example)
                }
            }
            if let group = example.group { groups["\(example.database)\n\(group)", default: 0] += 1 }
            gold.queries += example.gold.count
            gold.examplesWithSeveral += example.gold.count > 1 ? 1 : 0
            gold.withReading += example.gold.count { $0.reading != nil }
            for query in example.gold { gold.bySource[query.source ?? "not said", default: 0] += 1 }
            withEvidence += example.evidence == nil ? 0 : 1
            withTurns += example.turns.isEmpty ? 0 : 1
            withStages += example.stages == nil ? 0 : 1
        }
        self.groups = Groups(
            count: groups.count, examples: groups.values.reduce(0, +), largest: groups.values.max() ?? 0)
    }
}
