public import PlumbCore

/// A database that is open for questions: its catalog, its values, and a way to run queries.
public struct OpenDatabase: Sendable {
    /// Where it is.
    public let location: DatabaseLocation

    /// What is known of it.
    public let catalog: Catalog

    /// Runs queries, inside limits and without writing.
    public let executor: any QueryExecutor

    /// Finds values by words.
    public let values: any ValueIndex

    /// Whether the catalog was read from the cache, and not from the database.
    public let isCatalogCached: Bool

    /// Whether the next opening will find the catalog in the cache; false where the cache is off or can't be written.
    public let isCatalogKept: Bool

    /// What a person should know of the database before asking, such as that it holds no tables.
    public let remarks: [String]

    /// Opens a database; reads its catalog where it is new or has changed.
    ///
    /// - Parameters:
    ///   - text: where it is: `sqlite:PATH` or a bare path.
    ///   - options: how to open it.
    ///   - progress: called with each table while the catalog is read; not called where it is cached.
    /// - Returns: the open database.
    /// - Throws: `PlumbError` with `databaseUnavailable` for a database that can't be used, `badInput` for an
    ///   annotations file with mistakes, `cancelled`.
    public static func open(
        _ text: String, options: DatabaseOptions = DatabaseOptions(),
        progress: (@Sendable (CatalogProgress) -> Void)? = nil
    ) async throws -> OpenDatabase {
        let location = try DatabaseLocation(text)
        return try await open(location, options: options, progress: progress)
    }

    /// Opens a database at a location; see `open(_:options:progress:)`.
    ///
    /// - Parameters:
    ///   - location: where it is.
    ///   - options: how to open it.
    ///   - progress: called with each table while the catalog is read.
    /// - Returns: the open database.
    /// - Throws: as the other form.
    public static func open(
        _ location: DatabaseLocation, options: DatabaseOptions = DatabaseOptions(),
        progress: (@Sendable (CatalogProgress) -> Void)? = nil
    ) async throws -> OpenDatabase {
        guard location.server == nil else {
            throw PlumbError(
                .databaseUnavailable, "Plumb can't read the tables of a Postgres database yet.",
                suggestion: "Give a SQLite file: sqlite:PATH, or its path alone.")
        }
        let annotations = try AnnotationsFile.find(for: location, named: options.annotationsPath)
        let file = try SQLiteFile(at: location)
        let stamp = FileStamp(file, annotations, options.policy)
        let folder = options.cache.folder
        let path = folder?.file(for: location, annotations: annotations?.path, policy: options.policy)
        let store = CatalogStore()
        var stored: StoredCatalog
        var isCached = false
        var isKept = false
        if let path, let found = await store.open(path, stamp: stamp) {
            (stored, isCached, isKept) = (found, true, true)
        } else {
            let reading: CatalogReading
            (stored, reading) = try await read(location, file, annotations, options.policy, progress)
            // What changed while it was read is read again next time.
            let isSame = try FileStamp(SQLiteFile(at: location), annotations, options.policy) == stamp
            isKept = try await store.fill(stored, reading.values, stamp: isSame ? stamp : nil, path: path, in: folder)
        }
        let policy = options.policy.denying(tables: stored.hiddenTables, columns: stored.hiddenColumns)
        let database = try await SQLiteDatabase.open(
            location,
            options: .init(policy: policy, allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings))
        return OpenDatabase(
            location: location, catalog: stored.catalog, executor: database, values: store, isCatalogCached: isCached,
            isCatalogKept: isKept, remarks: remarks(file, stored.catalog, options.policy))
    }

    private static func read(
        _ location: DatabaseLocation, _ file: SQLiteFile, _ annotationsFile: AnnotationsFile?, _ policy: AccessPolicy,
        _ progress: (@Sendable (CatalogProgress) -> Void)?
    ) async throws -> (StoredCatalog, CatalogReading) {
        let annotations = try annotationsFile?.annotations()
        let hiddenTables = annotations?.hiddenTables ?? []
        let hiddenColumns = annotations?.hiddenColumns ?? []
        let reader = CatalogReader(
            location, policy: policy.denying(tables: hiddenTables, columns: hiddenColumns), annotations: annotations,
            progress: progress)
        let reading = try await reader.read()
        var catalog = Catalog(
            database: location.name, dialect: .sqlite,
            fingerprint: ContentFingerprint.text(file, annotationsFile, policy), tables: reading.tables,
            foreignKeys: reading.foreignKeys)
        annotations?.apply(to: &catalog)
        return (StoredCatalog(catalog: catalog, hiddenTables: hiddenTables, hiddenColumns: hiddenColumns), reading)
    }

    private static func remarks(_ file: SQLiteFile, _ catalog: Catalog, _ policy: AccessPolicy) -> [String] {
        if file.isEmpty { return ["\(catalog.database) is an empty file: a database without tables."] }
        if catalog.tables.isEmpty { return ["\(catalog.database) has no tables that may be read."] }
        var remarks = catalog.tables.compactMap { table in
            table.problem.map { "\(table.isView ? "The view" : "The table") \(table.name) can't be read: \($0)" }
        }
        let limited = policy.rowFilters.keys.sorted().map(\.description)
        if !limited.isEmpty { remarks.append("The policy opens only some rows of \(limited.joined(separator: ", ")).") }
        return remarks
    }
}

extension DatabaseOptions.Cache {
    fileprivate var folder: CacheFolder? {
        switch self {
        case .standard: CacheFolder()
        case .folder(let path): CacheFolder(named: path)
        case .none: nil
        }
    }
}
