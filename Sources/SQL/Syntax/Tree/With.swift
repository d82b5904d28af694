/// `WITH …`.
public struct With: Hashable, Sendable {
    /// Whether `RECURSIVE` is written.
    public var recursive: Bool
    /// The common tables, in order.
    public var tables: [CommonTable]

    /// Makes a clause.
    public init(recursive: Bool = false, _ tables: [CommonTable]) {
        self.recursive = recursive
        self.tables = tables
    }
}

/// `name (columns) AS (query)`.
public struct CommonTable: Hashable, Sendable {
    /// What a common table is made from.
    public enum Body: Hashable, Sendable {
        /// A query.
        case query(Query)

        /// `INSERT`, `UPDATE`, `DELETE` or `MERGE`, with the text it was read from; Postgres only.
        case modification(StatementKind, text: String)
    }

    /// The name.
    public var name: Name
    /// Names for its columns; empty where the query's own hold.
    public var columns: [Name]
    /// `MATERIALIZED` (true) or `NOT MATERIALIZED` (false), where either is written.
    public var materialized: Bool?
    /// What it is made from.
    public var body: Body
    /// Postgres's `SEARCH …` and `CYCLE …`, as they were written.
    public var traversal: String?
    /// Where it was read.
    @Incidental public var range: SourceRange

    /// The query, where the body is one.
    public var query: Query? {
        if case .query(let query) = body { query } else { nil }
    }

    /// Makes a common table.
    public init(
        name: Name, columns: [Name] = [], materialized: Bool? = nil, body: Body, traversal: String? = nil,
        range: SourceRange = .none
    ) {
        self.name = name
        self.columns = columns
        self.materialized = materialized
        self.body = body
        self.traversal = traversal
        _range = Incidental(wrappedValue: range)
    }

    /// Makes a common table from a query.
    public init(name: Name, columns: [Name] = [], query: Query) {
        self.init(name: name, columns: columns, body: .query(query))
    }
}
