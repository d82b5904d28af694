/// How far a prediction says what gold says, clause by clause, whatever values it names.
///
/// After Yu et al., "Spider: A Large-Scale Human-Labeled Dataset for Complex and Cross-Domain Semantic Parsing and
/// Text-to-SQL Task", EMNLP 2018: every clause is a set of parts, and must be the same set.
public struct SetMatchScore: Codable, Hashable, Sendable {
    /// Whether all components and the tables are the same.
    public var isExact: Bool

    /// The components.
    public var components: [MatchComponent: ComponentScore]

    /// Whether the prediction could be read; one that could not is taken for an empty query.
    public var isPredictionRead: Bool

    /// Makes a score.
    public init(isExact: Bool, components: [MatchComponent: ComponentScore], isPredictionRead: Bool) {
        self.isExact = isExact
        self.components = components
        self.isPredictionRead = isPredictionRead
    }
}

/// A part of a query that is compared by itself; the raw values are the names that Spider's script prints.
public enum MatchComponent: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// The select list.
    case select
    /// The select list without its aggregates.
    case selectWithoutAggregates = "select(no AGG)"
    /// The conditions of WHERE.
    case `where`
    /// The left sides of the conditions of WHERE.
    case whereWithoutOperators = "where(no OP)"
    /// The columns of GROUP BY.
    case groupWithoutHaving = "group(no Having)"
    /// GROUP BY and HAVING.
    case group
    /// ORDER BY, its direction, and whether there is a LIMIT.
    case order
    /// Which of AND and OR join the conditions of WHERE.
    case andOr = "and/or"
    /// The queries behind INTERSECT, UNION and EXCEPT; "N" is for nested.
    case setOperations = "IUEN"
    /// The words that make the query: `where`, `group`, `order`, `limit`, `not`, `in`, `like` and so on.
    case keywords
}

/// How a component fares.
public struct ComponentScore: Codable, Hashable, Sendable {
    /// How many parts gold has.
    public var gold: Int
    /// How many parts the prediction has.
    public var prediction: Int
    /// 1 where both have the same parts, also where neither has any; 0 elsewhere.
    public var score: Int

    /// Makes a score.
    public init(gold: Int, prediction: Int, score: Int) {
        self.gold = gold
        self.prediction = prediction
        self.score = score
    }
}
