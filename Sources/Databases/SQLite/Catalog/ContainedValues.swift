internal import PlumbCore

/// Looks in a SQLite file whether every value of a column is among those of a key.
struct ContainedValues: KeyEvidence {
    let connection: SQLiteConnection

    /// The whole reading, which this is a part of.
    let reading: QueryRun

    func isUnique(_ column: Column, in table: Table) -> Bool {
        guard let statistics = column.statistics, let rows = table.rowCount, !rows.isEstimate, rows.count > 0 else {
            return false
        }
        return statistics.distinctCount == rows.count
    }

    /// Whether every value is there.
    ///
    /// A column without any value proves nothing; then the name alone must be enough.
    func holds(
        _ column: Column, of table: Table, pointingAt key: Column, of referenced: Table, fit: KeyNameFit
    ) throws(PlumbError) -> Bool {
        if let statistics = column.statistics, statistics.nullShare == 1 || table.rowCount?.count == 0 {
            return fit >= .sameKey
        }
        let child = SQLiteConnection.quoted(column.name)
        let parent = SQLiteConnection.quoted(key.name)
        // NULL is not all that stands for "none": so do an empty text, 0 and -1.
        let sample = "SELECT DISTINCT \(child) AS v FROM \(SQLiteConnection.quoted(table.name.name)) LIMIT 20000"
        let statement = try connection.trusted(
            """
            SELECT 1 FROM (\(sample)) AS c WHERE c.v NOT IN ('', 0, -1) AND NOT EXISTS
              (SELECT 1 FROM \(SQLiteConnection.quoted(referenced.name.name)) AS p WHERE p.\(parent) = c.v) LIMIT 1
            """)
        let run = QueryRun(limits: ExecutionLimits(seconds: 0.5), partOf: reading)
        do {
            return try connection.callbacks.bounded(by: run) { () throws(PlumbError) in try !statement.step() }
        } catch  where error.code == .limitExceeded || error.code == .queryFailed {
            return false
        }
    }
}
