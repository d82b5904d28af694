/// How one prediction fares beside its gold query.
public struct PairScore: Codable, Hashable, Sendable {
    /// The place in the files, 1-based: the line, or one more than BIRD's number.
    public var place: Int
    /// The session that the pair belongs to, 1-based; nil where the files hold no sessions.
    public var session: Int?
    /// The turn in its session, 1-based.
    public var turn: Int?
    /// The database's name.
    public var database: String
    /// The gold query.
    public var gold: String
    /// The prediction, as it was given.
    public var prediction: String
    /// How hard gold is; nil where it can't be read.
    public var hardness: Hardness?
    /// What the contract says; nil where results were not asked for.
    public var execution: Comparison?
    /// How far the queries match clause by clause; nil where that was not asked for, or gold can't be read.
    public var match: SetMatchScore?
    /// How much of gold's result the prediction's holds; nil where that was not asked for, or either gives none.
    public var softF1: SoftF1Score?

    /// Makes a score without any figures yet.
    public init(place: Int, session: Int? = nil, turn: Int? = nil, database: String, gold: String, prediction: String) {
        self.place = place
        self.session = session
        self.turn = turn
        self.database = database
        self.gold = gold
        self.prediction = prediction
    }
}
