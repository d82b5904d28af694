internal import Foundation
internal import PlumbCore

/// One question with what is known of its answer.
public struct Example: Codable, Hashable, Sendable {
    /// Unique within the set.
    public var id: String
    /// The database's name.
    public var database: String
    /// What is asked.
    public var question: String
    /// A hint that comes with the question.
    public var evidence: String?
    /// Accepted queries, the plainest first; at least one.
    public var gold: [Gold]
    /// What the question exercises.
    public var tags: [String]?
    /// How hard it is.
    public var difficulty: String?
    /// What is expected: `answer`.
    public var expected: String?

    /// An accepted query.
    public struct Gold: Codable, Hashable, Sendable {
        /// The query.
        public var sql: String
        /// Where it comes from.
        public var source: String?
    }
}

/// Examples of one file.
public struct EvalSet: Sendable {
    /// The file's name without its ending.
    public var name: String
    /// The examples, in the file's order.
    public var examples: [Example]

    /// Reads a file of JSON Lines, one example a line; blank lines are passed over.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming the file and line.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "there is no eval set at \(path)", suggestion: "Name a .jsonl file.")
        }
        name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        examples = []
        let decoder = JSONDecoder()
        var seen: Set<String> = []
        for (number, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 > 32 }) else { continue }
            let example: Example
            do {
                example = try decoder.decode(Example.self, from: Data(line))
            } catch {
                throw PlumbError(
                    .badInput, "\(path), line \(number + 1): not an example",
                    suggestion: "An example has at least id, database, question and gold.", detail: "\(error)")
            }
            guard !example.gold.isEmpty else {
                throw PlumbError(.badInput, "\(path), line \(number + 1): '\(example.id)' has no gold query")
            }
            guard seen.insert(example.id).inserted else {
                throw PlumbError(.badInput, "\(path), line \(number + 1): '\(example.id)' stands twice")
            }
            examples.append(example)
        }
    }
}
