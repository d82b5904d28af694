internal import Foundation
internal import PlumbCore
internal import PlumbDatabases

/// Connections of a run store to its server, made when they are needed, and made again when they are lost.
final class PostgresLink: Sendable {
    let location: PostgresLocation

    /// For how long a server that can't be reached is tried again, in seconds.
    private let patience: Double

    private let pool: PostgresPool

    /// How long one statement may take, in seconds: a server that says nothing for so long is as good as lost.
    private static let longest = 60.0

    /// How long to wait between two tries, at first and at most, in seconds.
    private static let pauses = (first: 0.1, longest: 2.0)

    /// Makes the way to a database.
    ///
    /// - Parameters:
    ///   - location: the database.
    ///   - patience: for how long a server that can't be reached is tried again, in seconds.
    /// - Throws: `PlumbError` with `badInput` for a location that is none.
    init(_ location: PostgresLocation, patience: Double) throws(PlumbError) {
        self.location = location
        self.patience = patience
        let options = [location.parameters["options"] ?? ProcessInfo.processInfo.environment["PGOPTIONS"] ?? ""]
        pool = PostgresPool(
            try location.with(["options": (options + Self.settings).joined(separator: " ")]),
            limits: .init(connections: Self.connections, waitSeconds: 30))
    }

    /// How many connections there are at most: each is used for moments.
    private static let connections = 8

    /// What holds in every session.
    ///
    /// Nothing of ours is found by a name that others can give to something of theirs. A crash of the server may lose the
    /// outcomes of its last moments, whole transactions of them: then those examples are run again. And a statement must
    /// see what others did until it begins. Nobody holds locks who is not heard of: a process may be frozen anywhere.
    private static let settings = [
        "-c search_path=pg_catalog,pg_temp", "-c synchronous_commit=off",
        #"-c default_transaction_isolation=read\ committed"#, "-c idle_in_transaction_session_timeout=10s",
    ]

    /// Runs one statement, again where the connection was lost: it must do no harm when it runs twice.
    ///
    /// - Returns: its rows.
    /// - Throws: `PlumbError`.
    @discardableResult
    func rows(_ sql: String, _ parameters: String?...) async throws -> [[String?]] {
        try await reaching { connection, _ in try await connection.rows(sql, parameters, within: Self.longest) }
    }

    /// Runs one statement, again where the connection was lost, and says whether it ran again.
    ///
    /// - Returns: its rows, and whether an earlier try may have been kept.
    /// - Throws: `PlumbError`.
    func attempts(_ sql: String, _ parameters: String?...) async throws -> (rows: [[String?]], isRetry: Bool) {
        try await reaching { connection, isRetry in
            (try await connection.rows(sql, parameters, within: Self.longest), isRetry)
        }
    }

    /// Runs one statement; where the server can't be reached now, that is all.
    ///
    /// - Throws: `PlumbError`.
    func runOnce(_ sql: String, _ parameters: String?...) async throws {
        _ = try await pool.withConnection { try await $0.rows(sql, parameters, within: Self.longest) }
    }

    /// Runs a body whose writes are kept together or not at all, again where the connection was lost.
    ///
    /// Where it throws, the pool ends the transaction when it gets the connection back.
    ///
    /// - Parameters:
    ///   - isDurable: whether it must outlive a crash of the server that comes right after it.
    ///   - body: given a connection inside a transaction, and whether this is a second try: then the first one may have
    ///     been kept, and only the news of that lost.
    /// - Returns: what the body returns.
    /// - Throws: `PlumbError`, and what the body throws.
    func transaction<Value: Sendable>(
        isDurable: Bool = false, _ body: @Sendable (Transaction, Bool) async throws -> Value
    ) async throws -> Value {
        try await reaching { connection, isRetry in
            try await connection.rows("BEGIN", within: Self.longest)
            if isDurable { try await connection.rows("SET LOCAL synchronous_commit = on", within: Self.longest) }
            let value = try await body(Transaction(connection: connection), isRetry)
            try await connection.rows("COMMIT", within: Self.longest)
            return value
        }
    }

    /// Statements of one transaction.
    struct Transaction: Sendable {
        fileprivate let connection: PostgresConnection

        @discardableResult
        func rows(_ sql: String, _ parameters: String?...) async throws -> [[String?]] {
            try await connection.rows(sql, parameters, within: PostgresLink.longest)
        }

        /// Runs statements without parameters.
        func run(_ script: String) async throws {
            try await connection.run(script: script, within: PostgresLink.longest)
        }
    }

    /// Runs a body, and again for a while where the server can't be reached.
    private func reaching<Value: Sendable>(
        _ body: @Sendable (PostgresConnection, Bool) async throws -> Value
    ) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(patience)
        var pause = Self.pauses.first
        var isRetry = false
        while true {
            do {
                return try await pool.withConnection { try await body($0, isRetry) }
            } catch let error as PlumbError where error.code == .databaseUnavailable {
                guard ContinuousClock.now + .seconds(pause) < deadline else { throw lost(error) }
                isRetry = true
                try await Task.sleep(for: .seconds(pause))
                pause = min(pause * 2, Self.pauses.longest)
            }
        }
    }

    private func lost(_ error: PlumbError) -> PlumbError {
        guard patience > 0 else { return error }
        return PlumbError(
            .databaseUnavailable,
            "The run store \(location) could not be reached for \(Int(patience.rounded())) seconds: \(error.message)",
            suggestion: "What is done is kept: go on with plumb eval --resume when the server is back.",
            detail: error.detail)
    }
}
