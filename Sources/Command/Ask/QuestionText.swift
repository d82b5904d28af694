internal import PlumbCore

/// What someone typed, made fit to be a question.
enum QuestionText {
    /// A longer question is a pasted document, which no stage can place.
    static let longest = 20_000

    /// The question on one line.
    ///
    /// - Parameter text: what was typed.
    /// - Returns: the text with runs of white space as one space.
    /// - Throws: `PlumbError` with `badInput` for text that is empty, too long, or holds control characters.
    static func checked(_ text: String) throws -> String {
        guard text.utf8.count <= longest else {
            throw PlumbError(
                .badInput, "the question is \(text.utf8.count) bytes long; the most that can be read is \(longest)",
                suggestion: "Ask in a sentence or two, and give what else must be known with --evidence.")
        }
        let words = text.split { $0.isWhitespace }
        guard !words.isEmpty else {
            throw PlumbError(
                .badInput, "the question is empty",
                suggestion: "Ask something, such as: plumb ask \"How many orders are there?\" --database shop.sqlite")
        }
        for scalar in text.unicodeScalars
        where scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw PlumbError(
                .badInput,
                "the question holds the control character U+\(String(repeating: "0", count: 4 - code.count))\(code)",
                suggestion: "Remove it and ask again.")
        }
        return words.joined(separator: " ")
    }
}
