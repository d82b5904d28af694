internal import PlumbCore

/// Cuts one text into tokens, in one pass.
struct Tokenizer {
    private let characters: [Character]
    private let turn: Int
    private var index = 0

    init(_ text: some StringProtocol, turn: Int) {
        characters = Array(text)
        self.turn = turn
    }

    mutating func tokens() -> [Token] {
        var tokens: [Token] = []
        while index < characters.count {
            let character = characters[index]
            if let closing = closingQuote() {
                tokens.append(quotation(to: closing))
            } else if character.isASCII, character.isNumber {
                tokens.append(numberOrDate())
            } else if character.isLetter || character.isNumber {
                tokens.append(word())
            } else if character.isWhitespace || isControl(character) {
                index += 1
            } else if let token = sign() {
                tokens.append(token)
            } else {
                index += 1
            }
        }
        return Self.withSharedNouns(tokens)
    }

    /// "first and last name" says "first name and last name".
    private static func withSharedNouns(_ tokens: [Token]) -> [Token] {
        var result: [Token] = []
        for (index, token) in tokens.enumerated() {
            result.append(token)
            guard ["first", "given", "middle"].contains(token.folded), index + 3 < tokens.count,
                ["and", "or", "&", ","].contains(tokens[index + 1].folded),
                ["last", "family", "middle", "first"].contains(tokens[index + 2].folded)
            else { continue }
            if let noun = tokens[(index + 3)...].prefix(4).first(where: { ["name", "names"].contains($0.folded) }) {
                result.append(noun)
            }
        }
        return result
    }

    private func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }

    private func peek(_ offset: Int = 1) -> Character? {
        index + offset < characters.count ? characters[index + offset] : nil
    }

    private func token(_ text: String, _ kind: Token.Kind, number: Double? = nil) -> Token {
        let folded = Words.folded(text)
        return Token(
            text: text, folded: folded, stem: kind == .word ? Stemmer.stem(folded) : folded, kind: kind,
            number: number, isCapitalized: text.first?.isUppercase ?? false, turn: turn)
    }

    // MARK: Quotations

    private static let quotes: [Character: Character] = [
        "\"": "\"", "\u{201C}": "\u{201D}", "\u{00AB}": "\u{00BB}", "'": "'", "\u{2018}": "\u{2019}", "`": "`",
    ]

    /// Where the quotation that opens here ends; nil where none does.
    ///
    /// A single quote opens only before a word and
    /// closes only behind one, so that apostrophes are left alone.
    private func closingQuote() -> Int? {
        guard let closing = Self.quotes[characters[index]] else { return nil }
        let isSingle = closing == "'" || closing == "\u{2019}"
        if isSingle, index > 0, characters[index - 1].isLetter || characters[index - 1].isNumber { return nil }
        var position = index + 1
        while position < characters.count, position - index < 200 {
            if characters[position] == closing {
                let next = position + 1 < characters.count ? characters[position + 1] : " "
                if !isSingle || !(next.isLetter || next.isNumber) {
                    return position > index + 1 ? position : nil
                }
            }
            position += 1
        }
        return nil
    }

    private mutating func quotation(to closing: Int) -> Token {
        let text = String(characters[(index + 1)..<closing])
        index = closing + 1
        return token(text, .quotation)
    }

    // MARK: Numbers and words

    private mutating func numberOrDate() -> Token {
        let start = index
        if let date = isoDate() { return date }
        while let next = peek(0), next.isASCII && next.isNumber || isGroupingComma() || isDecimalPoint() { index += 1 }
        let digits = String(characters[start..<index].filter { $0 != "," })
        if let suffix = peek(0), suffix.isLetter {
            if let factor = factor(of: suffix), !(peek().map { $0.isLetter || $0.isNumber } ?? false) {
                index += 1
                return token(String(characters[start..<index]), .number, number: Double(digits).map { $0 * factor })
            }
            // An ordinal (`3rd`) is a number too; anything else (`4x4`, `90s`) is a word.
            let letters = characters[index...].prefix { $0.isLetter || $0.isNumber }
            index += letters.count
            let isOrdinal = ["st", "nd", "rd", "th"].contains(String(letters).lowercased())
            let text = String(characters[start..<index])
            return isOrdinal ? token(text, .number, number: Double(digits)) : token(text, .word)
        }
        return token(String(characters[start..<index]), .number, number: Double(digits))
    }

    private func factor(of suffix: Character) -> Double? {
        switch suffix {
        case "k", "K": 1_000
        case "m", "M": 1_000_000
        default: nil
        }
    }

    /// Whether a comma groups three digits, as in `1,000`.
    private func isGroupingComma() -> Bool {
        guard peek(0) == ",", index > 0, characters[index - 1].isNumber else { return false }
        let digits = characters[(index + 1)...].prefix { $0.isASCII && $0.isNumber }
        return digits.count == 3
    }

    private func isDecimalPoint() -> Bool {
        guard peek(0) == ".", let next = peek() else { return false }
        return next.isASCII && next.isNumber
    }

    private mutating func isoDate() -> Token? {
        guard index + 10 <= characters.count else { return nil }
        let text = String(characters[index..<(index + 10)])
        guard CalendarDate(iso: text) != nil else { return nil }
        if index + 10 < characters.count, characters[index + 10].isNumber { return nil }
        index += 10
        return token(text, .date)
    }

    private mutating func word() -> Token {
        var text = ""
        while let character = peek(0) {
            if character.isLetter || character.isNumber {
                text.append(character)
            } else if Words.isApostrophe(character), let next = peek(), next.isLetter, !text.isEmpty {
                let isPossessive = (next == "s" || next == "S") && !(peek(2)?.isLetter ?? false)
                if isPossessive {
                    index += 2
                    break
                }
            } else {
                break
            }
            index += 1
        }
        return token(text, .word)
    }

    // MARK: Signs

    private mutating func sign() -> Token? {
        let character = characters[index]
        let pair = String(character) + (peek().map(String.init) ?? "")
        if [">=", "<=", "!=", "<>", "=="].contains(pair) {
            index += 2
            return token(pair, .sign)
        }
        guard ",;?!><=%$€£+&/()-.:".contains(character) || character == "≥" || character == "≤" else { return nil }
        index += 1
        return token(String(character), .sign)
    }
}
