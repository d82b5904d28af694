internal import PlumbCore

/// A column that can be named: of a table, or of a query that stands in place of one.
struct NamedColumn: Hashable, Sendable {
    /// The name as names are compared.
    var key: String

    /// The name as it is shown.
    var name: String

    /// What its values mean; nil where that is not known.
    var type: ColumnType?

    /// Whether it may be NULL; nil where that is not known.
    var isNullable: Bool?

    /// The column of a table that it passes on unchanged, through any number of queries.
    var source: ColumnReference?

    /// The column of a table that is read where this one is named; nil for a query's, which has read it already.
    var reads: ColumnReference?

    /// Whether sums of it leave the integers, in Postgres.
    var isWideInteger = false

    /// Where each name stands first.
    static func positions(_ columns: [NamedColumn]) -> [String: Int] {
        var positions: [String: Int] = [:]
        positions.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() where positions[column.key] == nil { positions[column.key] = index }
        return positions
    }
}

/// Rows with named columns: what a query gives.
struct Relation: Sendable {
    var columns: [NamedColumn] = []

    /// Sets of columns of which no two rows have the same values; an empty set where there is one row at most.
    var uniqueKeys: [[Int]] = []
}

/// A column of one item of a `FROM` clause.
struct BoundColumn: Hashable, Sendable {
    /// The number of the item, counted over the whole query.
    var source: Int

    /// The column's position among the item's.
    var position: Int
}
