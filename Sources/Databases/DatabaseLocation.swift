internal import Foundation
public import PlumbCore

/// Where a database is.
public struct DatabaseLocation: Hashable, Sendable, CustomStringConvertible {
    /// The SQL that is spoken there.
    public let dialect: SQLDialect

    /// The file's absolute path.
    public let path: String

    /// Reads a location: `sqlite:PATH`, `sqlite://PATH` or a bare path.
    ///
    /// - Parameter text: what a person typed. A leading `~/` is the home folder.
    /// - Throws: `PlumbError` with `databaseUnavailable` for another scheme, `badInput` for text that can't be a path.
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
            throw PlumbError(
                .databaseUnavailable, "Plumb can't reach Postgres yet.",
                suggestion: "Give a SQLite file: sqlite:PATH, or its path alone.")
        case let scheme?:
            // A file may have a colon in its name.
            guard access(text, F_OK) == 0 else {
                throw PlumbError(
                    .databaseUnavailable, "Plumb does not know databases of the kind \(scheme):.",
                    suggestion: "Give a SQLite file: sqlite:PATH, or its path alone.")
            }
        }
        guard !path.isEmpty else {
            throw PlumbError(
                .badInput, "The database's path is empty.", suggestion: "Give the path of a SQLite file.")
        }
        if path.hasPrefix("~/") { path = NSHomeDirectory() + path.dropFirst(1) }
        if !path.hasPrefix("/") { path = FileManager.default.currentDirectoryPath + "/" + path }
        dialect = .sqlite
        self.path = path
    }

    /// The database's name for people: the file's, without its ending.
    public var name: String { Self.name(ofPath: path) }

    /// `sqlite:` and the path.
    public var description: String { "sqlite:\(path)" }

    /// The file's name with its ending.
    var fileName: String { Self.lastComponent(of: path) }

    static func name(ofPath path: String) -> String {
        let file = lastComponent(of: path)
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }

    private static func lastComponent(of path: String) -> String {
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
