/// What a contract says of a prediction's result beside gold's.
public struct Comparison: Codable, Hashable, Sendable {
    /// How the comparison ended: wrong and not scored are different things.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        /// Both say the same.
        case right
        /// They don't, or the prediction gives no result.
        case wrong
        /// Nothing can be said: gold itself gives no result within its limits.
        case unscored
    }

    /// How it ended.
    public var outcome: Outcome

    /// Why it is not right; nil where it is.
    public var reason: Reason?

    /// Whether both results are empty, so that they agree without having shown anything.
    public var isEmpty: Bool

    /// Makes a comparison.
    public init(_ outcome: Outcome, reason: Reason? = nil, isEmpty: Bool = false) {
        self.outcome = outcome
        self.reason = reason
        self.isEmpty = isEmpty
    }

    /// Why a prediction is not right.
    public struct Reason: Codable, Hashable, Sendable {
        /// What kind of reason.
        public var kind: Kind

        /// One sentence without its full stop: what differs and where, or what the database said.
        public var detail: String

        /// Makes a reason.
        public init(_ kind: Kind, _ detail: String) {
            self.kind = kind
            self.detail = detail
        }

        /// The kinds of reasons; those before `goldFailed` make a prediction wrong, the others leave it unscored.
        public enum Kind: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable {
            /// The results have different numbers of columns.
            case columnCount
            /// They have different numbers of rows.
            case rowCount
            /// A column of gold has no counterpart that holds the same values.
            case columns
            /// A row of one is not in the other, or not as often.
            case rows
            /// The rows are the same in another order, and gold's order counts.
            case order
            /// There is no prediction.
            case noPrediction
            /// The prediction is not one SELECT, or uses what is not permitted.
            case predictionRefused
            /// The database could not run the prediction.
            case predictionFailed
            /// The prediction reached its limit on time or work.
            case predictionLimit
            /// The prediction gives more rows than are read.
            case predictionRows
            /// Gold could not be run.
            case goldFailed
            /// Gold reached its limit on time or work.
            case goldLimit
            /// Gold gives more rows than are read.
            case goldRows
            /// The database can't be opened.
            case databaseUnavailable
            /// So many orders of the columns fit so nearly that the search was given up.
            case undecided

            /// Whether nothing can be said of the prediction for this reason.
            public var isUnscored: Bool {
                switch self {
                case .goldFailed, .goldLimit, .goldRows, .databaseUnavailable, .undecided: true
                default: false
                }
            }
        }
    }

    /// A comparison that ended for a reason.
    public init(_ kind: Reason.Kind, _ detail: String) {
        self.init(kind.isUnscored ? .unscored : .wrong, reason: Reason(kind, detail))
    }
}
