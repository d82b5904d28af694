internal import PlumbCore

/// Reads the catalog of a Postgres database from `pg_catalog`, in a number of queries that does not grow with it.
///
/// All are asked in one transaction, so that they speak of the same state. No table is read, unless values are asked
/// for.
struct PostgresCatalogReader {
    let connection: PostgresConnection
    /// How the database is opened, with the policy that holds for it.
    let options: PostgresDatabase.Options
    let annotations: Annotations?
    let readsValues: Bool
    let progress: (@Sendable (CatalogProgress) -> Void)?

    /// What reading gives.
    struct Reading {
        var database: String
        var reading: CatalogReading
        var hiddenTables: Set<TableName>
        var hiddenColumns: Set<ColumnReference>
        var remarks: [String]
    }

    /// How long one query may take, in seconds.
    private static let secondsPerQuery = 60.0

    /// About how many characters of values are taken from statistics in all.
    private static let characters = 32_000_000

    /// Reads everything that the role and the policy let queries read.
    ///
    /// - Throws: `PlumbError` where the server does not give it, or `cancelled`.
    func read() async throws -> Reading {
        var found = try await PostgresReading.transaction(on: connection, options, within: Self.secondsPerQuery) {
            try await readInTransaction()
        }
        // Not before: a transaction that is open keeps the server from tidying up.
        let inference = ForeignKeyInference(tables: found.reading.tables, evidence: StatisticalKeys())
        found.reading.foreignKeys += try inference.keys(besides: found.reading.foreignKeys)
        let count = found.reading.tables.count
        progress?(CatalogProgress(table: "", tablesDone: count, tables: count))
        return found
    }

    private func readInTransaction() async throws -> Reading {
        let session = try await connection.rows(PostgresCatalogQueries.session).first ?? []
        guard session.count == 5, let database = session[0], let user = session[1] else {
            throw PlumbError(.databaseUnavailable, "The server does not say which database this is.")
        }
        let target = session[2].flatMap { Int($0) } ?? 100
        let role = PostgresRemarks.Role(
            name: user, isSuperuser: session[3] == "t", bypassesRowSecurity: session[4] == "t")
        let hidden = try await hidden(statisticsTarget: target)
        var schema = PostgresSchema(statisticsTarget: target)
        let policy = try await visible(under: options.policy.denying(tables: hidden.tables, columns: hidden.columns))
        let keys = try await declared(by: policy, into: &schema)
        progress?(CatalogProgress(table: "", tablesDone: 0, tables: schema.relations.count))
        let texts = schema.relations.reduce(0) { sum, relation in
            sum + relation.table.columns.count { $0.type == .text }
        }
        let length = min(60_000, max(500, Self.characters / max(1, texts)))
        try await addStatistics(to: &schema, length: length)
        schema.finish()
        if readsValues { try await PostgresValues(connection: connection, progress: progress).add(to: &schema) }
        let reading = CatalogReading(
            tables: schema.relations.map(\.table), foreignKeys: keys.compactMap { schema.foreignKey($0) },
            values: schema.values)
        return Reading(
            database: database, reading: reading, hiddenTables: hidden.tables, hiddenColumns: hidden.columns,
            remarks: PostgresRemarks.of(schema, database: database, role: role))
    }

    /// What the annotations hide: they speak of all tables, and are checked before any is closed.
    private func hidden(
        statisticsTarget: Int
    ) async throws -> (tables: Set<TableName>, columns: Set<ColumnReference>) {
        guard let annotations else { return ([], []) }
        var all = PostgresSchema(statisticsTarget: statisticsTarget)
        _ = try await declared(by: AccessPolicy(), into: &all)
        let known = all.relations.map(\.table)
        try annotations.check(against: known)
        return (annotations.hiddenTables(among: known), annotations.hiddenColumns(among: known))
    }

    /// A policy with what it closes without naming it.
    private func visible(under policy: AccessPolicy) async throws -> AccessPolicy {
        guard !policy.allowsEverything else { return policy }
        var closure = PostgresClosure()
        try await each(PostgresCatalogQueries.allRelations) { closure.addRelation($0) }
        try await each(PostgresCatalogQueries.sources) { closure.addEdge($0) }
        let parts = closure.parts(under: policy)
        var columns: [[String?]] = []
        if !parts.isEmpty {
            try await each(PostgresCatalogQueries.columnsOfParts, [PostgresText.array(parts.map(String.init))]) {
                columns.append($0)
            }
        }
        return policy.denying(
            tables: closure.tables(under: policy), columns: closure.columns(under: policy, columns))
    }

    /// Reads what is declared, and gives the rows of foreign keys.
    private func declared(by policy: AccessPolicy, into schema: inout PostgresSchema) async throws -> [[String?]] {
        let rules = PostgresReadRules(policy)
        try await each(PostgresCatalogQueries.relations) { schema.addRelation($0, rules: rules) }
        try await each(PostgresCatalogQueries.partitions) { schema.addPartitions($0) }
        try await each(PostgresCatalogQueries.labels) { schema.addLabel($0) }
        try await each(PostgresCatalogQueries.types) { schema.addType($0) }
        try await each(PostgresCatalogQueries.columns) { schema.addColumn($0, rules: rules) }
        try await each(PostgresCatalogQueries.keys) { schema.addKey($0) }
        var foreignKeys: [[String?]] = []
        try await each(PostgresCatalogQueries.foreignKeys) { foreignKeys.append($0) }
        return foreignKeys
    }

    /// Reads what ANALYZE found, of columns of text so many characters.
    private func addStatistics(to schema: inout PostgresSchema, length: Int) async throws {
        let known = schema
        try await connection.run(script: "SAVEPOINT plumb_statistics")
        do {
            try await each(PostgresCatalogQueries.statistics, ["\(length)"]) { schema.addStatistics($0) }
        } catch let error as PlumbError where ["22021", "22P05"].contains(error.postgresState) {
            // One value that the server can't write as UTF-8 would take all with it: texts are left out.
            try await connection.run(script: "ROLLBACK TO SAVEPOINT plumb_statistics")
            schema = known
            try await each(PostgresCatalogQueries.statistics, ["0"]) { schema.addStatistics($0) }
        }
    }

    /// Runs a query and hands on its rows, of which only a batch is in memory at a time.
    private func each(
        _ sql: String, _ parameters: [String?] = [], _ body: ([String?]) -> Void
    ) async throws {
        let rows = connection.execute(sql, parameters, within: Self.secondsPerQuery)
        while let batch = try await rows.next() {
            for row in batch { body(row) }
        }
    }
}
