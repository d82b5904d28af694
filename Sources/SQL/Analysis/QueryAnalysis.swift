public import PlumbCore

/// What a query says, found by looking its names up in a catalog.
///
/// All of it comes from the text and the catalog; nothing is run. Views are tables of the catalog: what they read in
/// turn isn't followed.
public struct QueryAnalysis: Hashable, Sendable {
    /// Exactly the tables and columns that are read, and names that mean nothing or several things.
    public var footprint: Footprint

    /// The columns of what it gives, in order.
    public var outputColumns: [OutputColumn]

    /// What the rows that come out are ordered by, first things first; empty where their order is left open.
    ///
    /// An order inside of a subquery orders nothing outside.
    public var order: [OrderKey]

    /// The joins of all its selects, subqueries and common tables included.
    public var joins: [QueryJoin]

    /// The columns of tables that are compared with constants, wherever that is.
    public var comparisons: [ColumnComparison]

    /// Aggregates that a join may give rows of a table several times.
    public var fanOuts: [FanOut]

    /// Names that mean nothing, or several things, in the order they were met; empty for a sound query.
    public var problems: [NameProblem] { footprint.problems }

    /// Whether the query fixes the order of its rows, up to rows with equal keys.
    public var isOrdered: Bool { !order.isEmpty }

    /// Analyzes a query; takes time linear in its size.
    ///
    /// - Parameters:
    ///   - query: the query, in the dialect of the catalog.
    ///   - index: the tables that there are.
    ///   - text: the text that the query was read from: SQLite names columns after it.
    ///   - allowsDoubleQuotedStrings: whether a name in double quotes that no column has is a string, as it is to
    ///     SQLite unless that was switched off; Postgres never takes it for one.
    public init(
        of query: Query, in index: SchemaIndex, text: String? = nil, allowsDoubleQuotedStrings: Bool = true
    ) {
        let resolver = NameResolver(index, text: text, allowsDoubleQuotedStrings: allowsDoubleQuotedStrings)
        let relation = resolver.resolve(query, outer: [], isOutermost: true)
        footprint = resolver.footprint
        outputColumns = relation.columns.map { column in
            OutputColumn(
                name: column.name, type: column.type, isNullable: column.isNullable, source: column.source)
        }
        order = resolver.order
        joins = resolver.joins
        comparisons = resolver.comparisons
        fanOuts = resolver.fanOuts
    }

    /// Analyzes one query over a catalog; for several queries, make a `SchemaIndex` once.
    ///
    /// - Parameters:
    ///   - query: the query, in the dialect of the catalog.
    ///   - catalog: the tables that there are.
    ///   - text: the text that the query was read from: SQLite names columns after it.
    public init(of query: Query, in catalog: Catalog, text: String? = nil) {
        self.init(of: query, in: SchemaIndex(catalog), text: text)
    }
}
