/// A database that runs one read-only query at a time, inside limits.
public protocol QueryExecutor: Sendable {
    /// The SQL it speaks.
    var dialect: SQLDialect { get }

    /// Functions that queries may call, in lower case; nil, which is the default, for the dialect's built-in list.
    ///
    /// Whoever judges a query's text before it comes here goes by the same list.
    var allowedFunctions: Set<String>? { get }

    /// Compiles a query without running it.
    ///
    /// - Parameter sql: the query's text.
    /// - Returns: the columns of its result.
    /// - Throws: `PlumbError` with `refused` for what is not one permitted SELECT, `queryFailed` for what does not
    ///   compile.
    func prepare(_ sql: String) async throws -> [ResultColumn]

    /// Starts a query.
    ///
    /// Cancelling the task that awaits rows stops the query in the database.
    ///
    /// - Parameters:
    ///   - sql: the query's text.
    ///   - limits: its bounds. Reaching `seconds` throws from the cursor; reaching `rows` or `bytes` ends the rows
    ///     early and sets the cursor's `isTruncated`.
    /// - Returns: its rows, to be read in batches.
    /// - Throws: as `prepare`.
    func execute(_ sql: String, limits: ExecutionLimits) async throws -> any RowCursor
}

/// Rows of a running query.
///
/// Reading them all, or closing, frees the connection for the next query.
public protocol RowCursor: Sendable {
    /// The columns.
    var columns: [ResultColumn] { get }

    /// The next rows, at least one; nil after the last.
    ///
    /// - Throws: `PlumbError` with `limitExceeded`, `queryFailed` or `cancelled`.
    func next() async throws -> [Row]?

    /// Whether a limit on rows or bytes ended the rows early; known once `next` gave nil.
    var isTruncated: Bool { get async }

    /// Stops the query. Harmless after the last row.
    func close() async
}

extension QueryExecutor {
    /// The dialect's built-in list.
    public var allowedFunctions: Set<String>? { nil }

    /// Runs a query and keeps its first rows.
    ///
    /// - Parameters:
    ///   - sql: the query's text.
    ///   - limits: its bounds; `rows` says how many rows to keep.
    /// - Returns: the rows; `isComplete` is false where there are more.
    /// - Throws: as `execute` and `RowCursor.next`.
    public func result(of sql: String, limits: ExecutionLimits) async throws -> QueryResult {
        let cursor = try await execute(sql, limits: limits)
        do {
            var rows: [Row] = []
            while let batch = try await cursor.next() { rows += batch }
            return QueryResult(columns: cursor.columns, rows: rows, isComplete: await !cursor.isTruncated)
        } catch {
            await cursor.close()
            throw error
        }
    }
}
