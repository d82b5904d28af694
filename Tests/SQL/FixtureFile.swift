import Foundation
import Testing

/// A file of inputs and what is expected of them, one a line: `input --> expected`, or `input` alone.
struct FixtureFile {
    struct Line: Sendable, CustomTestStringConvertible {
        var number: Int
        var input: String
        var expected: String?

        var testDescription: String { "line \(number): \(input)" }
    }

    /// The lines of a file in `Fixtures`, comments and blank lines left out.
    static func lines(of name: String) throws -> [Line] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard !line.isEmpty, !line.hasPrefix("--") else { return nil }
            let parts = line.components(separatedBy: " --> ")
            return Line(number: index + 1, input: parts[0], expected: parts.count > 1 ? parts[1] : nil)
        }
    }
}
