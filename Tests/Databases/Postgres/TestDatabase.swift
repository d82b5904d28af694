import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// A database of a test's own on the test server, which is thrown away with the server; and a cache of its own.
final class TestDatabase: Sendable {
    let name: String
    let cache = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
    private let connection: PostgresConnection

    /// Makes the database and runs a script in it, in which `{reader}` stands for a role that may log in.
    init(_ script: String = "", encoding: String? = nil) async throws {
        let name = "test_" + UUID().uuidString.prefix(8).lowercased()
        self.name = name
        let server = try await TestPostgres.connect()
        let options = encoding.map { " ENCODING '\($0)' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'" } ?? ""
        try await server.rows("CREATE DATABASE \(name)\(options)")
        connection = try await TestPostgres.connect(["dbname": name])
        if script.contains("{reader}") { try await server.rows("CREATE ROLE reader_\(name) LOGIN") }
        try await run(script)
    }

    deinit { try? FileManager.default.removeItem(atPath: cache) }

    var reader: String { "reader_\(name)" }

    func run(_ script: String) async throws {
        try await connection.run(script: script.replacing("{reader}", with: reader))
    }

    func rows(_ sql: String) async throws -> [[String?]] { try await connection.rows(sql) }

    /// Opens it as the superuser, or as the reader.
    func open(
        asReader: Bool = false, _ change: (inout DatabaseOptions) -> Void = { _ in },
        address: [String: String?] = [:]
    ) async throws -> OpenDatabase {
        var changes: [String: String?] = address
        changes["dbname"] = name
        if asReader { changes["user"] = reader }
        var options = DatabaseOptions(cache: .folder(cache))
        change(&options)
        return try await OpenDatabase.open(
            DatabaseLocation(server: TestPostgres.location(changes)), options: options)
    }

    func catalog(asReader: Bool = false, _ change: (inout DatabaseOptions) -> Void = { _ in }) async throws -> Catalog {
        try await open(asReader: asReader, change).catalog
    }

    /// Writes a file that is removed with the database.
    func write(_ text: String, to file: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: cache, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try text.write(toFile: "\(cache)/\(file)", atomically: true, encoding: .utf8)
        return "\(cache)/\(file)"
    }
}
