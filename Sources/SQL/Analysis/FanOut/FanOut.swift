/// An aggregate that may see rows of a table several times, because a join gives each of them many partners.
///
/// It says what keys allow, not what the data holds: a view, or a table without a declared key, may always have many.
public struct FanOut: Hashable, Sendable, CustomStringConvertible {
    /// The aggregate, as SQL.
    public var aggregate: String

    /// The tables whose rows it is meant to see once.
    public var tables: [QueryJoin.Table]

    /// The table that may have many rows for each of them.
    public var multiplier: QueryJoin.Table

    /// The columns of that table that the join fixes; empty where it fixes none.
    public var fixedColumns: [String]

    /// Where the aggregate was read.
    @Incidental public var range: SourceRange

    /// Makes a fan-out.
    public init(
        aggregate: String, tables: [QueryJoin.Table], multiplier: QueryJoin.Table, fixedColumns: [String],
        range: SourceRange = .none
    ) {
        self.aggregate = aggregate
        self.tables = tables
        self.multiplier = multiplier
        self.fixedColumns = fixedColumns
        self.range = range
    }

    /// One sentence without its full stop.
    public var description: String {
        let tables = tables.map(\.description).joined(separator: " and ")
        let why =
            fixedColumns.isEmpty
            ? "no column joins \(multiplier)"
            : "no key of \(multiplier) lies within the joined \(fixedColumns.joined(separator: ", "))"
        return "\(aggregate) may count a row of \(tables) once for each of many rows of \(multiplier): \(why)"
    }
}
