internal import Foundation
internal import PlumbCore

/// What was read of one database, in a SQLite file of our own: the catalog, and an index of values by their words.
///
/// A file is written once, under another name, and then moved to its place whole: processes may read and replace it
/// at the same time, and one that has it open keeps what it opened.
actor CatalogStore {
    private nonisolated let serial = SerialQueueExecutor(label: "plumb.cache")
    private var connection: CacheConnection?
    private var statements: [String: SQLiteStatement] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

    // MARK: Opening

    /// A catalog, and where it comes from.
    struct Found: Sendable {
        var stored: StoredCatalog
        /// Whether it was kept before.
        var isCached: Bool
        /// Whether it is kept now.
        var isKept: Bool
    }

    /// The catalog that is kept; where none is, what a reading gives, which is kept then.
    ///
    /// - Parameters:
    ///   - path: where it is kept; nil for nowhere.
    ///   - folder: the folder of that file.
    ///   - stamp: of the database as it is now.
    ///   - reading: reads the database: its catalog, the values to be found, and whether both are of this stamp.
    /// - Returns: the catalog.
    /// - Throws: what the reading throws; `PlumbError` where not even memory holds what was read.
    nonisolated func find(
        at path: String?, in folder: CacheFolder?, stamp: CatalogStamp,
        reading: () async throws -> (StoredCatalog, values: [CatalogReading.ColumnValues], isOfStamp: Bool)
    ) async throws -> Found {
        if let path, let stored = await open(path, stamp: stamp) {
            return Found(stored: stored, isCached: true, isKept: true)
        }
        let (stored, values, isOfStamp) = try await reading()
        let isKept = try await fill(stored, values, stamp: isOfStamp ? stamp : nil, path: path, in: folder)
        return Found(stored: stored, isCached: false, isKept: isKept)
    }

    /// Opens the file of a database.
    ///
    /// - Returns: the catalog; nil where there is no file, or it is not of this stamp, or can't be read.
    func open(_ path: String, stamp: CatalogStamp) -> StoredCatalog? {
        guard access(path, R_OK) == 0, let connection = try? CacheConnection(reading: path),
            let statement = try? connection.prepare("SELECT stamp, catalog FROM stored"),
            (try? statement.step()) == true, statement.text(at: 0) == stamp.text,
            let stored = try? StoredCatalog(decoding: statement.blob(at: 1))
        else { return nil }
        self.connection = connection
        return stored
    }

    // MARK: Filling

    /// Takes in what was read, and keeps it in a file where that can be done, in memory elsewhere.
    ///
    /// - Parameters:
    ///   - stored: the catalog.
    ///   - values: the values to be found.
    ///   - stamp: of what was read; nil where it changed meanwhile and must not be kept.
    ///   - path: where to keep it.
    ///   - folder: the folder it is in.
    /// - Returns: whether it is kept.
    /// - Throws: `PlumbError` where not even memory will do.
    func fill(
        _ stored: StoredCatalog, _ values: [CatalogReading.ColumnValues], stamp: CatalogStamp?, path: String?,
        in folder: CacheFolder?
    ) throws(PlumbError) -> Bool {
        if let stamp, let path, let folder, let temporary = folder.temporaryFile(beside: path) {
            do {
                let connection = try CacheConnection(filling: temporary)
                try CacheWriter(connection).write(stored, values, stamp: stamp.text)
                if rename(temporary, path) == 0 {
                    self.connection = connection
                    folder.tidy()
                    return true
                }
            } catch {
                // A full disk, for one: the index is then made once more, in memory.
            }
            unlink(temporary)
        }
        let connection = try CacheConnection(filling: "")
        try CacheWriter(connection).write(stored, values, stamp: "")
        self.connection = connection
        return false
    }

    // MARK: Reading

    /// A statement, compiled once.
    func statement(_ sql: String) throws(PlumbError) -> SQLiteStatement {
        if let statement = statements[sql] {
            statement.reset()
            return statement
        }
        guard let connection else { throw PlumbError(.databaseUnavailable, "The value index is not open.") }
        let statement = try connection.prepare(sql)
        statements[sql] = statement
        return statement
    }
}
