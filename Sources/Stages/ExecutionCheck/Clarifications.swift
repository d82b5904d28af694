internal import PlumbCore

/// Questions back to the person who asked.
struct Clarifications {
    let input: ExecutionCheck.Input

    /// What to ask before anything is tried: of words without a place, or of a guess that is too unsure.
    func beforeTrying(minimumConfidence: Double) -> Clarification? {
        let guess = input.candidates.first
        if !input.unplacedWords.isEmpty {
            return Clarification(
                question: "What does \(Self.quoted(input.unplacedWords)) mean in this database?",
                unplacedWords: input.unplacedWords, known: known, guess: guess)
        }
        guard let guess, guess.confidence < minimumConfidence else { return nil }
        return Clarification(
            question: "Could you ask with words nearer to the data?", unplacedWords: [], known: known, guess: guess)
    }

    /// What to ask where there is nothing to try.
    var ofNothing: Clarification {
        Clarification(
            question: input.unplacedWords.isEmpty
                ? "What should be looked up?" : "What does \(Self.quoted(input.unplacedWords)) mean in this database?",
            unplacedWords: input.unplacedWords, known: known)
    }

    /// Words in quotes, for a sentence.
    static func quoted(_ words: [String]) -> String {
        words.map { "'\($0)'" }.joined(separator: ", ")
    }

    private var known: [String] {
        input.slice.tables.map(\.name.description) + input.slice.leftOut.map(\.description)
    }
}
