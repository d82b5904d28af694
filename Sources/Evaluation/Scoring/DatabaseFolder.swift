internal import Foundation
public import PlumbCore
internal import PlumbDatabases

/// A folder of SQLite databases by name, as benchmarks lay them out.
public struct DatabaseFolder: Sendable {
    private let path: String

    /// A folder.
    ///
    /// - Parameter path: where it is.
    /// - Throws: `PlumbError` with `badInput` where there is none, or a server is named.
    public init(_ path: String) throws(PlumbError) {
        guard try DatabaseLocation(path).server == nil else {
            throw PlumbError(
                .badInput, "a Postgres server is named where a folder of SQLite files is needed",
                suggestion: "Name the folder that holds NAME/NAME.sqlite; plumb eval alone asks a server.")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw PlumbError(
                .badInput, "there is no folder \(path)", suggestion: "Name the folder that holds NAME/NAME.sqlite.")
        }
        self.path = path
    }

    /// The files of a database: all of `NAME/`, the one of its own name first, or `NAME.sqlite`.
    ///
    /// Several files in one folder are a test suite: the same database with other contents.
    ///
    /// - Parameter name: the database's name.
    /// - Returns: the files, at least one.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func files(of name: String) throws(PlumbError) -> [String] {
        // A name comes from a file, and must not lead out of the folder.
        guard !name.isEmpty, !name.contains("/"), name != "..", name != "." else {
            throw PlumbError(.databaseUnavailable, "'\(name)' is no name of a database")
        }
        let folder = "\(path)/\(name)"
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let suite = entries.filter { $0.hasSuffix(".sqlite") }.sorted { left, right in
            (left == "\(name).sqlite" ? 0 : 1, left) < (right == "\(name).sqlite" ? 0 : 1, right)
        }
        if !suite.isEmpty { return suite.map { "\(folder)/\($0)" } }
        let file = "\(path)/\(name).sqlite"
        if FileManager.default.fileExists(atPath: file) { return [file] }
        throw PlumbError(
            .databaseUnavailable, "there is no database '\(name)' in \(path)",
            suggestion: "Looked for \(name)/\(name).sqlite and \(name).sqlite.")
    }
}
