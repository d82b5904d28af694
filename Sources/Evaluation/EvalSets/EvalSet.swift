internal import Foundation
internal import PlumbCore

/// Examples of one file.
public struct EvalSet: Sendable {
    /// The file's name without its ending.
    public var name: String
    /// The hash of the file's bytes: sixteen hexadecimal digits, the same for the same file on every machine.
    public var hash: String
    /// The examples, in the file's order.
    public var examples: [Example]

    /// Reads a file of JSON Lines, one example a line; blank lines are passed over.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming the file, the line and the field.
    public init(contentsOf path: String) throws {
        let file = try EvalSetFile(contentsOf: path)
        name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        hash = file.hash
        examples = []
        var seen: [String: Int] = [:]
        for line in file.lines {
            let example = try line.content.get()
            if let first = seen[example.id] {
                throw PlumbError(
                    .badInput, "\(path), line \(line.number): '\(example.id)' stands in line \(first) already",
                    suggestion: "Give each example an id of its own.")
            }
            seen[example.id] = line.number
            examples.append(example)
        }
    }
}
