package import PlumbCore

/// The rows of a statement that runs.
///
/// Reading them all, or `finish`, frees the connection for its next query; so does letting go of this object.
package final class PostgresRows: Sendable {
    private let query: PostgresQuery
    private let connection: PostgresConnection

    init(_ query: PostgresQuery, of connection: PostgresConnection) {
        self.query = query
        self.connection = connection
    }

    deinit {
        query.stop(.closed)
    }

    /// The columns; none where the statement gives no rows.
    package var columns: [PostgresColumn] {
        get async throws {
            do {
                return try await query.columns() ?? []
            } catch {
                throw self.error(for: error)
            }
        }
    }

    /// The next rows as text, at least one, nil standing for NULL; nil after the last.
    ///
    /// Cancelling the task that awaits stops the statement in the server.
    ///
    /// - Throws: `PlumbError`.
    package func next() async throws -> [[String?]]? {
        try await nextBatch()?.strings
    }

    /// The next rows, as they were sent; nil after the last.
    func nextBatch() async throws -> PostgresBatch? {
        do {
            return try await query.next()
        } catch {
            throw self.error(for: error)
        }
    }

    /// What the server has said beside.
    var notices: [PostgresFailure] { query.notices }

    /// How many rows the statement changed or gave; known when all are read.
    package var affectedRows: Int { query.affectedRows }

    /// Stops the statement where it still runs.
    package func stop() {
        query.stop(.closed)
    }

    /// Stops the statement where it still runs, and waits until the connection is free.
    package func finish() async {
        query.stop(.closed)
        await query.over()
    }

    /// The error of a statement that took longer than it was given.
    static let timeIsOver = PlumbError(.limitExceeded, "The query was stopped after its time limit.")

    private func error(for ending: PostgresQuery.Ending) -> PlumbError {
        switch ending {
        case .failed(let failure): failure.error(on: connection.location.name, in: query.sql)
        case .cancelled: PlumbError(.cancelled, "The query was cancelled.")
        case .timeLimit: Self.timeIsOver
        case .closed: PlumbError(.cancelled, "The query was closed.")
        }
    }
}

extension PlumbError {
    /// The SQLSTATE of an error that a Postgres server gave; nil for others.
    package var postgresState: String? {
        guard let detail, let found = detail.firstMatch(of: #/^Postgres ([0-9A-Z]{5}):/#) else { return nil }
        return String(found.1)
    }
}
