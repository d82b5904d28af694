internal import PlumbCore

/// What reading a database gives: its catalog, and the values to be found by words.
struct CatalogReading: Sendable {
    var tables: [Table]
    var foreignKeys: [ForeignKey]
    var values: [ColumnValues]

    /// Values of one column, most frequent first.
    struct ColumnValues: Hashable, Sendable {
        var column: ColumnReference
        var texts: [TextCount]
    }
}
