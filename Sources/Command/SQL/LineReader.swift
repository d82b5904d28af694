internal import PlumbCore

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Reads a stream line by line, however large the stream is.
final class LineReader {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// A longer line is no query: it is refused, and reading goes on behind it.
    static let longestLine = 64 << 20

    private static let chunk = 1 << 16

    /// Opens a file; `-` is standard input.
    ///
    /// - Throws: `PlumbError` with `badInput` where the file can't be read.
    init(path: String) throws(PlumbError) {
        guard path != "-" else {
            descriptor = STDIN_FILENO
            name = "standard input"
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        name = path
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw PlumbError(
                .badInput, "\(path) can't be read: \(reason)",
                suggestion: "Name a file of JSON Lines, or - for standard input.")
        }
    }

    deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

    /// A line without its break; nil for one that is too long.
    typealias Line = String?

    /// The next line; nil behind the last.
    ///
    /// - Throws: `PlumbError` with `badInput` where reading fails.
    func next() throws(PlumbError) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            if position == buffer.count, try !fill() {
                if line.isEmpty, !isTooLong { return nil }
                return .some(isTooLong ? nil : text(of: line))
            }
            let end = buffer[position...].firstIndex(of: 0x0A)
            let piece = buffer[position..<(end ?? buffer.count)]
            position = end.map { $0 + 1 } ?? buffer.count
            isTooLong = isTooLong || line.count + piece.count > Self.longestLine
            if isTooLong { line = [] } else { line += piece }
            if end != nil { return .some(isTooLong ? nil : text(of: line)) }
        }
    }

    /// Everything up to the end.
    ///
    /// - Parameter limit: how many bytes at most.
    /// - Returns: the text.
    /// - Throws: `PlumbError` with `badInput` where reading fails, or there is more.
    func all(limit: Int) throws(PlumbError) -> String {
        var bytes: [UInt8] = []
        while try fill() {
            bytes += buffer
            guard bytes.count <= limit else {
                throw PlumbError(
                    .badInput, "\(name) holds more than \(limit >> 20) MiB",
                    suggestion: "For many queries, give one JSON object a line with --file.")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func text(of line: [UInt8]) -> String {
        String(decoding: line.last == 0x0D ? line.dropLast() : line[...], as: UTF8.self)
    }

    /// Reads on; false at the end.
    private func fill() throws(PlumbError) -> Bool {
        guard !isAtEnd else { return false }
        var bytes = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            if count > 0 {
                buffer = Array(bytes[..<count])
                position = 0
                return true
            }
            if count == 0 {
                isAtEnd = true
                buffer = []
                position = 0
                return false
            }
            if errno != EINTR {
                throw PlumbError(.badInput, "\(name) can't be read: \(String(cString: strerror(errno)))")
            }
        }
    }
}
