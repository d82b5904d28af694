/// A gold query and what was predicted in its place.
public struct QueryPair: Hashable, Sendable {
    /// The place in the files, 1-based.
    public var place: Int
    /// The session, 1-based; nil where the files hold no sessions.
    public var session: Int?
    /// The turn in its session, 1-based.
    public var turn: Int?
    /// The database's name.
    public var database: String
    /// The gold query.
    public var gold: String
    /// The prediction; blank where there is none.
    public var prediction: String

    /// Makes a pair.
    public init(
        place: Int, session: Int? = nil, turn: Int? = nil, database: String, gold: String, prediction: String
    ) {
        self.place = place
        self.session = session
        self.turn = turn
        self.database = database
        self.gold = gold
        self.prediction = prediction
    }
}
