#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Earlier lines, kept between conversations in a file that only its owner can read.
///
/// Lines are appended one by one, so that two conversations at once lose nothing of each other. A history that can't
/// be kept is no reason to stop.
struct HistoryFile: Sendable {
    let path: String

    /// How many lines are kept when the file is tidied.
    private static let kept = 1_000

    /// Makes a history.
    init(path: String) {
        self.path = path
    }

    /// The place that the XDG Base Directory Specification gives; nil where there is no home.
    static var standard: HistoryFile? {
        let base = Environment.value("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = Environment.value("HOME").map { $0 + "/.local/state" }
        return (base ?? home).map { HistoryFile(path: $0 + "/plumb/history") }
    }

    /// The lines, oldest first.
    func load() -> [String] {
        guard let text = read() else { return [] }
        let lines = text.split(separator: "\n").map(String.init)
        if lines.count > Self.kept * 2 { replace(with: lines.suffix(Self.kept)) }
        return lines.suffix(Self.kept)
    }

    /// Adds a line.
    func append(_ line: String) {
        makeFolders()
        write("\(line.filter { !$0.isNewline })\n", to: path, flags: O_APPEND)
    }

    private func replace(with lines: ArraySlice<String>) {
        let copy = "\(path).\(getpid())"
        write(lines.joined(separator: "\n") + "\n", to: copy, flags: O_TRUNC)
        rename(copy, path)
    }

    private func read() -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        // Nobody types more than this; a larger file is not a history.
        while bytes.count < 1 << 23 {
            let count = chunk.withUnsafeMutableBytes { system_read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(_ text: String, to path: String, flags: Int32) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        try? Output(descriptor: descriptor).write(text: text)
    }

    private func makeFolders() {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
    }
}

/// `read(2)`, told apart from the methods of that name.
private func system_read(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
