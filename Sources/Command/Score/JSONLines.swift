internal import Foundation
internal import PlumbCore

/// Values as JSON, one a line, the same bytes for the same value.
enum JSONLines {
    /// A value on a line of its own.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }
}

/// A file of lines that is written whole or not at all.
struct LineFile {
    private let path: String

    /// Finds out whether the file can be written, before anybody works for it.
    init(_ path: String) throws(PlumbError) {
        self.path = path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw PlumbError(.badInput, "\(path) can't be written", suggestion: "Check that its folder is there.")
        }
    }

    /// Writes a line for each value.
    func write(_ values: [some Encodable]) throws {
        try write(try values.flatMap { try JSONLines.bytes(of: $0) })
    }

    /// Writes text.
    func write(text: String) throws {
        try write(Array(text.utf8))
    }

    /// Writes lines of text.
    func write(lines: [String]) throws { try write(text: lines.map { $0 + "\n" }.joined()) }

    private func write(_ bytes: [UInt8]) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw PlumbError(.badInput, "\(path) can't be written", detail: "\(error)")
        }
    }
}
