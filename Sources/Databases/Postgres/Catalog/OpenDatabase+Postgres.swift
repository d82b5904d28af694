internal import PlumbCore

extension OpenDatabase {
    /// The same database with other settings, such as those of one tenant; it shares the catalog and the connections.
    ///
    /// - Parameter settings: settings of each query's transaction, in place of the options'.
    /// - Returns: the database.
    /// - Throws: `PlumbError` with `badInput` for a name without a dot, and for a database that is no Postgres database.
    public func with(settings: [String: String]) throws -> OpenDatabase {
        guard let database = executor as? PostgresDatabase else {
            throw PlumbError(
                .badInput, "\(location.name) takes no settings: only queries of a Postgres database have them.",
                suggestion: "Use conditions on rows, `policy: {rows: …}`, for a SQLite file.")
        }
        return OpenDatabase(
            location: location, catalog: catalog, executor: try database.with(settings: settings), values: values,
            isCatalogCached: isCatalogCached, isCatalogKept: isCatalogKept, remarks: remarks, unknownNames: unknownNames
        )
    }

    /// Opens a database of a Postgres server.
    static func openPostgres(
        _ location: DatabaseLocation, _ annotations: AnnotationsFile?, _ options: DatabaseOptions,
        _ progress: (@Sendable (CatalogProgress) -> Void)?
    ) async throws -> OpenDatabase {
        var own = options.postgres
        own.policy = options.policy
        let database = try await PostgresDatabase.open(location, options: own)
        do {
            return try await open(database, annotations, options, progress)
        } catch {
            database.close()
            throw error
        }
    }

    private static func open(
        _ database: PostgresDatabase, _ annotations: AnnotationsFile?, _ options: DatabaseOptions,
        _ progress: (@Sendable (CatalogProgress) -> Void)?
    ) async throws -> OpenDatabase {
        let policy = options.policy
        let values = options.readsValues ? "values" : "statistics"
        let state = try await database.pool.withConnection { try await PostgresState.read(on: $0, database.options) }
        let stamp = CatalogStamp(state.stamp + [values], annotations, policy)
        let folder = options.cache.folder
        let path = folder?.file(
            named: database.location.name, key: [database.location.description, values] + state.key,
            annotations: annotations?.path, policy: policy)
        let store = CatalogStore()
        let found = try await store.find(at: path, in: folder, stamp: stamp) {
            let notes = try annotations?.annotations()
            let reading = try await database.pool.withConnection { connection in
                try await PostgresCatalogReader(
                    connection: connection, options: database.options, annotations: notes,
                    readsValues: options.readsValues, progress: progress
                ).read()
            }
            let stored = Self.stored(reading, notes, annotations, policy)
            try await notes?.checkConditions(with: database, on: stored.catalog.tables)
            // The stamp is older than the reading: what changed between them is read again next time.
            return (stored, reading.reading.values, true)
        }
        let open = try database.with(
            policy: policy.denying(tables: found.stored.hiddenTables, columns: found.stored.hiddenColumns))
        let unknown = try await options.unknownNames(on: found.stored.catalog.database) { names in
            try await relations(named: names, of: database)
        }
        return OpenDatabase(
            location: database.location, catalog: found.stored.catalog, executor: open, values: store,
            isCatalogCached: found.isCached, isCatalogKept: found.isKept,
            remarks: unknown.map(\.remark) + found.stored.remarks,
            unknownNames: unknown.map(\.entry))
    }

    /// The tables and views of a server's database, whatever the policy closes and the role may read.
    private static func relations(
        named names: Set<String>?, of database: PostgresDatabase
    ) async throws -> [PolicyEntry.Relation] {
        let rows = try await database.pool.withConnection { connection in
            try await PostgresReading.transaction(on: connection, database.options, within: 30) {
                try await connection.rows(
                    names == nil ? PostgresCatalogQueries.relationNames : PostgresCatalogQueries.relationsNamed,
                    names.map { [PostgresText.array($0)] } ?? [])
            }
        }
        return rows.compactMap { row in
            guard row.count == 4, let name = row[1] else { return nil }
            let columns = PostgresArrayText.elements(of: row[3] ?? "{}").elements
            return .init(schema: row[0], name: name, isVisible: row[2] == "t", columns: columns)
        }
    }

    private static func stored(
        _ reading: PostgresCatalogReader.Reading, _ annotations: Annotations?, _ file: AnnotationsFile?,
        _ policy: AccessPolicy
    ) -> StoredCatalog {
        // Named later: the same tables have the same fingerprint wherever they are.
        var catalog = Catalog(
            database: "", dialect: .postgres, fingerprint: "", tables: reading.reading.tables,
            foreignKeys: reading.reading.foreignKeys)
        annotations?.apply(to: &catalog)
        var stored = StoredCatalog(
            catalog: catalog, hiddenTables: reading.hiddenTables, hiddenColumns: reading.hiddenColumns,
            remarks: reading.remarks)
        // What was read is all that is known of the content: no file's bytes can be looked at.
        var hash = StableHash()
        stored.encoded.withUnsafeBytes { hash.combine($0) }
        hash.combine(file?.bytes ?? [])
        hash.combine(policy.stamp)
        stored.catalog.fingerprint = hash.text
        stored.catalog.database = reading.database
        return stored
    }
}
