internal import PlumbCore
internal import Synchronization

/// A connection to a Postgres server, with which everything may be done that its role may do.
///
/// It has no guard: `PostgresDatabase` is what questions go through. Queries that are begun while another runs wait in
/// line. All libpq's calls happen on the thread of `PostgresEventLoop`; no task's thread waits for the server.
package final class PostgresConnection: Sendable {
    /// Where it goes to.
    package let location: PostgresLocation

    private let session: PostgresSession

    private init(_ session: PostgresSession, to location: PostgresLocation) {
        self.session = session
        self.location = location
    }

    deinit {
        close()
    }

    /// Connects, and sets what makes the text of values the same everywhere: ISO dates, UTC, hexadecimal bytes.
    ///
    /// - Parameters:
    ///   - location: where to.
    ///   - seconds: how long it may take; nil for the location's `connect_timeout`, else 10.
    /// - Returns: the connection.
    /// - Throws: `PlumbError` with `databaseUnavailable` or `cancelled`.
    package static func connect(
        to location: PostgresLocation, within seconds: Double? = nil
    ) async throws -> PostgresConnection {
        let timeout = location.parameters["connect_timeout"].flatMap { Double($0) }.flatMap { $0 > 0 ? $0 : nil }
        let deadline = ContinuousClock.Instant.after(seconds: seconds ?? timeout ?? 10)
        do {
            let session = try await PostgresConnector.connect(to: location, until: deadline)
            let connection = PostgresConnection(session, to: location)
            // A pooler in front of the server may let everybody in, and answer the first statement when it can.
            try await connection.run(script: Self.settings, within: deadline.secondsLeft)
            return connection
        } catch let error as PlumbError where error == PostgresRows.timeIsOver {
            throw PostgresConnector.lateness.connectingError(to: location)
        } catch let failure as PostgresFailure {
            throw failure.connectingError(to: location)
        } catch is CancellationError {
            throw PlumbError(.cancelled, "Connecting to \(location.name) was cancelled.")
        }
    }

    /// A database of the encoding SQL_ASCII may hold bytes of any encoding; as UTF-8 the server would refuse to send
    /// them, and so they come as they are.
    private static let settings = """
        SET client_min_messages = error; SET datestyle = ISO; SET intervalstyle = postgres; SET timezone = 'UTC'; \
        SET extra_float_digits = 1; SET bytea_output = hex; SET lc_monetary = 'C'; SET standard_conforming_strings = on; \
        SELECT pg_catalog.set_config('client_encoding', 'SQL_ASCII', false) \
        WHERE pg_catalog.current_setting('server_encoding') OPERATOR(pg_catalog.=) 'SQL_ASCII'
        """

    // MARK: Queries

    /// Runs one statement and gives all its rows as text; nil stands for NULL.
    ///
    /// - Parameters:
    ///   - sql: the statement; `$1`, `$2`, … stand for the parameters.
    ///   - parameters: their values as text.
    ///   - seconds: how long it may take; nil for no bound.
    /// - Returns: the rows.
    /// - Throws: `PlumbError`, whose `postgresState` is the server's code for it.
    @discardableResult
    package func rows(
        _ sql: String, _ parameters: [String?] = [], within seconds: Double? = nil
    ) async throws -> [[String?]] {
        let rows = execute(sql, parameters, within: seconds)
        var all: [[String?]] = []
        while let batch = try await rows.next() { all += batch }
        return all
    }

    /// Starts one statement, whose rows are then read in batches.
    ///
    /// - Parameters:
    ///   - sql: the statement; `$1`, `$2`, … stand for the parameters.
    ///   - parameters: their values as text.
    ///   - seconds: how long it may take, reading included; nil for no bound.
    /// - Returns: its rows.
    package func execute(_ sql: String, _ parameters: [String?] = [], within seconds: Double? = nil) -> PostgresRows {
        start(.statement, sql, parameters, within: seconds)
    }

    /// Runs several statements of our own, one after the other; never one that a question or a model wrote.
    ///
    /// - Parameters:
    ///   - script: the statements.
    ///   - seconds: how long they may take; nil for no bound.
    /// - Throws: `PlumbError`, as `rows`.
    package func run(script: String, within seconds: Double? = nil) async throws {
        let rows = start(.script, script, [], within: seconds)
        while try await rows.next() != nil {}
    }

    /// The columns of a statement, which is not run.
    ///
    /// - Parameters:
    ///   - sql: the statement.
    ///   - seconds: how long it may take; nil for no bound.
    /// - Returns: the columns; none for a statement without rows.
    /// - Throws: `PlumbError`, as `rows`.
    package func columns(of sql: String, within seconds: Double? = nil) async throws -> [PostgresColumn] {
        let rows = start(.description, sql, [], within: seconds)
        let columns = try await rows.columns
        // Its end is near: stopping it would trouble the server for nothing.
        while try await rows.next() != nil {}
        return columns
    }

    /// What the server says beside while it describes a statement, which is not run.
    func notices(describing sql: String, within seconds: Double) async throws -> [PostgresFailure] {
        let rows = start(.description, sql, [], within: seconds)
        while try await rows.next() != nil {}
        return rows.notices
    }

    private func start(
        _ kind: PostgresQuery.Kind, _ sql: String, _ parameters: [String?], within seconds: Double?
    ) -> PostgresRows {
        let deadline = seconds.map { ContinuousClock.Instant.after(seconds: $0) }
        let query = PostgresQuery(kind, sql, parameters, deadline: deadline, on: session)
        // C's texts end at the first NUL byte, and what follows would be lost in silence.
        if ([sql] + parameters.compactMap { $0 }).contains(where: { $0.utf8.contains(0) }) {
            query.end(PostgresFailure(state: "22021", message: "text with a NUL byte can't be sent to Postgres"))
        } else {
            session.loop.perform { [session] in session.enqueue(query) }
        }
        return PostgresRows(query, of: self)
    }

    // MARK: State

    /// Waits until no query runs or waits; one that was cancelled ends a moment after its error.
    package func rest() async {
        await withCheckedContinuation { continuation in
            session.loop.perform { [session] in session.whenAtRest(continuation) }
        }
    }

    /// Whether the role that logged in is a superuser.
    package var isSuperuser: Bool { session.isSuperuser }

    /// The server's version, such as 150004.
    package var serverVersion: Int { session.serverVersion }

    /// Whether the connection can be used; false once it was closed or lost.
    package var isUsable: Bool { session.health.withLock { $0.isUsable } }

    /// Whether the last query left a transaction open.
    package var isInTransaction: Bool { session.health.withLock { $0.isInTransaction } }

    /// Closes the connection; queries that run or wait fail.
    package func close() {
        session.loop.perform { [session] in session.close() }
    }
}
