internal import PlumbCore

/// One item of a `FROM` clause, as names see it.
struct NameSource {
    /// What the query calls it; nil for a query without an alias.
    var name: String?

    /// The schema that it was named with, or stands in.
    var schema: String?

    /// Its columns, in order; the names as comparing takes them.
    var columns: [String]

    /// The table of the catalog, where it is one and its columns keep their names.
    var table: Table?

    /// Whether it may have columns that nobody can list, as some functions have.
    var isOpen = false
}

/// The names that a select sees.
struct NameScope {
    /// The items of the `FROM` clause, from the left.
    var sources: [NameSource] = []

    /// Columns that `USING` and `NATURAL` have made one of several.
    var merged: Set<String> = []

    /// Conditions of joins that are looked at when all items are known: SQLite lets them name items to their right.
    var conditions: [Expression] = []

    /// Names that the select list gives.
    var aliases: Set<String> = []

    /// Whether those names go before columns, as they do in `ORDER BY`.
    var prefersAliases = false

    /// Whether those names are looked at where no column fits: SQLite everywhere, Postgres in `GROUP BY`.
    var seesAliases = false
}

/// A common table that can be named, and what its columns turned out to be.
final class CommonScope {
    let table: CommonTable
    let recursive: Bool

    /// What the common table itself sees: those before it, or all of its `WITH`.
    var visible: [String: CommonScope] = [:]

    /// Its columns, once they are known.
    var columns: [String]?

    /// Whether its query is being looked at.
    var isBusy = false

    init(_ table: CommonTable, recursive: Bool) {
        self.table = table
        self.recursive = recursive
    }
}
