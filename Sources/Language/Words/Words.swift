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
        ascii(text) ?? unicode(text)
    }

    /// The same for ASCII characters alone, by bytes; nil for any other text.
    private static func ascii(_ text: String) -> [String]? {
        var words: [String] = []
        var word: [UInt8] = []
        let bytes = Array(text.utf8)
        func isLetter(_ index: Int) -> Bool { bytes.indices.contains(index) && 97...122 ~= (bytes[index] | 0x20) }
        func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && 48...57 ~= bytes[index] }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte < 128 else { return nil }
            if isLetter(index) {
                word.append(byte | 0x20)
            } else if isDigit(index) {
                word.append(byte)
            } else if byte == UInt8(ascii: "'"), !word.isEmpty, isLetter(index + 1) {
                if bytes[index + 1] | 0x20 == UInt8(ascii: "s"), !isLetter(index + 2) { index += 1 }
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word = []
            }
            index += 1
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static func unicode(_ text: String) -> [String] {
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
