internal import Foundation
public import PlumbCore

/// Where a database is: a SQLite file, or a database of a Postgres server.
public struct DatabaseLocation: Hashable, Sendable, CustomStringConvertible {
    /// The SQL that is spoken there.
    public var dialect: SQLDialect { server == nil ? .sqlite : .postgres }

    /// The file's absolute path; nil for a database of a server.
    public let path: String?

    /// The server and the database on it; nil for a file.
    public let server: PostgresLocation?

    /// Reads a location: `sqlite:PATH`, `sqlite://PATH`, a bare path, or `postgres:` and what libpq takes.
    ///
    /// - Parameter text: what a person typed. A leading `~/` is the home folder.
    /// - Throws: `PlumbError` with `databaseUnavailable` for another scheme, `badInput` for text that can't be a path
    ///   or the address of a server.
    public init(_ text: String) throws(PlumbError) {
        guard !text.utf8.contains(0) else {
            throw PlumbError(.badInput, "The database's path contains a NUL byte.", suggestion: "Remove it.")
        }
        let (scheme, rest) = Self.split(text)
        var path = text
        switch scheme {
        case nil: break
        case "sqlite", "sqlite3": path = rest.hasPrefix("//") ? String(rest.dropFirst(2)) : rest
        case "postgres", "postgresql":
            server = try PostgresLocation(afterScheme: rest)
            self.path = nil
            return
        case let scheme?:
            // A file may have a colon in its name.
            guard access(text, F_OK) == 0 else {
                throw PlumbError(
                    .databaseUnavailable, "Plumb does not know databases of the kind \(scheme):.",
                    suggestion: "Give a SQLite file, sqlite:PATH or its path alone, or postgres://user@host/database.")
            }
        }
        guard !path.isEmpty else {
            throw PlumbError(
                .badInput, "The database's path is empty.", suggestion: "Give the path of a SQLite file.")
        }
        if path.hasPrefix("~/") { path = NSHomeDirectory() + path.dropFirst(1) }
        if !path.hasPrefix("/") { path = FileManager.default.currentDirectoryPath + "/" + path }
        self.path = path
        server = nil
    }

    /// The location of a server's database.
    public init(server: PostgresLocation) {
        self.server = server
        path = nil
    }

    /// The database's name for people: the file's, without its ending, or the one that it has on its server.
    public var name: String { server?.name ?? Self.name(ofPath: path ?? "") }

    /// `sqlite:` and the path, or the server's address without its password.
    public var description: String { server?.description ?? "sqlite:\(path ?? "")" }

    /// The path, where a file is needed.
    ///
    /// - Throws: `PlumbError` with `badInput` for a server.
    func filePath() throws(PlumbError) -> String {
        guard let path else {
            throw PlumbError(
                .badInput, "\(name) is a database of a server, and a SQLite file is needed here.",
                suggestion: "Give the path of a SQLite file.")
        }
        return path
    }

    static func name(ofPath path: String) -> String {
        let file = fileName(ofPath: path)
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }

    /// The last part of a path.
    static func fileName(ofPath path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The scheme before the first colon in small letters, and what follows; nil where there is none.
    private static func split(_ text: String) -> (scheme: String?, rest: String) {
        guard let colon = text.firstIndex(of: ":") else { return (nil, text) }
        let scheme = text[..<colon]
        let isScheme =
            scheme.first?.isLetter == true
            && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
        return isScheme ? (scheme.lowercased(), String(text[text.index(after: colon)...])) : (nil, text)
    }
}
