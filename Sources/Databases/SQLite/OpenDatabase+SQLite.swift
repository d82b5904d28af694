internal import Foundation
internal import PlumbCore

extension OpenDatabase {
    /// Opens a SQLite file.
    static func openSQLite(
        _ location: DatabaseLocation, _ annotations: AnnotationsFile?, _ options: DatabaseOptions,
        _ progress: (@Sendable (CatalogProgress) -> Void)?
    ) async throws -> OpenDatabase {
        let file = try SQLiteFile(at: location)
        let stamp = CatalogStamp(file, annotations, options.policy)
        let folder = options.cache.folder
        let path = try folder?.file(
            named: location.name, key: [URL(fileURLWithPath: location.filePath()).resolvingSymlinksInPath().path],
            annotations: annotations?.path, policy: options.policy)
        let store = CatalogStore()
        let found = try await store.find(at: path, in: folder, stamp: stamp) {
            let (stored, reading) = try await readSQLite(location, file, annotations, options.policy, progress)
            // What changed while it was read is read again next time.
            let isSame = try CatalogStamp(SQLiteFile(at: location), annotations, options.policy) == stamp
            return (stored, reading.values, isSame)
        }
        let policy = options.policy.denying(tables: found.stored.hiddenTables, columns: found.stored.hiddenColumns)
        let database = try await SQLiteDatabase.open(
            location,
            options: .init(policy: policy, allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings))
        let unknown = try await options.unknownNames(on: location.name) { _ in try await database.relations() }
        return OpenDatabase(
            location: location, catalog: found.stored.catalog, executor: database, values: store,
            isCatalogCached: found.isCached, isCatalogKept: found.isKept,
            remarks: unknown.map(\.remark) + found.stored.remarks, unknownNames: unknown.map(\.entry))
    }

    private static func readSQLite(
        _ location: DatabaseLocation, _ file: SQLiteFile, _ annotationsFile: AnnotationsFile?, _ policy: AccessPolicy,
        _ progress: (@Sendable (CatalogProgress) -> Void)?
    ) async throws -> (StoredCatalog, CatalogReading) {
        let annotations = try annotationsFile?.annotations()
        let hiddenTables = annotations?.hiddenTables ?? []
        let hiddenColumns = annotations?.hiddenColumns ?? []
        let reader = SQLiteCatalogReader(
            location, policy: policy.denying(tables: hiddenTables, columns: hiddenColumns), annotations: annotations,
            progress: progress)
        let reading = try await reader.read()
        var catalog = Catalog(
            database: location.name, dialect: .sqlite,
            fingerprint: ContentFingerprint.text(file, annotationsFile, policy), tables: reading.tables,
            foreignKeys: reading.foreignKeys)
        annotations?.apply(to: &catalog)
        let stored = StoredCatalog(
            catalog: catalog, hiddenTables: hiddenTables, hiddenColumns: hiddenColumns,
            remarks: remarks(file, catalog, policy))
        return (stored, reading)
    }

    private static func remarks(_ file: SQLiteFile, _ catalog: Catalog, _ policy: AccessPolicy) -> [String] {
        if file.isEmpty { return ["\(catalog.database) is an empty file: a database without tables."] }
        if catalog.tables.isEmpty { return ["\(catalog.database) has no tables that may be read."] }
        var remarks = catalog.tables.compactMap { table in
            table.problem.map { "\(table.isView ? "The view" : "The table") \(table.name) can't be read: \($0)" }
        }
        if let remark = policy.remark { remarks.append(remark) }
        return remarks
    }
}
