internal import Foundation

/// Cuts text into words, the same way for questions, names and values.
public enum Words {
    /// The text without case, accents and width: `"Zürich"` becomes `"zurich"`.
    public static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 128 }) { return text.lowercased() }
        return text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .lowercased()
    }

    /// The folded words of a text: runs of letters and digits; an apostrophe within a word is dropped, with the `s`
    /// of a possessive.
    public static func of(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func finish(_ word: inout String) {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        let characters = Array(folded(text))
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if isApostrophe(character), !word.isEmpty, index + 1 < characters.count,
                characters[index + 1].isLetter
            {
                let isPossessive =
                    characters[index + 1] == "s"
                    && (index + 2 == characters.count || !characters[index + 2].isLetter)
                if isPossessive { index += 1 }
            } else {
                finish(&word)
            }
            index += 1
        }
        finish(&word)
        return words
    }

    /// The stems of a text's words, in order.
    public static func stems(of text: String) -> [String] {
        of(text).map(Stemmer.stem)
    }

    static func isApostrophe(_ character: Character) -> Bool {
        character == "'" || character == "\u{2019}" || character == "\u{02BC}"
    }
}
