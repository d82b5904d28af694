/// One statement of a text.
public enum Statement: Hashable, Sendable {
    /// A query.
    case query(Query)

    /// Anything else: known by its kind, and not read further.
    case other(StatementKind, range: SourceRange)

    /// The query, where it is one.
    public var query: Query? {
        if case .query(let query) = self { query } else { nil }
    }
}

/// What a statement does, by its first words.
public struct StatementKind: Hashable, Sendable, CustomStringConvertible {
    /// The word that makes the kind, in capitals: `INSERT`, `DROP`, `ATTACH`.
    public let keyword: String

    /// Makes a kind from its word.
    public init(_ keyword: String) { self.keyword = keyword.uppercased() }

    /// `INSERT`.
    public static let insert = StatementKind("INSERT")
    /// `UPDATE`.
    public static let update = StatementKind("UPDATE")
    /// `DELETE`.
    public static let delete = StatementKind("DELETE")
    /// `MERGE`.
    public static let merge = StatementKind("MERGE")
    /// `EXPLAIN`.
    public static let explain = StatementKind("EXPLAIN")
    /// A text that starts with no word that any statement starts with.
    public static let unknown = StatementKind("unknown statement")

    /// The word.
    public var description: String { keyword }
}
