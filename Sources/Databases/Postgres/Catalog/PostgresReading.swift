internal import PlumbCore

/// A transaction in which a catalog is read.
enum PostgresReading {
    /// Runs queries of our own in one transaction that writes nothing and sees one state, as the role and with the
    /// search path that questions have.
    ///
    /// - Parameters:
    ///   - connection: where.
    ///   - options: how the database is opened.
    ///   - seconds: how long one query may take.
    ///   - body: the queries.
    /// - Returns: what `body` gives.
    /// - Throws: `PlumbError`, and what `body` throws.
    static func transaction<Result>(
        on connection: PostgresConnection, _ options: PostgresDatabase.Options, within seconds: Double,
        _ body: () async throws -> Result
    ) async throws -> Result {
        try await connection.run(script: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", within: seconds)
        do {
            // A second BEGIN changes nothing of the transaction that is open.
            try await PostgresGuard(options, connection).begin(on: connection, within: seconds)
            // Compiling these queries takes longer than running them.
            try await connection.run(script: "SET LOCAL jit = off", within: seconds)
            let result = try await body()
            try await connection.run(script: "ROLLBACK", within: seconds)
            return result
        } catch {
            try? await connection.run(script: "ROLLBACK", within: seconds)
            throw error
        }
    }
}
