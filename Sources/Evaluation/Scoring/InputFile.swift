internal import Foundation
internal import PlumbCore

/// A file that is read whole; a pipe will do, as shells make them of `<(…)`.
enum InputFile {
    /// The bytes, without the mark that some editors put in front of UTF-8.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - suggestion: what to do where there is none.
    /// - Returns: the bytes.
    /// - Throws: `PlumbError` with `badInput`, with the system's reason.
    static func bytes(of path: String, suggestion: String = "Check the path.") throws(PlumbError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno != ENOENT else {
                throw PlumbError(.badInput, "there is no file \(path)", suggestion: suggestion)
            }
            throw unreadable(path, errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                break
            } else if errno != EINTR {
                throw unreadable(path, errno)
            }
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private static func unreadable(_ path: String, _ code: Int32) -> PlumbError {
        PlumbError(.badInput, "\(path) can't be read: \(String(cString: strerror(code)))")
    }
}
