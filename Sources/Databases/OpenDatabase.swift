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

    /// Names of the policy that mean nothing in the database; the remarks speak of them.
    package let unknownNames: [PolicyEntry]

    /// Opens a database; reads its catalog where it is new or has changed.
    ///
    /// - Parameters:
    ///   - text: where it is: `sqlite:PATH`, a bare path, `postgres://USER@HOST/DATABASE`, or `postgres:` for what
    ///     libpq's `PG*` variables name.
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
        let annotations = try AnnotationsFile.find(for: location, named: options.annotationsPath)
        switch location.dialect {
        case .sqlite: return try await openSQLite(location, annotations, options, progress)
        case .postgres: return try await openPostgres(location, annotations, options, progress)
        }
    }
}

extension OpenDatabase {
    /// A hash of what the database and its annotations declare, and of a policy.
    ///
    /// It does not change with statistics, which a server renews by itself.
    ///
    /// - Parameter policy: the policy that the database was opened with.
    /// - Returns: the hash.
    package func declaredFingerprint(under policy: AccessPolicy) -> String {
        var declared = catalog
        (declared.database, declared.fingerprint) = ("", "")
        // Keys are inferred from values, too.
        declared.foreignKeys.removeAll { $0.origin == .inferred }
        for table in declared.tables.indices {
            declared.tables[table].rowCount = nil
            for column in declared.tables[table].columns.indices {
                declared.tables[table].columns[column].statistics = nil
            }
        }
        var hash = StableHash()
        StoredCatalog(catalog: declared, hiddenTables: [], hiddenColumns: []).encoded.withUnsafeBytes {
            hash.combine($0)
        }
        hash.combine(policy.stamp)
        return hash.text
    }
}

extension DatabaseOptions.Cache {
    /// The folder to use; nil where nothing is kept.
    var folder: CacheFolder? {
        switch self {
        case .standard: CacheFolder()
        case .folder(let path): CacheFolder(named: path)
        case .none: nil
        }
    }
}
