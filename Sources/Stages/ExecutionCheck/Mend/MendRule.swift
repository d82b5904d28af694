public import PlumbSQL

/// One kind of slip in a query, and how it is put right.
///
/// A rule changes one thing, and is asked again about what came of it; where it finds nothing to change, it says so.
public protocol MendRule: Sendable {
    /// What people and configurations call it, such as `rebind`.
    var name: String { get }

    /// One line for a list of rules, without its full stop.
    var summary: String { get }

    /// Whether it looks at queries that run, too; others see only queries that fail.
    var touchesRunning: Bool { get }

    /// Mends a query.
    ///
    /// - Parameters:
    ///   - query: the query, just read from a text: its nodes know where they stand in it.
    ///   - scope: what is known of the database and the question.
    /// - Returns: the changed query, and a sentence for people on what was changed; nil where there is nothing to do.
    /// - Throws: `PlumbError` with `cancelled`, or where the database can't be read.
    func mend(_ query: Query, in scope: MendScope) async throws -> (query: Query, note: String)?

    /// Reads a text that is no query in the database's SQL, as another engine's.
    ///
    /// - Parameters:
    ///   - sql: the text.
    ///   - scope: what is known of the database and the question.
    /// - Returns: the query that is meant, and a sentence for people; nil where the rule reads no other SQL either.
    func read(_ sql: String, in scope: MendScope) -> (query: Query, note: String)?
}

extension MendRule {
    /// Queries that run are left alone.
    public var touchesRunning: Bool { false }

    /// Other SQL is not read.
    public func read(_ sql: String, in scope: MendScope) -> (query: Query, note: String)? { nil }
}
