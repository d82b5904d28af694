/// What many scores come to.
public struct ScoreSummary: Codable, Hashable, Sendable {
    /// The rule by which results were compared, with its version: `spider/1`.
    public var contract: String
    /// Whether an unknown name in double quotes was taken for a string.
    public var allowsDoubleQuotedStrings: Bool
    /// The figures over all pairs.
    public var all: Level
    /// The figures by hardness; pairs whose gold can't be read are in none.
    public var levels: [Hardness: Level]
    /// The share of sessions all of whose turns are right; nil where there are no sessions.
    public var sessions: Share?
    /// Why predictions are not right, and how many for each reason.
    public var reasons: [Comparison.Reason.Kind: Int]

    /// A number of cases, and how many of them hold.
    public struct Share: Codable, Hashable, Sendable {
        /// How many hold.
        public var count: Int
        /// Out of how many.
        public var total: Int
        /// The share, 0...1; nil of nothing.
        public var value: Double? { total > 0 ? Double(count) / Double(total) : nil }

        /// Makes a share.
        public init(_ count: Int, of total: Int) {
            self.count = count
            self.total = total
        }

        private enum CodingKeys: String, CodingKey {
            case count, total, value
        }

        /// Reads counts.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                try container.decode(Int.self, forKey: .count), of: try container.decode(Int.self, forKey: .total))
        }

        /// Writes counts and the share.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(count, forKey: .count)
            try container.encode(total, forKey: .total)
            try container.encode(value, forKey: .value)
        }
    }

    /// The figures of some pairs.
    public struct Level: Codable, Hashable, Sendable {
        /// How many pairs.
        public var pairs: Int
        /// The right ones among those that could be scored; nil where results were not compared.
        public var execution: Share?
        /// How many could not be scored.
        public var unscored: Int
        /// How many are right only because both results are empty.
        public var empty: Int
        /// The exact matches; nil where queries were not compared.
        public var exactMatch: Share?
        /// The components, where queries were compared.
        public var components: [MatchComponent: ComponentSummary]
        /// The means of Soft-F1, 0...1; nil where it was not asked for.
        public var softF1: SoftF1Score?
    }

    /// One component over many pairs, as Spider's script sums it up.
    public struct ComponentSummary: Codable, Hashable, Sendable {
        /// Among predictions that have the component, the share whose parts are gold's, 0...1; nil where none has it.
        public var accuracy: Double?
        /// Among gold queries that have it, the share whose parts are the prediction's, 0...1; nil where none has it.
        public var recall: Double?
        /// The harmonic mean of both, 0...1; nil where either is.
        public var f1: Double?
    }
}

extension ScoreSummary {
    /// Sums scores up.
    ///
    /// - Parameters:
    ///   - scores: the scores.
    ///   - contract: the rule by which results were compared.
    ///   - allowsDoubleQuotedStrings: whether an unknown name in double quotes was taken for a string.
    public init(_ scores: [PairScore], contract: String, allowsDoubleQuotedStrings: Bool) {
        self.contract = contract
        self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
        all = Level(scores)
        levels = Dictionary(grouping: scores.filter { $0.hardness != nil }) { $0.hardness ?? .easy }.mapValues(
            Level.init)
        reasons = scores.compactMap { $0.execution?.reason?.kind }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let turns = Dictionary(grouping: scores.filter { $0.session != nil }) { $0.session ?? 0 }
        if !turns.isEmpty {
            let right = turns.values.count { $0.allSatisfy { $0.execution?.outcome == .right } }
            sessions = Share(right, of: turns.count)
        }
    }
}

extension ScoreSummary.Level {
    /// Sums scores up.
    init(_ scores: [PairScore]) {
        pairs = scores.count
        let executed = scores.compactMap(\.execution)
        unscored = executed.count { $0.outcome == .unscored }
        empty = executed.count { $0.outcome == .right && $0.isEmpty }
        if !executed.isEmpty {
            execution = .init(executed.count { $0.outcome == .right }, of: executed.count - unscored)
        }
        let matches = scores.compactMap(\.match)
        components = [:]
        if !matches.isEmpty {
            exactMatch = .init(matches.count(where: \.isExact), of: matches.count)
            for component in MatchComponent.allCases {
                components[component] = .init(matches.compactMap { $0.components[component] })
            }
        }
        // A pair may have an F1 and yet no verdict, and then counts neither way.
        let soft = scores.filter { $0.execution?.outcome != .unscored }.compactMap(\.softF1)
        if !soft.isEmpty {
            // A pair that was scored without a result on the prediction's side has no F1, which counts as 0.
            let total = Double(executed.count - unscored)
            softF1 = SoftF1Score(
                byPosition: soft.map(\.byPosition).reduce(0, +) / total,
                byContent: soft.map(\.byContent).reduce(0, +) / total)
        }
    }
}

extension ScoreSummary.ComponentSummary {
    /// Sums scores of one component up.
    init(_ scores: [ComponentScore]) {
        func share(_ scores: [ComponentScore]) -> Double? {
            scores.isEmpty ? nil : Double(scores.reduce(0) { $0 + $1.score }) / Double(scores.count)
        }
        accuracy = share(scores.filter { $0.prediction > 0 })
        recall = share(scores.filter { $0.gold > 0 })
        if let accuracy, let recall {
            f1 = accuracy + recall > 0 ? 2 * accuracy * recall / (accuracy + recall) : 0
        }
    }
}
