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
    /// Each with its queries by dialect, and the words that its question is built of.
    private let examples: [(question: String, queries: [SQLDialect: String], words: Set<String>)]

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
        var examples: [(question: String, queries: [SQLDialect: String], words: Set<String>)] = []
        for (index, line) in text.split(separator: "\n").enumerated() where !line.allSatisfy(\.isWhitespace) {
            guard let found = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
                throw PlumbError(
                    .badInput, "\(path), line \(index + 1): no example with a question",
                    suggestion: "plumb evalset lint says what is wrong with the file.")
            }
            guard let gold = found.gold, !gold.isEmpty, found.turns?.isEmpty ?? true else { continue }
            // A query without a dialect is right in any.
            let queries = SQLDialect.allCases.compactMap { dialect in
                gold.first { $0.dialect == nil || $0.dialect == dialect }.map { (dialect, $0.sql) }
            }
            examples.append(
                (found.question, Dictionary(uniqueKeysWithValues: queries), Self.shape(of: found.question)))
        }
        self.examples = examples
    }

    /// The examples whose questions are built most like one: by the words that are no names, after DAIL-SQL's masked
    /// questions (Gao et al., VLDB 2024).
    ///
    /// - Parameters:
    ///   - question: the question; an example with the same text is never chosen.
    ///   - count: how many.
    ///   - dialect: the SQL that their queries are written in; those without one in it are passed over.
    /// - Returns: the examples, the likest last, where models look hardest.
    public func likest(_ question: String, count: Int, dialect: SQLDialect = .sqlite) -> [PromptExample] {
        let shape = Self.shape(of: question)
        let folded = Words.of(question)
        let scored = examples.enumerated().filter { _, example in
            example.queries[dialect] != nil && Words.of(example.question) != folded
        }.map { (score: Self.likeness($0.element.words, shape), index: $0.offset) }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.prefix(count).reversed()
            .compactMap { scored in
                let example = examples[scored.index]
                return example.queries[dialect].map { PromptExample(question: example.question, sql: $0) }
            }
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

        struct Gold: Decodable {
            var sql: String
            var dialect: SQLDialect?
        }
        struct Turn: Decodable {}
    }
}
