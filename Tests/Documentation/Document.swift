import Foundation

/// A Markdown file of the project.
struct Document {
    /// The file, from the project's folder.
    let name: String
    private(set) var lines: [String]

    /// The project's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every document that a person is pointed at.
    static let names: [String] = {
        let folders = ["", "Documentation/", "sample-dbs/", "evalsets/"]
        return folders.flatMap { folder in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            return files.filter { $0.hasSuffix(".md") }.sorted().map { folder + $0 }
        }
    }()

    /// Reads a document.
    init(_ name: String) throws {
        self.name = name
        let text = try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// A fenced block: its language, and the lines between the fences.
    struct Block {
        var language: String
        var range: Range<Int>
    }

    /// The fenced blocks, in order.
    var blocks: [Block] {
        var blocks: [Block] = []
        var open: (language: String, start: Int)?
        for (index, line) in lines.enumerated() where line.hasPrefix("```") {
            if let block = open {
                blocks.append(Block(language: block.language, range: block.start..<index))
                open = nil
            } else {
                open = (String(line.dropFirst(3)), index + 1)
            }
        }
        return blocks
    }

    /// The lines of a block.
    func text(of block: Block) -> [String] { Array(lines[block.range]) }

    /// Puts other lines into a block, in the file too.
    mutating func replace(_ block: Block, with text: [String]) throws {
        lines.replaceSubrange(block.range, with: text)
        try lines.joined(separator: "\n").write(
            to: Self.root.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Whether what documents show is written down anew; the run that does so fails.
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil
}
