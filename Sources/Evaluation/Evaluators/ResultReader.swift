internal import PlumbCore
internal import PlumbDatabases

/// Runs queries of an example, gold's and those beside it, and reads their results whole.
protocol ResultReader: Sendable {
    /// The SQL of the database.
    var dialect: SQLDialect { get }

    /// Reads the result of a query.
    ///
    /// - Parameters:
    ///   - sql: the query.
    ///   - role: whose it is.
    ///   - pool: where values that were seen before have their numbers.
    /// - Returns: the result, or why there is none.
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    func read(_ sql: String, as role: QueryRole, into pool: ValuePool) async throws -> ReadResult
}

/// Whose query is read: databases may keep connections apart.
enum QueryRole: String, Sendable {
    case gold, prediction
}

/// What became of a query.
enum ReadResult: Sendable {
    /// Its rows, the names of its columns, and the pool that its values are numbers of.
    case table(ResultTable, columns: [String], pool: ValuePool)
    /// What went wrong, and whether the database had compiled it.
    case problem(String, prepares: Bool)

    static func tooLong(_ mostRows: Int) -> ReadResult { .problem("more than \(mostRows) rows", prepares: true) }
}

/// Reads results from a SQLite file, on a thread with connections of its own.
struct FileResults: ResultReader {
    let file: String
    let thread: ReadingThread
    let limits: ExecutionLimits
    let mostRows: Int

    var dialect: SQLDialect { .sqlite }

    func read(_ sql: String, as role: QueryRole, into pool: ValuePool) async throws -> ReadResult {
        try await thread.perform { connections in
            var table = ResultTable()
            var prepares = false
            var columns: [String] = []
            var values = pool
            do throws(PlumbError) {
                try connections.reader(of: file, for: role.rawValue).read(sql, limits: limits) { head in
                    table.width = head.width
                    columns = head.names
                    prepares = true
                    return true
                } row: { row in
                    table.append(to: &values, value: row.value)
                    return table.count <= mostRows
                }
            } catch {
                if error.code == .cancelled { throw error }
                return .problem(error.message, prepares: prepares)
            }
            return table.count > mostRows ? .tooLong(mostRows) : .table(table, columns: columns, pool: values)
        }
    }
}

/// Reads results through a database's executor, a batch of rows at a time.
struct ExecutedResults: ResultReader {
    let executor: any QueryExecutor
    let limits: ExecutionLimits
    let mostRows: Int

    var dialect: SQLDialect { executor.dialect }

    func read(_ sql: String, as role: QueryRole, into pool: ValuePool) async throws -> ReadResult {
        var table = ResultTable()
        var prepares = false
        var values = pool
        do {
            let limits = ExecutionLimits(seconds: limits.seconds, rows: mostRows + 1)
            let cursor = try await executor.execute(sql, limits: limits)
            prepares = true
            table.width = cursor.columns.count
            do {
                while let rows = try await cursor.next() {
                    for row in rows { table.append(row, to: &values) }
                }
            } catch {
                await cursor.close()
                throw error
            }
            guard table.count <= mostRows else { return .tooLong(mostRows) }
            return .table(table, columns: cursor.columns.map(\.name), pool: values)
        } catch let error as PlumbError {
            // Without its server nothing can be said of a query.
            if error.code == .cancelled || error.code == .databaseUnavailable { throw error }
            return .problem(error.message, prepares: prepares)
        }
    }
}
