internal import Foundation
internal import PlumbCore

/// The annotations file of a database, as it lies on the disk.
struct AnnotationsFile: Sendable {
    /// The absolute path.
    let path: String

    /// The content.
    let bytes: [UInt8]

    /// The largest file that is read, in bytes.
    private static let largest = 4 << 20

    /// Finds and reads the file: `shop.yaml` or `shop.yml` beside `shop.sqlite`, or the one that was named.
    ///
    /// - Returns: nil where there is none and none was named.
    /// - Throws: `PlumbError` with `badInput` where the file can't be read.
    static func find(for location: DatabaseLocation, named path: String?) throws(PlumbError) -> AnnotationsFile? {
        let beside = location.path.map { file in
            let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
            return ["yaml", "yml"].map { "\(folder)/\(location.name).\($0)" }
        }
        let candidates = path.map { [$0] } ?? beside ?? []
        for candidate in candidates {
            var information = stat()
            guard stat(candidate, &information) == 0 else {
                guard path != nil else { continue }
                throw error(candidate, "can't be read: \(String(cString: strerror(errno)))")
            }
            guard information.st_mode & S_IFMT == S_IFREG else { throw error(candidate, "is not a file") }
            guard information.st_size <= largest else { throw error(candidate, "is larger than 4 MB") }
            guard let data = FileManager.default.contents(atPath: candidate) else {
                throw error(candidate, "can't be read")
            }
            return AnnotationsFile(path: candidate, bytes: Array(data))
        }
        return nil
    }

    /// What the file says.
    func annotations() throws(PlumbError) -> Annotations {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.elementsEqual(bytes) else { throw Self.error(path, "is not UTF-8 text") }
        return try AnnotationsParser.annotations(in: text, file: URL(fileURLWithPath: path).lastPathComponent)
    }

    private static func error(_ path: String, _ problem: String) -> PlumbError {
        PlumbError(
            .badInput, "The annotations file \(path) \(problem).",
            suggestion: "Mend it, or move it away to go without.")
    }
}
