public import PlumbCore
internal import PlumbSQL
internal import Synchronization

/// A database of a Postgres server that is open for reading, through a pool of connections.
///
/// Nothing that goes through it can write, each of these alone seeing to it: the text is one query to a parser of our
/// own, which calls listed functions only; the server runs it as one statement of the extended protocol inside `BEGIN
/// READ ONLY`, which is always rolled back; and where the role that logs in is a superuser, it gives that up for the
/// length of the query, so that the server refuses whatever only superusers may do.
///
/// A superuser that names no other role reads as `pg_read_all_data`, which may read all tables and is no superuser.
/// Row-level security does not hold for superusers, but it does for that role: a table whose policies don't name it
/// has no rows for it. Servers before version 14 do not have the role; there the first two layers hold alone.
public final class PostgresDatabase: QueryExecutor {
    /// How a database is opened.
    public struct Options: Hashable, Sendable {
        /// Which tables and columns queries may read.
        public var policy: AccessPolicy

        /// The role to read as; nil for the one that logs in, or, where that is a superuser, `pg_read_all_data`.
        public var role: String?

        /// Settings of each query's transaction.
        ///
        /// They serve row-level security, such as `app.tenant`; a name must have a dot.
        public var settings: [String: String]

        /// Functions of the database's own that queries may call, by name or as `schema.name`; only those that are
        /// marked immutable or stable, and run with the caller's rights, are called.
        public var functions: Set<String>

        /// The largest cost, in the planner's units, of a query that is run; nil for no bound.
        ///
        /// A query that reads a table whose rows the policy limits is not judged by it: the planner knows the other rows.
        public var maximumCost: Double?

        /// The memory that one step of a query may use before it writes temporary files, in megabytes.
        public var workMemory: Int

        /// How large a query's temporary files may get, in megabytes; only superusers may say so.
        public var temporaryFiles: Int

        /// How long a query waits for a table that is locked, in seconds.
        public var lockSeconds: Double

        /// How many connections may be open at a time.
        public var connections: Int

        /// Makes options; with no arguments everything may be read that the role may read.
        public init(
            policy: AccessPolicy = AccessPolicy(), role: String? = nil, settings: [String: String] = [:],
            functions: Set<String> = [], maximumCost: Double? = nil, workMemory: Int = 64, temporaryFiles: Int = 1_024,
            lockSeconds: Double = 5, connections: Int = 4
        ) {
            self.policy = policy
            self.role = role
            self.settings = settings
            self.functions = functions
            self.maximumCost = maximumCost
            self.workMemory = workMemory
            self.temporaryFiles = temporaryFiles
            self.lockSeconds = lockSeconds
            self.connections = connections
        }
    }

    /// The SQL it speaks.
    public let dialect = SQLDialect.postgres

    /// Where it is.
    public let location: DatabaseLocation

    /// How it was opened.
    public let options: Options

    /// Functions that queries may call: the built-in ones and the options'; nil for the built-in ones alone.
    public var allowedFunctions: Set<String>? { options.functions.isEmpty ? nil : options.allowedFunctions }

    package let pool: PostgresPool
    private let typeNames: PostgresTypeNames
    /// The policy's conditions on rows; nil for none.
    private let rowFilters: PostgresRowFilters?

    private init(
        _ location: DatabaseLocation, _ options: Options, _ pool: PostgresPool, _ names: PostgresTypeNames
    ) throws(PlumbError) {
        self.location = location
        self.options = try options.checked()
        rowFilters = options.policy.rowFilters.isEmpty ? nil : try PostgresRowFilters(options.policy)
        self.pool = pool
        typeNames = names
    }

    /// Opens a database, and makes its first connection.
    ///
    /// - Parameters:
    ///   - location: where it is.
    ///   - options: how to open it.
    /// - Returns: the open database.
    /// - Throws: `PlumbError` with `databaseUnavailable`, or `badInput` for options that can't hold.
    public static func open(
        _ location: DatabaseLocation, options: Options = Options()
    ) async throws -> PostgresDatabase {
        guard let server = location.server else {
            throw PlumbError(
                .badInput, "\(location.name) is a file, and the address of a Postgres server is needed here.",
                suggestion: "Write it as postgres://user@host/database.")
        }
        let pool = PostgresPool(server, limits: .init(connections: options.connections))
        let database = try PostgresDatabase(location, options, pool, PostgresTypeNames())
        _ = try await database.opened(within: 10) { connection, views, deadline in
            try await views?.tryAll(on: connection, until: deadline)
        }
        return database
    }

    /// The same database with other settings, such as those of one tenant; it shares the connections.
    ///
    /// - Parameter settings: settings of each query's transaction, in place of the options'.
    /// - Returns: the database.
    /// - Throws: `PlumbError` with `badInput` for a name without a dot.
    public func with(settings: [String: String]) throws -> PostgresDatabase {
        var options = options
        options.settings = settings
        return try PostgresDatabase(location, options, pool, typeNames)
    }

    /// The same database with another policy; it shares the connections.
    ///
    /// - Parameter policy: which tables and columns queries may read, in place of the options' policy.
    /// - Returns: the database.
    /// - Throws: `PlumbError` with `badInput` for conditions on rows that are none.
    package func with(policy: AccessPolicy) throws -> PostgresDatabase {
        var options = options
        options.policy = policy
        return try PostgresDatabase(location, options, pool, typeNames)
    }

    /// Closes the connections that nobody uses now, and the others when the queries on them are over.
    ///
    /// No query can begin any more.
    public func close() {
        pool.close()
    }

    // MARK: Queries

