public import PlumbCore

/// Exactly the tables and columns that a query reads, as the database's own compiler would report them.
public struct Footprint: Hashable, Sendable {
    /// Where in a select a column is used.
    public enum Clause: String, Hashable, Sendable, CaseIterable {
        case select, from, `where`, groupBy, having, orderBy, limit
    }

    /// The tables and views that are read, spelled as the catalog spells them.
    public var tables: Set<TableName>

    /// The columns that are read, each with the clauses that use it.
    public var columns: [ColumnReference: Set<Clause>]

    /// Names that mean nothing or several things, in the order they were met; empty for a sound query.
    public var problems: [NameProblem]

    /// Double-quoted names that no column has, which SQLite reads as strings.
    public var quotedStrings: [String]

    /// Finds what a query reads.
    ///
    /// A common table counts where it is used; in Postgres's dialect its names are looked up in any case. Views are
    /// tables of the catalog: what they read in turn isn't followed.
    ///
    /// - Parameters:
    ///   - query: the query, in the dialect of the catalog.
    ///   - catalog: the tables that there are.
    public init(of query: Query, in catalog: Catalog) {
        self = QueryAnalysis(of: query, in: catalog).footprint
    }

    init() {
        tables = []
        columns = [:]
        problems = []
        quotedStrings = []
    }
}
