internal import Foundation
internal import PlumbCore

/// Names a database's content, the same wherever the file lies: what a stage was given can be recognised elsewhere.
///
/// Up to 64 MB all bytes count; of larger files the size, the first megabyte and stretches from all over.
enum ContentFingerprint {
    private static let wholeSize = 64 << 20
    private static let stretch = 64 << 10
    private static let stretches = 256

    /// Hashes a database, its write-ahead log, its annotations and what of it may be read.
    static func text(_ file: SQLiteFile, _ annotations: AnnotationsFile?, _ policy: AccessPolicy) -> String {
        var hash = StableHash()
        add(file.path, to: &hash)
        add(file.path + "-wal", to: &hash)
        hash.combine(annotations?.bytes ?? [])
        hash.combine(policy.stamp)
        return hash.text
    }

    private static func add(_ path: String, to hash: inout StableHash) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_size > 0 else { return }
        let size = Int(information.st_size)
        hash.combine("\(size)")
        var buffer = [UInt8](repeating: 0, count: stretch)
        let isWhole = size <= wholeSize
        let step = isWhole ? stretch : max(stretch, size / stretches)
        for offset in stride(from: 0, to: size, by: step) {
            let count = pread(descriptor, &buffer, stretch, off_t(offset))
            guard count > 0 else { break }
            buffer.withUnsafeBytes { hash.combine(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
        }
    }
}
