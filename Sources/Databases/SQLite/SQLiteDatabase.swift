public import PlumbCore

/// A SQLite file that is open for reading, one query at a time.
///
/// Nothing that goes through it can write: the file is opened read-only, an authorizer lets only reads and listed
/// functions through, and there is no ATTACH, no pragma and no extension. Every call that may block runs on a thread
/// of the connection's own.
public actor SQLiteDatabase: QueryExecutor {
    /// How a file is opened.
    public struct Options: Hashable, Sendable {
        /// Which tables and columns queries may read.
        public var policy: AccessPolicy

        /// Whether an unknown name in double quotes is taken for a string, as SQLite did long ago.
        ///
        /// Only for queries that rely on it, such as the gold queries of old eval sets: a mistyped column name then
        /// becomes a constant, and nobody is told.
        public var allowsDoubleQuotedStrings: Bool

        /// How many thousands of SQLite's instructions one query may run; nil for no bound.
        ///
        /// Unlike a time limit this stops at the same place on every machine.
        package var thousandsOfSteps: Int?

        /// Whether rows whose order is left open come the other way round: what depends on their order shows itself.
        package var reversesUnorderedRows = false

        /// Makes options; with no arguments everything may be read and names are names.
        public init(policy: AccessPolicy = AccessPolicy(), allowsDoubleQuotedStrings: Bool = false) {
            self.policy = policy
            self.allowsDoubleQuotedStrings = allowsDoubleQuotedStrings
        }
    }

    /// The SQL it speaks.
    public nonisolated let dialect = SQLDialect.sqlite

    /// Where it is.
    public nonisolated let location: DatabaseLocation

    /// How it was opened.
    public nonisolated let options: Options

    private nonisolated let serial: SerialQueueExecutor
    private nonisolated let turns = TurnQueue()
    private var connection: SQLiteConnection?
    private var queries: [Int: OpenQuery] = [:]
    private var lastID = 0

    private init(location: DatabaseLocation, options: Options) {
        self.location = location
        self.options = options
        serial = SerialQueueExecutor(label: "plumb.sqlite.\(location.name)")
    }

    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        serial.asUnownedSerialExecutor()
    }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - location: where it is.
    ///   - options: how to open it.
    /// - Returns: the open database.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public static func open(_ location: DatabaseLocation, options: Options = Options()) async throws -> SQLiteDatabase {
        let database = SQLiteDatabase(location: location, options: options)
        try await database.connect()
        return database
    }

    private func connect() throws(PlumbError) {
        _ = try SQLiteFile(at: location)
        let connection = try SQLiteConnection(
            path: location.filePath(), policy: options.policy,
            allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings,
            reversesUnorderedRows: options.reversesUnorderedRows)
        try connection.refreshSchema()
        self.connection = connection
    }

    private func connected() throws(PlumbError) -> SQLiteConnection {
        guard let connection else { throw PlumbError(.databaseUnavailable, "\(location.name) is not open.") }
        return connection
    }

    // MARK: Queries

    /// Compiles a query without running it; see `QueryExecutor`.
    ///
    /// - Parameter sql: the query's text.
    /// - Returns: the columns of its result.
    /// - Throws: as `QueryExecutor.prepare`.
    public func prepare(_ sql: String) async throws -> [ResultColumn] {
        try connected().query(sql).columns
    }

    /// The tables and columns that a query reads, in SQLite's own opinion.
    ///
    /// - Parameter sql: the query's text.
    /// - Returns: what the authorizer was asked for.
    /// - Throws: as `prepare`.
    package func reads(of sql: String) async throws -> AuthorizedReads {
        let connection = try connected()
        _ = try connection.query(sql, recording: true)
        // SQLite reports some tables as the query spells them.
        return (connection.callbacks.reads ?? AuthorizedReads()).spelled(as: try connection.tableNames())
    }

    /// The tables and views of the file, whatever the policy closes.
    func relations() throws -> [PolicyEntry.Relation] {
        let connection = try connected()
        let wasTrusted = connection.callbacks.isTrusted
        connection.callbacks.isTrusted = true
        defer { connection.callbacks.isTrusted = wasTrusted }
        return try connection.tableNames().values.sorted().map { name in
            let columns = try connection.trusted("SELECT name FROM pragma_table_xinfo(?, 'main')")
            try columns.bind(name, at: 1)
            // Of a view that does not work nothing is known but its name; rows without a key are told apart by `rowid`.
            return .init(schema: "main", name: name, columns: ((try? columns.strings()) ?? []) + ["rowid"])
        }
    }

    /// Starts a query; see `QueryExecutor`.
    ///
    /// While another query's rows are being read it waits for its turn, at most as long as the time limit. The clock
    /// of the time limit starts with the turn.
    ///
    /// - Parameters:
    ///   - sql: the query's text.
    ///   - limits: its bounds.
    /// - Returns: its rows.
    /// - Throws: as `QueryExecutor.execute`.
    public nonisolated func execute(_ sql: String, limits: ExecutionLimits) async throws -> any RowCursor {
        try await turns.take(within: limits.seconds)
        let run = QueryRun(limits: limits, thousandsOfSteps: options.thousandsOfSteps)
        do {
            return try await withTaskCancellationHandler {
                try await start(sql, run)
            } onCancel: {
                run.cancel()
            }
        } catch {
            turns.give()
            throw error
        }
    }

    private func start(_ sql: String, _ run: QueryRun) throws(PlumbError) -> SQLiteCursor {
        let connection = try connected()
        let statement = try connection.callbacks.bounded(by: run) { () throws(PlumbError) in
            try connection.query(sql)
        }
        lastID += 1
        queries[lastID] = OpenQuery(statement, connection.callbacks, run)
        return SQLiteCursor(columns: statement.columns, id: lastID, run: run, database: self)
    }

    // MARK: Cursors

    /// The next rows of an open query; nil after the last, and after it was closed.
    func next(of id: Int) throws(PlumbError) -> [Row]? {
        guard let query = queries[id] else { return nil }
        do {
            if let rows = try query.batch() { return rows }
        } catch {
            close(id)
            throw error
        }
        close(id)
        return nil
    }

    /// Ends a query, and lets the next one have its turn.
    func close(_ id: Int) {
        if queries.removeValue(forKey: id) != nil { turns.give() }
    }
}