    /// Compiles a query without running it; see `QueryExecutor`.
    ///
    /// - Parameter sql: the query's text.
    /// - Returns: the columns of its result.
    /// - Throws: as `QueryExecutor.prepare`.
    public func prepare(_ sql: String) async throws -> [ResultColumn] {
        let checked = try PostgresQueryCheck(sql, options)
        return try await opened(within: 10) { connection, views, deadline in
            try await compile(checked, views, on: connection, until: deadline).columns
        }.value
    }

    /// Starts a query; see `QueryExecutor`.
    ///
    /// It waits for a connection at most as long as the time limit, whose clock starts when it has one.
    ///
    /// - Parameters:
    ///   - sql: the query's text.
    ///   - limits: its bounds.
    /// - Returns: its rows.
    /// - Throws: as `QueryExecutor.execute`.
    public func execute(_ sql: String, limits: ExecutionLimits) async throws -> any RowCursor {
        let checked = try PostgresQueryCheck(sql, options)
        guard limits.seconds > 0 else { throw PostgresCursor.timeIsOver(limits) }
        let connection: PostgresConnection
        let compiled: Compiled
        let deadline: ContinuousClock.Instant
        do {
            (connection, (compiled, deadline)) = try await opened(within: limits.seconds, keepsOpen: true) {
                (try await compile(checked, $1, on: $0, until: $2), $2)
            }
        } catch let error as PlumbError where error == PostgresRows.timeIsOver || error.postgresState == "57014" {
            throw PostgresCursor.timeIsOver(limits)
        }
        let rows = connection.execute(sql, within: deadline.secondsLeft)
        return PostgresCursor(
            compiled.columns, rows, limits: limits, decoder: compiled.decoder,
            lease: PostgresLease(connection, rows, pool))
    }

    /// Lends a connection whose transaction has begun and is rolled back; what runs on it is not looked at before.
    package func withGuardedConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await opened(within: 10) { connection, views, deadline in
            try await views?.close(on: connection, until: deadline)
            return try await body(connection)
        }.value
    }

    private struct Compiled {
        var columns: [ResultColumn]
        var decoder: PostgresDecoder
    }

    /// Runs a body on a connection whose transaction has begun, with the moment when all of that must be over; the time
    /// for it begins when there is a connection.
    ///
    /// Where rows are limited, the body gets the views that limit them, and the transaction is read-only when it has closed
    /// it with them; elsewhere it is so from the start.
    private func opened<Value: Sendable>(
        within seconds: Double, keepsOpen: Bool = false,
        _ body: (PostgresConnection, PostgresRowViews?, ContinuousClock.Instant) async throws -> Value
    ) async throws -> (connection: PostgresConnection, value: Value) {
        var end: ContinuousClock.Instant?
        var losses = 0
        while true {
            let connection = try await pool.take(within: end?.secondsLeft ?? seconds)
            let deadline = end ?? .after(seconds: seconds)
            end = deadline
            do {
                try await PostgresGuard(options, connection).begin(
                    on: connection, within: deadline.secondsLeft, makesViews: rowFilters != nil)
                let views = try await rowFilters?.makeViews(on: connection, until: deadline)
                let value = try await body(connection, views, deadline)
                if !keepsOpen { await pool.give(connection) }
                return (connection, value)
            } catch {
                let isLost = !connection.isUsable && (error as? PlumbError)?.code == .databaseUnavailable
                await pool.give(connection)
                // A server that was restarted is noticed with the first use, once for each connection that the pool had;
                // nothing has been run yet.
                guard isLost, losses < options.connections else { throw error }
                losses += 1
            }
        }
    }

    private func compile(
        _ query: PostgresQueryCheck, _ views: PostgresRowViews?, on connection: PostgresConnection,
        until deadline: ContinuousClock.Instant
    ) async throws -> Compiled {
        try await query.checkNames(views, on: connection, until: deadline)
        let columns = try await connection.columns(of: query.sql, within: deadline.secondsLeft)
        var isLimited = false
        if let views {
            isLimited = try await views.check(
                query.sql, calling: options.functions, on: connection, until: deadline)
            try await views.close(on: connection, until: deadline)
        }
        // The planner knows how often a value occurs in rows that are closed.
        if let most = options.maximumCost, !isLimited {
            try await checkCost(of: query.sql, most, on: connection, until: deadline)
        }
        let names = try await typeNames.names(of: columns, on: connection, until: deadline)
        return Compiled(
            columns: zip(columns, names).map { ResultColumn(name: $0.name, declaredType: $1) },
            decoder: PostgresDecoder(columns, isRounding: query.isRounding))
    }

    private func checkCost(
        of sql: String, _ most: Double, on connection: PostgresConnection,
        until deadline: ContinuousClock.Instant
    ) async throws {
        let plan = try await connection.rows("EXPLAIN (FORMAT JSON) \(sql)", within: deadline.secondsLeft)
        let text = plan.first?.first.flatMap { $0 } ?? ""
        guard let found = text.firstMatch(of: #/"Total Cost": ([0-9.]+)/#), let cost = Double(found.1) else {
            throw PlumbError(.queryFailed, "\(location.name) did not say what the query costs.")
        }
        guard cost <= most else {
            throw PlumbError(
                .limitExceeded,
                "The query would cost \(Self.units(cost)) of the planner's units; \(Self.units(most)) are allowed.",
                suggestion: "Narrow the question down, or raise the limit.")
        }
    }

    /// A cost, which may be larger than any integer.
    private static func units(_ cost: Double) -> String {
        Int(exactly: cost.rounded()).map(String.init) ?? "\(cost)"
    }
}
