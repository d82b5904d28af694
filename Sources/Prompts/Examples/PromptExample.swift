internal import Foundation
public import PlumbCore
internal import PlumbLanguage

/// A question with the query that answers it, shown to a model.
public struct PromptExample: Codable, Hashable, Sendable {
    /// The question.
    public var question: String
    /// The query.
    public var sql: String

    /// Makes an example.
    public init(question: String, sql: String) {
        self.question = question
        self.sql = sql
    }
}

/// Examples to choose from: the questions of an eval set that is not the one under test.
public struct PromptExamples: Sendable {
    /// Changes whenever the file does.
    public let fingerprint: String
    private let examples: [(example: PromptExample, words: Set<String>)]

    /// Reads an eval set.
    ///
    /// - Parameter path: JSON Lines with `question` and `gold`, as `plumb eval` takes them.
    /// - Throws: `PlumbError` with `badInput`, naming the line.
    public init(contentsOf path: String) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(
                .badInput, "there is no file '\(path)' to take examples from", suggestion: "Name an eval set.")
        }
        var hash = StableHash()
        let text = String(decoding: data, as: UTF8.self)
        hash.combine(data)
        fingerprint = hash.text
        var examples: [(example: PromptExample, words: Set<String>)] = []
        for (index, line) in text.split(separator: "\n").enumerated() where !line.allSatisfy(\.isWhitespace) {
            guard let found = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
                throw PlumbError(
                    .badInput, "\(path), line \(index + 1): no example with a question",
                    suggestion: "plumb evalset lint says what is wrong with the file.")
            }
            guard let sql = found.gold?.first?.sql, found.turns?.isEmpty ?? true else { continue }
            let example = PromptExample(question: found.question, sql: sql)
            examples.append((example, Self.shape(of: found.question)))
        }
        self.examples = examples
    }

    /// The examples whose questions are built most like one: by the words that are no names, after DAIL-SQL's masked
    /// questions (Gao et al., VLDB 2024).
    ///
    /// - Parameters:
    ///   - question: the question; an example with the same text is never chosen.
    ///   - count: how many.
    /// - Returns: the examples, the likest last, where models look hardest.
    public func likest(_ question: String, count: Int) -> [PromptExample] {
        let shape = Self.shape(of: question)
        let folded = Words.of(question)
        let scored = examples.enumerated().filter { Words.of($0.element.example.question) != folded }
            .map { (score: Self.likeness($0.element.words, shape), index: $0.offset) }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.prefix(count).reversed()
            .map { examples[$0.index].example }
    }

    private static func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
        let union = left.union(right).count
        return union == 0 ? 0 : Double(left.intersection(right).count) / Double(union)
    }

    /// The words that say how a question is built, with their neighbours: "how many", "more than".
    private static func shape(of question: String) -> Set<String> {
        let words = Words.of(question).map { word in
            word.allSatisfy(\.isNumber) ? "#" : word
        }
        return Set(words).union(zip(words, words.dropFirst()).map { "\($0) \($1)" })
    }

    private struct Line: Decodable {
        var question: String
        var gold: [Gold]?
        var turns: [Turn]?

        struct Gold: Decodable { var sql: String }
        struct Turn: Decodable {}
    }
}
