import CSQLite
import Foundation
import PlumbCore
import PlumbDatabases
import Testing

/// A folder that is removed with the value, and databases in it that may be written.
final class TemporaryDatabase: Sendable {
    let folder: String
    let path: String

    /// The folder's cache, so that tests do not share one.
    var options: DatabaseOptions { DatabaseOptions(cache: .folder(folder + "/cache")) }

    init(_ sql: String = "", name: String = "shop.sqlite") throws {
        folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = "\(folder)/\(name)"
        try run(sql)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes to the database, as another program would.
    func run(_ sql: String) throws {
        let writer = try Writer(path)
        try writer.run(sql)
    }

    /// Writes a file beside the database.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        return "\(folder)/\(name)"
    }

    func open(_ options: DatabaseOptions? = nil) async throws -> OpenDatabase {
        try await OpenDatabase.open(path, options: options ?? self.options)
    }

    func connect(_ options: SQLiteDatabase.Options = .init()) async throws -> SQLiteDatabase {
        try await SQLiteDatabase.open(DatabaseLocation(path), options: options)
    }

    var bytes: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: path)) } }
}

/// A handle that may write.
final class Writer {
    private let handle: OpaquePointer

    struct Failure: Error {
        var message: String
    }

    init(_ path: String) throws {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let handle else {
            throw Failure(message: "can't open \(path)")
        }
        self.handle = handle
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    func run(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: String(cString: sqlite3_errmsg(handle)))
        }
    }
}

/// The error that an operation throws.
func failure(_ operation: () async throws -> some Any) async -> PlumbError? {
    do {
        _ = try await operation()
        return nil
    } catch {
        return error as? PlumbError
    }
}

extension QueryExecutor {
    /// All rows of a query.
    func rows(_ sql: String, seconds: Double = 10) async throws -> [Row] {
        try await result(of: sql, limits: ExecutionLimits(seconds: seconds)).rows
    }
}

/// Rows numbered from 1 on, as many as asked for.
func numbers(_ count: Int) -> String {
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))"
}
