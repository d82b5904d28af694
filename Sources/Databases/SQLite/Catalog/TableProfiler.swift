internal import PlumbCore

/// Reads rows of one table, all or a sample, and tells what its columns hold.
struct TableProfiler {
    let connection: SQLiteConnection
    let entry: SchemaReader.Entry

    /// The whole reading, which this is a part of.
    let reading: QueryRun

    /// What was found.
    struct Profile {
        var rowCount: Table.RowCount?
        var statistics: [ColumnStatistics?]
        var types: [ColumnType]
        /// Texts of each text column worth finding by words.
        var texts: [[TextCount]]
    }

    /// A table with more rows than this is sampled.
    static let mostRows = 200_000

    /// A table with more cells than this is sampled.
    static let mostCells = 4_000_000

    /// Cells whose values are kept at the same time: columns are read in groups.
    private static let cellsAtOnce = 500_000

    private var source: String { SQLiteConnection.quoted(entry.table.name.name) }

    /// Reads the table.
    ///
    /// - Throws: `PlumbError` where the table can't be read at all, or the reading was cancelled.
    func profile() throws(PlumbError) -> Profile {
        let columns = entry.table.columns
        let rowCount = try rowCount()
        let isComplete =
            rowCount.map { !$0.isEstimate && $0.count <= Self.mostRows && $0.count * columns.count <= Self.mostCells }
            ?? false
        let rows = isComplete ? rowCount?.count ?? 0 : max(100, min(20_000, Self.mostCells / max(1, columns.count)))
        var profile = Profile(rowCount: rowCount, statistics: [], types: [], texts: [])
        let groupSize = max(1, Self.cellsAtOnce / max(1, rows))
        for start in stride(from: 0, to: columns.count, by: groupSize) {
            let group = Array(columns[start..<min(columns.count, start + groupSize)])
            try add(group, rows: isComplete ? nil : rows, to: &profile)
        }
        return profile
    }

    private func add(_ group: [Column], rows: Int?, to profile: inout Profile) throws(PlumbError) {
        var profiles = [ColumnProfile](repeating: ColumnProfile(), count: group.count)
        var isComplete = rows == nil
        do {
            for query in queries(group, rows: rows, estimate: profile.rowCount?.count) {
                try read(query, into: &profiles)
            }
        } catch {
            // What was read until the time was over is a sample; any other failure is the table's.
            guard error.code == .limitExceeded, profiles.contains(where: { $0.rows > 0 }) else { throw error }
            isComplete = false
        }
        let exact = isComplete ? [:] : try exactStatistics(of: group, samples: profiles)
        for (index, (column, seen)) in zip(group, profiles).enumerated() {
            let type = ColumnTypes.type(declared: column.declaredType, forms: seen.forms)
            let statistics = exact[index] ?? seen.statistics(isComplete: isComplete)
            var texts: [TextCount] = []
            if type == .text, !seen.isProse, !entry.table.isView {
                texts = isComplete ? seen.texts(atMost: ValueIndexLimits.perColumn, bytes: ValueIndexLimits.bytes) : []
                if !isComplete { texts = try allTexts(of: column, sample: seen) }
            }
            profile.types.append(type)
            profile.statistics.append(seen.rows == 0 && !isComplete ? nil : statistics)
            profile.texts.append(texts)
        }
    }

    // MARK: Rows

    /// The number of rows, counted where that is quick.
    private func rowCount() throws(PlumbError) -> Table.RowCount? {
        do {
            let count = try first("SELECT count(*) FROM \(source)", seconds: 0.3)
            return Table.RowCount(Int(clamping: count ?? 0))
        } catch  where error.code == .limitExceeded {
            guard !entry.table.isView, !entry.isFiltered else { return nil }
            let statistics = "SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE tbl = \(literal) LIMIT 1"
            if let count = try? first(statistics, seconds: 0.1), count > 0 {
                return Table.RowCount(Int(clamping: count), isEstimate: true)
            }
            guard let rowID = entry.rowID,
                let largest = try? first("SELECT max(\(rowID)) FROM \(source)", seconds: 0.1)
            else { return nil }
            return Table.RowCount(Int(clamping: largest), isEstimate: true)
        }
    }

