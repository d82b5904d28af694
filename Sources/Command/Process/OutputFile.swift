internal import Foundation
internal import PlumbCore

/// What an option names to be written to: a file, whole or not at all, or `-` for standard output.
///
/// A pipe or a device is written to as it is, never replaced by a file.
struct OutputFile {
    /// Whether it is standard output.
    let isStandardOutput: Bool

    private let path: String
    private let isReplaced: Bool

    /// Finds out whether the file can be written, before anybody works for it.
    ///
    /// - Parameters:
    ///   - path: where it is; links are followed. A file of the name `-` is `./-`.
    ///   - inputs: files that are read, and must not be the same one.
    /// - Throws: `PlumbError` with `badInput` where it can't.
    init(_ path: String, sparing inputs: [String] = []) throws(PlumbError) {
        isStandardOutput = path == "-"
        guard !isStandardOutput else {
            self.path = path
            isReplaced = false
            return
        }
        guard !path.isEmpty else {
            throw PlumbError(
                .badInput, "the name of a file to write is empty", suggestion: "Name a file, or - for standard output.")
        }
        guard let present = Self.information(path) else {
            self.path = path
            isReplaced = true
            try Self.check(folderOf: path)
            return
        }
        let kind = present.st_mode & S_IFMT
        guard kind != S_IFDIR else {
            throw PlumbError(.badInput, "\(path) can't be written: it is a folder", suggestion: "Name a file in it.")
        }
        isReplaced = kind == S_IFREG && !path.hasPrefix("/dev/")
        guard isReplaced else {
            self.path = path
            return
        }
        for input in inputs.compactMap(Self.information)
        where input.st_ino == present.st_ino && input.st_dev == present.st_dev {
            throw PlumbError(
                .badInput, "\(path) can't be written: it is one of the files that are read",
                suggestion: "Name another file.")
        }
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        try Self.check(folderOf: self.path)
    }

    private static func information(_ path: String) -> stat? {
        var information = stat()
        return stat(path, &information) == 0 ? information : nil
    }

    private static func check(folderOf path: String) throws(PlumbError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw PlumbError(
                .badInput, "\(path) can't be written",
                suggestion: "Check that its folder is there and that you may write in it.")
        }
    }

    /// Writes a line for each value.
    ///
    /// - Throws: `OutputError`.
    func write(_ values: [some Encodable]) throws {
        try write(try values.flatMap { try JSONLines.bytes(of: $0) })
    }

    /// Writes text.
    ///
    /// - Throws: `OutputError`.
    func write(text: String) throws { try write(Array(text.utf8)) }

    /// Writes lines of text.
    ///
    /// - Throws: `OutputError`.
    func write(lines: [String]) throws { try write(text: lines.map { $0 + "\n" }.joined()) }

    private func write(_ bytes: [UInt8]) throws {
        guard !isStandardOutput else { return try Output.standard.write(bytes) }
        guard isReplaced else {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
            defer { close(descriptor) }
            do throws(OutputError) {
                return try Output(descriptor: descriptor).write(bytes)
            } catch {
                if case .failed(let reason) = error { throw failure(reason) }
                throw error
            }
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            let reason = (error as NSError).userInfo[NSUnderlyingErrorKey].map { ($0 as? NSError)?.code } ?? nil
            throw failure(reason.map { String(cString: strerror(Int32($0))) } ?? error.localizedDescription)
        }
    }

    private func failure(_ reason: String) -> OutputError { .failed(reason: "\(path): \(reason)") }
}
