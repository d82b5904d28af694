internal import Foundation
internal import PlumbCore
internal import PlumbLanguage

/// What can be told of a database file without SQLite.
struct SQLiteFile {
    let path: String

    /// The size in bytes.
    let size: Int

    /// The first bytes, which describe the database.
    ///
    /// Their meaning: <https://www.sqlite.org/fileformat2.html#the_database_header>.
    let header: [UInt8]

    private static let magic = Array("SQLite format 3\u{0}".utf8)

    /// Looks at a file, and says plainly why it can't be a database.
    init(at location: DatabaseLocation) throws(PlumbError) {
        path = try location.filePath()
        let name = DatabaseLocation.fileName(ofPath: path)
        var information = stat()
        guard stat(path, &information) == 0 else { throw Self.missing(path, errno) }
        switch information.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR:
            throw PlumbError(
                .databaseUnavailable, "\(name) is a folder, not a database.",
                suggestion: Self.hint(Self.databases(in: path)) ?? "Give the path of a SQLite file.")
        default:
            throw PlumbError(
                .databaseUnavailable, "\(name) is not a regular file.", suggestion: "Give the path of a SQLite file.")
        }
        size = Int(information.st_size)
        header = try Self.head(of: path, name: name)
        try Self.check(header, size: size, name: name)
    }

    /// Whether the file has no content: SQLite takes it for a database without tables.
    var isEmpty: Bool { size == 0 }

    /// The number that SQLite raises with every change outside WAL mode.
    var changeCounter: UInt32 {
        header.count < 28 ? 0 : header[24..<28].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Whether nobody can be writing: the database is in WAL mode, has no log, and its folder can't be written.
    static func isSettled(_ path: String) -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return !hasLog(path) && access(folder, W_OK) != 0
    }

    /// Whether changes lie in a write-ahead log beside the file.
    static func hasLog(_ path: String) -> Bool {
        var information = stat()
        return stat(path + "-wal", &information) == 0 && information.st_size > 0
    }

    private static func head(of path: String, name: String) throws(PlumbError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(name, errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw unreadable(name, errno) }
        return Array(bytes.prefix(count))
    }

    private static func check(_ head: [UInt8], size: Int, name: String) throws(PlumbError) {
        guard size > 0, !head.starts(with: magic) else { return }
        func error(_ problem: String, _ suggestion: String) -> PlumbError {
            PlumbError(.databaseUnavailable, "\(name) is not a SQLite database: \(problem).", suggestion: suggestion)
        }
        let known: [(signature: [UInt8], offset: Int, problem: String)] = [
            ([0x1F, 0x8B], 0, "it is compressed with gzip"), (Array("PK\u{3}\u{4}".utf8), 0, "it is a zip archive"),
            ([0x28, 0xB5, 0x2F, 0xFD], 0, "it is compressed with zstd"),
            (Array("PAR1".utf8), 0, "it is a Parquet file"), (Array("DUCK".utf8), 8, "it is a DuckDB database"),
            (Array("** This file contains an SQLite 2.1".utf8), 0, "its format is SQLite 2"),
        ]
        for entry in known where head.dropFirst(entry.offset).starts(with: entry.signature) {
            throw error(entry.problem, "Unpack or convert it, then give the path of the SQLite file.")
        }
        // A character may be cut at the end of what was read.
        let isText =
            !head.contains(0) && String(validating: head.dropLast(min(3, head.count / 2)), as: UTF8.self) != nil
        if isText {
            throw error(
                "it holds text", "Make a database of it first: SQL with sqlite3 new.sqlite < file, CSV with .import.")
        }
        throw error(
            "its first bytes are unknown, so it is damaged, encrypted (SQLCipher, SEE) or something else",
            "Plumb reads unencrypted SQLite files only; decrypt it with the program that made it.")
    }

    // MARK: Errors

    private static func missing(_ path: String, _ code: Int32) -> PlumbError {
        let name = DatabaseLocation.fileName(ofPath: path)
        guard code == ENOENT || code == ENOTDIR else { return unreadable(name, code) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return PlumbError(
            .databaseUnavailable, "There is no file \(path).",
            suggestion: NearestName.of(name, among: entries(of: folder)).map { "Did you mean \($0)?" }
                ?? hint(databases(in: folder)) ?? "Give the path of an existing SQLite file.")
    }

    private static func unreadable(_ name: String, _ code: Int32) -> PlumbError {
        PlumbError(
            .databaseUnavailable, "\(name) can't be read: \(String(cString: strerror(code))).",
            suggestion: "Check that you may read it and the folders it is in.")
    }

    private static func hint(_ names: [String]) -> String? {
        names.isEmpty ? nil : "There are: \(names.prefix(5).joined(separator: ", "))."
    }

    private static func databases(in folder: String) -> [String] {
        entries(of: folder).filter { name in
            [".sqlite", ".sqlite3", ".db", ".db3"].contains { name.asciiLowercased.hasSuffix($0) }
        }
    }

    private static func entries(of folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

extension String {
    /// The text of bytes that are valid UTF-8; nil for others.
    fileprivate init?(validating bytes: some Collection<UInt8>, as _: UTF8.Type) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.elementsEqual(bytes) else { return nil }
        self = text
    }
}
