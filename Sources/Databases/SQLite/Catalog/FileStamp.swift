internal import Foundation
internal import PlumbCore

extension CatalogStamp {
    /// Looks at a SQLite file, its write-ahead log and its annotations.
    init(_ file: SQLiteFile, _ annotations: AnnotationsFile?, _ policy: AccessPolicy) {
        let log = file.path + "-wal"
        // A write-ahead log that is empty is as good as none: reading a database may leave one.
        let parts = [
            file.path, Self.status(of: file.path), "\(file.changeCounter)", Self.status(of: log, ignoringEmpty: true),
            Self.logHeader(log),
        ]
        self.init(parts, annotations, policy)
    }

    private static func status(of path: String, ignoringEmpty: Bool = false) -> String {
        var information = stat()
        guard stat(path, &information) == 0, !(ignoringEmpty && information.st_size == 0) else { return "-" }
        let time = information.st_mtim
        return "\(information.st_ino) \(information.st_size) \(time.tv_sec).\(time.tv_nsec)"
    }

    /// The log's header has a number that changes when the log starts anew:
    /// <https://www.sqlite.org/walformat.html#the_wal_file_format>.
    private static func logHeader(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "-" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        guard pread(descriptor, &bytes, 32, 0) == 32 else { return "-" }
        return SQLValue.hexadecimal(bytes)
    }
}
