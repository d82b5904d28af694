public import PlumbCore

/// A query with what was changed in it.
public struct MendedQuery: Hashable, Sendable {
    /// The query; as it was where nothing was changed.
    public var sql: String

    /// The changes, in order; empty where there was none.
    public var mends: [Mend]

    /// Makes a mended query.
    public init(sql: String, mends: [Mend] = []) {
        self.sql = sql
        self.mends = mends
    }
}
