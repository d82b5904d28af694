internal import PlumbCore

/// One item of a `FROM` clause, as names see it.
struct NameSource: Sendable {
    /// Its number, counted over the whole query.
    var id = 0

    /// What the query calls it, as names are compared; nil for a query without an alias.
    var name: String?

    /// What the query calls it, as it writes it.
    var shownName: String?

    /// The schema that it was named with.
    var schema: String?

    /// Its columns, in order.
    private(set) var columns: [NamedColumn]

    /// Where each column stands, by name.
    private(set) var positions: [String: Int]

    /// Sets of columns of which no two rows have the same values.
    var uniqueKeys: [[Int]] = []

    /// The table of the catalog, where it is one.
    var table: IndexedTable?

    /// Whether it may have columns that nobody can list, as some functions have.
    var isOpen = false

    /// Whether its columns are found by its name alone, as Postgres's name for what `USING` merges.
    var isHidden = false

    /// Whether SQLite numbers its rows: those of common tables it does not, those of queries have NULL for it.
    var hasRowNumber = true

    /// Whether all its columns may be NULL, because an outer join keeps rows without a partner here.
    var isOptional = false

    init(name: String?, shownName: String?, relation: Relation) {
        self.name = name
        self.shownName = shownName
        columns = relation.columns
        positions = NamedColumn.positions(relation.columns)
        uniqueKeys = relation.uniqueKeys
    }

    init(name: String?, shownName: String?, table: IndexedTable) {
        self.name = name
        self.shownName = shownName
        columns = table.columns
        positions = table.positions
        uniqueKeys = table.uniqueKeys
        self.table = table
    }

    /// Whether it has a column of a name, or may have it.
    func has(_ column: String) -> Bool { isOpen || positions[column] != nil }

    /// Changes the columns.
    mutating func update(_ change: (inout [NamedColumn]) -> Void) {
        change(&columns)
        positions = NamedColumn.positions(columns)
    }

}

/// The names that a select sees.
struct NameScope: Sendable {
    /// The items of the `FROM` clause, from the left.
    private(set) var sources: [NameSource] = []

    /// Where each item stands, by its number.
    private(set) var places: [Int: Int] = [:]

    /// Where the items of a name stand.
    private var byName: [String: [Int]] = [:]

    /// Where the items that have a column stand; kept for long clauses only.
    private var byColumn: [String: [Int]] = [:]

    /// Items that may have any column.
    private var open: [Int] = []

    /// For each column that `USING` or `NATURAL` has made one of several, the items to the right in which it is not
    /// seen any more, with the kinds of their joins.
    var merged: [String: [Int: Join.Kind]] = [:]

    /// The joins, each behind those of its left side.
    var joins: [JoinPlace] = []

    /// Conditions of joins that are looked at when all items are known: SQLite lets them name items to their right.
    var conditions: [(condition: Expression, join: JoinPlace)] = []

    /// What the conditions make sure of.
    var certainty = Certainty()

    /// What the select list gives under a name.
    var aliases: [String: Value] = [:]

    /// Whether those names go before columns, as they do in `ORDER BY`.
    var prefersAliases = false

    /// Whether those names are looked at where no column fits: SQLite everywhere, Postgres in `GROUP BY`.
    var seesAliases = false

    /// Few enough items to look at each.
    private static let few = 8

    mutating func append(_ source: NameSource) {
        let place = sources.count
        sources.append(source)
        places[source.id] = place
        if let name = source.name { byName[name, default: []].append(place) }
        if source.isOpen { open.append(place) }
        guard sources.count > Self.few else { return }
        for place in byColumn.isEmpty ? 0..<sources.count : place..<sources.count where !sources[place].isHidden {
            for column in sources[place].positions.keys { byColumn[column, default: []].append(place) }
        }
    }

    /// Lets all columns of some items be NULL.
    mutating func makeOptional(_ places: Range<Int>) {
        for place in places { sources[place].isOptional = true }
    }

    /// The places of the items of a name.
    func places(named name: String) -> [Int] { byName[name] ?? [] }

    /// The places of the items that have a column of a name, or may have it, from the left.
    func places(having column: String) -> [Int] {
        if sources.count > Self.few {
            let known = byColumn[column] ?? []
            return open.isEmpty ? known : Set(known + open).sorted()
        }
        return sources.indices.filter {
            !sources[$0].isHidden && (sources[$0].isOpen || sources[$0].positions[column] != nil)
        }
    }

    /// Whether a column of an item is not seen any more, because one to the left stands for both.
    func isMerged(_ column: String, at place: Int) -> Bool { merged[column]?[place] != nil }

    /// The items between which a name does not choose: one, or several that make it ambiguous.
    ///
    /// - Parameters:
    ///   - column: the name.
    ///   - places: the items that have it.
    /// - Returns: those that no join has merged with one to the left; at most the first where any column may be there.
    func seen(_ column: String, at places: [Int]) -> [Int] {
        let seen = places.filter { $0 == places.first || !isMerged(column, at: $0) }
        return seen.contains { sources[$0].isOpen } ? Array(seen.prefix(1)) : seen
    }

    /// The items that a bare name reads, of those that have it: one, or all that a full join may take it from.
    func read(_ column: String, at places: [Int]) -> [Int] {
        guard let merged = merged[column] else { return places }
        var read: [Int] = []
        for place in places {
            switch merged[place] {
            case .right: read = [place]
            case .full, nil: read.append(place)
            default: continue
            }
        }
        return read
    }
}

/// A common table that can be named, and what its columns turned out to be.
final class CommonScope {
    let table: CommonTable
    let recursive: Bool

    /// What the common table itself sees: those before it, or all of its `WITH`.
    var visible: [String: CommonScope] = [:]

    /// What the selects around its `WITH` see.
    let outer: [NameScope]

    /// What it gives, once that is known.
    var relation: Relation?

    /// Whether its query is being looked at.
    var isBusy = false

    init(_ table: CommonTable, recursive: Bool, outer: [NameScope]) {
        self.table = table
        self.recursive = recursive
        self.outer = outer
    }
}