    private var literal: String { "'\(entry.table.name.name.replacing("'", with: "''"))'" }

    /// The queries that give the rows to look at: all, or stretches from all over the table.
    private func queries(_ columns: [Column], rows: Int?, estimate: Int?) -> [String] {
        let list = columns.map { SQLiteConnection.quoted($0.name) }.joined(separator: ", ")
        let all = "SELECT \(list) FROM \(source)"
        guard let rows else { return [all] }
        let stretches = 50
        guard let rowID = entry.rowID, let estimate, estimate > rows,
            let bounds = try? pair("SELECT min(\(rowID)), max(\(rowID)) FROM \(source)"), bounds.0 < bounds.1
        else { return ["\(all) LIMIT \(rows)"] }
        // The difference of two row IDs may not fit an integer.
        let low = Double(bounds.0)
        let width = (Double(bounds.1) - low) / Double(stretches)
        return (0..<stretches).map { index in
            let start = Int64(exactly: (low + width * Double(index)).rounded()) ?? bounds.0
            return "\(all) WHERE \(rowID) >= \(start) LIMIT \(rows / stretches)"
        }
    }

    private func read(_ query: String, into profiles: inout [ColumnProfile]) throws(PlumbError) {
        let statement = try compiled(query)
        // Not a closure: it would copy the profiles with every row.
        let callbacks = connection.callbacks
        callbacks.begin(run: part(seconds: 5))
        defer { callbacks.end() }
        let indices = profiles.indices
        while try statement.step() {
            for index in indices { profiles[index].add(statement, at: index) }
        }
    }

    // MARK: What a sample can't tell

    /// Counts the values of columns that seem to have few, in one pass over the whole table.
    ///
    /// - Returns: statistics by the column's place in the group; none of a column that has many values after all, and
    ///   none at all where the pass takes too long.
    private func exactStatistics(
        of group: [Column], samples: [ColumnProfile]
    ) throws(PlumbError) -> [Int: ColumnStatistics] {
        guard !entry.table.isView else { return [:] }
        var open = group.indices.filter { index in
            let sample = samples[index]
            return 1...ColumnProfile.exhaustiveCount ~= sample.counts.count && sample.forms.blobs == 0
        }
        guard !open.isEmpty else { return [:] }
        let places = open
        let list = places.map { SQLiteConnection.quoted(group[$0].name) }.joined(separator: ", ")
        let statement = try compiled("SELECT \(list) FROM \(source)")
        var profiles = [ColumnProfile](repeating: ColumnProfile(), count: group.count)
        let callbacks = connection.callbacks
        callbacks.begin(run: part(seconds: 4))
        defer { callbacks.end() }
        do {
            while try statement.step() {
                if open.isEmpty { break }
                for (position, place) in places.enumerated() where open.contains(place) {
                    profiles[place].add(statement, at: position)
                    if profiles[place].counts.count > ColumnProfile.exhaustiveCount {
                        open.removeAll { $0 == place }
                    }
                }
            }
        } catch  where error.code == .limitExceeded {
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: open.map { ($0, profiles[$0].statistics(isComplete: true)) })
    }

    /// The texts of a column of a large table; those of the sample where reading all takes too long.
    private func allTexts(of column: Column, sample: ColumnProfile) throws(PlumbError) -> [TextCount] {
        let name = SQLiteConnection.quoted(column.name)
        do {
            let statement = try compiled(
                """
                SELECT \(name), count(*) FROM \(source)
                WHERE typeof(\(name)) = 'text' AND \(name) <> '' AND length(\(name)) <= \(ValueIndexLimits.bytes)
                GROUP BY 1 ORDER BY 2 DESC LIMIT \(ValueIndexLimits.perColumn)
                """)
            return try connection.callbacks.bounded(by: part(seconds: 2)) { () throws(PlumbError) in
                var texts: [TextCount] = []
                while try statement.step() {
                    texts.append(TextCount(text: statement.text(at: 0), count: Int(statement.integer(at: 1))))
                }
                return texts
            }
        } catch  where error.code == .limitExceeded {
            return sample.texts(atMost: ValueIndexLimits.perColumn, bytes: ValueIndexLimits.bytes)
        }
    }

    // MARK: Statements

    /// Compiles a query; a view's is under the rules that lie on users' queries, because its text is not ours.
    private func compiled(_ sql: String) throws(PlumbError) -> SQLiteStatement {
        entry.table.isView ? try connection.query(sql) : try connection.trusted(sql)
    }

    private func part(seconds: Double) -> QueryRun {
        QueryRun(limits: ExecutionLimits(seconds: seconds), partOf: reading)
    }

    private func first(_ sql: String, seconds: Double) throws(PlumbError) -> Int64? {
        let statement = try compiled(sql)
        return try connection.callbacks.bounded(by: part(seconds: seconds)) { () throws(PlumbError) in
            guard try statement.step(), statement.storage(at: 0) != .null else { return nil }
            return statement.integer(at: 0)
        }
    }

    private func pair(_ sql: String) throws(PlumbError) -> (Int64, Int64) {
        let statement = try compiled(sql)
        guard try statement.step() else { return (0, 0) }
        return (statement.integer(at: 0), statement.integer(at: 1))
    }
}
