public import PlumbCore

/// A question cut into tokens; a follow-up is read together with the turns that it builds on.
public struct QuestionText: Hashable, Sendable {
    /// The tokens, in order.
    public let tokens: [Token]

    /// Characters of a question that are read at most.
    public static let maximumLength = 4_000

    /// Cuts a question into tokens.
    ///
    /// - Parameter question: the question. Earlier turns are read first where it can't stand alone.
    public init(_ question: Question) {
        var texts = [question.text]
        var position = question.earlier.count - 1
        while position >= 0, FollowUp.needsEarlierTurn(texts[0]) {
            texts.insert(question.earlier[position].question, at: 0)
            position -= 1
        }
        var tokens: [Token] = []
        for (turn, text) in texts.enumerated() {
            var scanner = Tokenizer(text.prefix(Self.maximumLength), turn: turn)
            tokens += scanner.tokens()
        }
        self.tokens = tokens
    }

    /// Cuts plain text into tokens.
    public init(_ text: String) {
        self.init(Question(text))
    }

    /// The words of a range, as typed, with single spaces.
    public func words(_ range: Range<Int>) -> String {
        tokens[range.clamped(to: 0..<tokens.count)].map(\.text).joined(separator: " ")
    }

    /// The number of turns that were read together, at least 1.
    public var turns: Int { (tokens.last?.turn ?? 0) + 1 }
}

/// Tells a question that builds on the turn before it from one that stands alone.
enum FollowUp {
    private static let openings: [[String]] = [
        ["and"], ["only"], ["but"], ["or"], ["now"], ["just"], ["also"], ["then"], ["instead"], ["same"],
        ["what", "about"], ["how", "about"], ["what", "if"], ["sorted"], ["sort", "by"], ["order", "by"],
        ["order", "them"], ["sort", "them"], ["ordered"], ["without"], ["except"], ["excluding"], ["in"], ["for"],
        ["from"], ["with"], ["by"], ["per"],
    ]
    private static let references: Set<String> = [
        "them", "those", "these", "it", "its", "their", "they", "that", "ones", "one", "same",
    ]

    static func needsEarlierTurn(_ text: String) -> Bool {
        let words = Words.of(String(text.prefix(400)))
        if openings.contains(where: { words.starts(with: $0) }) { return true }
        let standsAlone = words.contains { Lexicon.questionOpenings.contains($0) }
        if !standsAlone { return words.count <= 5 }
        return words.prefix(6).contains { ["those", "them", "these"].contains($0) } && words.count <= 8
            && !words.contains("who") && !words.contains("that")
    }
}
