import Foundation
import Testing

/// Links between documents lead somewhere.
@Suite struct LinkTests {
    @Test(arguments: Document.names) func linksLeadToFilesAndHeadings(_ name: String) throws {
        let folder = Document.root.appending(path: name).deletingLastPathComponent()
        for (index, line) in try Document(name).lines.enumerated() {
            for match in line.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains("://") {
                let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
                    String.init)
                let target = parts[0].isEmpty ? Document.root.appending(path: name) : folder.appending(path: parts[0])
                #expect(
                    FileManager.default.fileExists(atPath: target.path), "\(name):\(index + 1) leads to \(match.1)")
                guard parts.count > 1, let text = try? String(contentsOf: target, encoding: .utf8) else { continue }
                let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map(Self.anchor)
                #expect(headings.contains(parts[1]), "\(name):\(index + 1) leads to the heading #\(parts[1])")
            }
        }
    }

    /// The anchor that GitHub gives a heading.
    private static func anchor(_ heading: Substring) -> String {
        let title = heading.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
        return String(title.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }).replacing(" ", with: "-")
    }
}
