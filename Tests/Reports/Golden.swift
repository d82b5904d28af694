import Foundation
import Testing

/// Compares a text with the file of that name in `Golden/`.
///
/// A missing file is recorded, and so is every file where RECORD_GOLDEN is set; the run that records fails, so that
/// nobody takes a recording for a check.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: name + ".txt")
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil
    guard !isRecording, let expected = try? String(contentsOf: file, encoding: .utf8) else {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(name).txt: look at it, then run again", sourceLocation: sourceLocation)
        return
    }
    guard text != expected else { return }
    let actualLines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(actualLines, expectedLines).enumerated().first { $1.0 != $1.1 }
    let line = first?.offset ?? min(actualLines.count, expectedLines.count)
    Issue.record(
        """
        \(name).txt differs from line \(line + 1) on:
        expected: \(expectedLines.indices.contains(line) ? String(expectedLines[line]) : "(end)")
        actual:   \(actualLines.indices.contains(line) ? String(actualLines[line]) : "(end)")
        """, sourceLocation: sourceLocation)
}
