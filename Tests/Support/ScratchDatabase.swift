internal import CSQLite
public import Foundation
public import PlumbDatabases
internal import Synchronization

/// A database in a folder of its own, which may be written and is removed with the value.
public final class ScratchDatabase: Sendable {
    /// The folder, which also holds the cache.
    public let folder: String

    /// The file.
    public let path: String

    /// Why a database could not be written.
    public struct Failure: Error {
        /// What SQLite said.
        public let message: String
    }

    /// Makes a database.
    ///
    /// - Parameters:
    ///   - sql: the statements that fill it.
    ///   - name: the database's name, which is also the file's.
    /// - Throws: `Failure` where SQLite refuses a statement.
    public init(_ sql: String = "", name: String = "scratch") throws {
        folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
        path = "\(folder)/\(name).sqlite"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // SQLite writes the file with the first statement that changes something.
        try run("PRAGMA user_version = 1;" + sql)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static let keptFolders = Mutex<[String]>([])

    /// Removes the folder when the process ends, for a value that lives as long.
    public func removeAtExit() {
        let isFirst = Self.keptFolders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        guard isFirst else { return }
        atexit {
            for folder in ScratchDatabase.keptFolders.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: folder)
            }
        }
    }

    /// Writes to the database, as another program would.
    ///
    /// - Throws: `Failure`.
    public func run(_ sql: String) throws {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK,
            sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK
        else { throw Failure(message: String(cString: sqlite3_errmsg(handle))) }
    }

    /// The cache in the database's folder, so that tests share none.
    public var options: DatabaseOptions { DatabaseOptions(cache: .folder(folder + "/cache")) }

    /// The file's content.
    ///
    /// - Throws: where the file can't be read.
    public var bytes: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: path)) } }

    /// Opens the database for questions.
    ///
    /// - Throws: `PlumbError`.
    public func open() async throws -> OpenDatabase {
        try await OpenDatabase.open(path, options: options)
    }
}
