internal import Foundation
internal import PlumbCore

/// Tells cheaply whether a database or its annotations have changed since they were read.
struct FileStamp: Hashable, Sendable {
    /// Everything that is looked at, as one line.
    let text: String

    /// Raised whenever a catalog that was read before would be read differently now.
    static let version = 3

    /// Looks at the files.
    init(_ file: SQLiteFile, _ annotations: AnnotationsFile?, _ policy: AccessPolicy) {
        var parts = ["plumb \(Self.version)", file.path, Self.status(of: file.path), "\(file.changeCounter)"]
        // A write-ahead log that is empty is as good as none: reading a database may leave one.
        parts += [Self.status(of: file.path + "-wal", ignoringEmpty: true), Self.logHeader(file.path + "-wal")]
        var hash = StableHash()
        hash.combine(annotations?.bytes ?? [])
        parts += [annotations.map { "\($0.path) \(hash.text)" } ?? "-", policy.stamp]
        text = parts.joined(separator: "|")
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

extension AccessPolicy {
    /// The policy as a few characters that differ where it does.
    var stamp: String {
        guard !allowsEverything else { return "-" }
        var hash = StableHash()
        hash.combine(allowedTables == nil ? "all" : "some")
        let sets = [
            allowedTables?.map(\.description) ?? [], deniedTables.map(\.description),
            allowedColumns.map(\.description), deniedColumns.map(\.description),
        ]
        for set in sets {
            for name in set.sorted() { hash.combine(name) }
            hash.combine("")
        }
        for (table, condition) in rowFilters.sorted(by: { $0.key < $1.key }) {
            hash.combine(table.description)
            hash.combine(condition)
        }
        return hash.text
    }
}
