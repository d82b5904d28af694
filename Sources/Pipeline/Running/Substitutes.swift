public import PlumbCore

/// Values that stand in for what a pipeline's stages would give, such as perfect ones.
public struct Substitutes: Sendable {
    /// In place of table selection; nil where it runs.
    public var tables: TableSelection.Output?
    /// In place of column selection.
    public var columns: ColumnSelection.Output?
    /// In place of query synthesis, at every try.
    public var queries: QuerySynthesis.Output?

    /// Makes substitutes.
    public init(
        tables: TableSelection.Output? = nil, columns: ColumnSelection.Output? = nil,
        queries: QuerySynthesis.Output? = nil
    ) {
        self.tables = tables
        self.columns = columns
        self.queries = queries
    }
}
