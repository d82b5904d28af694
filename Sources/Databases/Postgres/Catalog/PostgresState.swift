internal import PlumbCore

/// Tells whether what was read of a database is still so.
struct PostgresState {
    /// What tells one catalog from another: the database and its server, the role, the search path.
    var key: [String]

    /// What changes with every change of the schema, the privileges or the statistics.
    var stamp: [String]

    /// Asks the server, in one query.
    ///
    /// - Parameters:
    ///   - connection: where.
    ///   - options: how the database is opened.
    /// - Returns: the state.
    /// - Throws: `PlumbError`.
    static func read(on connection: PostgresConnection, _ options: PostgresDatabase.Options) async throws
        -> PostgresState
    {
        let row = try await PostgresReading.transaction(on: connection, options, within: 30) {
            try await connection.rows(PostgresCatalogQueries.stamp).first ?? []
        }
        guard let key = row.first ?? nil else {
            throw PlumbError(.databaseUnavailable, "The server does not say which database this is.")
        }
        return PostgresState(key: [key], stamp: row.map { $0 ?? "-" })
    }
}
