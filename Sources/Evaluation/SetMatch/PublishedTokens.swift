internal import Foundation

/// Words of a query as the benchmark's own script cuts them up.
///
/// The script was written for queries in the style of its gold. It takes every quote for a string's, and leaves the rest to
/// a tokenizer for English (NLTK's, whose rules these are): `a=1` is one word, `cannot` are two, `count(*)` are four.
enum PublishedTokens {
    /// The words in small letters; nil where a quote is left open.
    static func words(of sql: String) -> [String]? {
        guard let (text, strings) = withoutStrings(sql) else { return nil }
        var words = split(spaced(text)).map { $0.lowercased() }
        for (index, word) in words.enumerated() { if let string = strings[word] { words[index] = string } }
        // The tokenizer takes `>=` apart.
        for index in words.indices.reversed() where words[index] == "=" && index > 0 {
            guard ["!", ">", "<"].contains(words[index - 1]) else { continue }
            words[index - 1] += "="
            words.remove(at: index)
        }
        return words
    }

    /// The text with a name in place of each string, and the strings by their names.
    private static func withoutStrings(_ sql: String) -> (text: String, strings: [String: String])? {
        var text = ""
        var strings: [String: String] = [:]
        var open: (place: Int, content: String)?
        for (place, character) in sql.unicodeScalars.enumerated() {
            guard character == "'" || character == "\"" else {
                if open == nil {
                    text.unicodeScalars.append(character)
                } else {
                    open?.content.unicodeScalars.append(character)
                }
                continue
            }
            if let string = open {
                let name = "__val_\(string.place)_\(place)__"
                strings[name] = "\"\(string.content)\""
                text += name
                open = nil
            } else {
                open = (place, "")
            }
        }
        return open == nil ? (text, strings) : nil
    }

    /// The text with spaces around what stands for itself.
    private static func spaced(_ text: String) -> [Unicode.Scalar] {
        let scalars = Array(text.unicodeScalars)
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count * 2)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case ";", "@", "#", "$", "%", "&", "?", "!", "*", "(", ")", "[", "]", "{", "}", "<", ">", "«", "»", "“",
                "”",
                "‘", "’", "„", "\u{2012}"..."\u{2015}":
                result += [" ", scalar, " "]
            case "`":
                result += run(of: scalar, scalars, &index)
            case ":", ",":
                // Before a digit it may be part of a number. What follows is passed over, whatever it is.
                guard let next, !next.properties.isDigit else {
                    result += next == nil ? [" ", scalar, " "] : [scalar]
                    break
                }
                result += [" ", scalar, " "]
                if next == ":" || next == "," {
                    result.append(next)
                    index += 1
                }
            case "-" where next == "-":
                result += [" ", "-", "-", " "]
                index += 1
            case "." where next == ".":
                result += run(of: scalar, scalars, &index)
            case "." where next.map(endsSentence) ?? true:
                result += [" ", ".", " "]
            default: result.append(scalar)
            }
            index += 1
        }
        return result
    }

    /// Whether a point in front of the character ends a sentence.
    private static func endsSentence(_ next: Unicode.Scalar) -> Bool {
        next.properties.isWhitespace || "?!);}]*:@({[".unicodeScalars.contains(next)
    }

    private static func run(
        of scalar: Unicode.Scalar, _ scalars: [Unicode.Scalar], _ index: inout Int
    ) -> [Unicode.Scalar] {
        let count = scalars[index...].prefix { $0 == scalar }.count
        index += count - 1
        return [" "] + [Unicode.Scalar](repeating: scalar, count: count) + [" "]
    }

    private static func split(_ scalars: [Unicode.Scalar]) -> [String] {
        scalars.split { $0.properties.isWhitespace }.flatMap { piece -> [String] in
            var word = String.UnicodeScalarView()
            word.append(contentsOf: piece)
            return contractions(String(word))
        }
    }

    /// English words that are written as one and mean two.
    private static func contractions(_ word: String) -> [String] {
        for (first, second) in [
            ("can", "not"), ("gim", "me"), ("gon", "na"), ("got", "ta"), ("lem", "me"), ("wan", "na"),
        ] {
            guard word.count >= first.count + second.count,
                let place = word.range(of: first + second, options: .caseInsensitive)
            else { continue }
            let before = word[..<place.lowerBound].last
            let after = word[place.upperBound...].first
            guard !isWordCharacter(before), !isWordCharacter(after) else { continue }
            let middle = word.index(place.lowerBound, offsetBy: first.count)
            return [
                word[..<place.lowerBound], word[place.lowerBound..<middle], word[middle..<place.upperBound],
                word[place.upperBound...],
            ].filter { !$0.isEmpty }.map(String.init)
        }
        return [word]
    }

    private static func isWordCharacter(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
}

extension Unicode.Scalar.Properties {
    /// Whether it is a decimal digit.
    fileprivate var isDigit: Bool { generalCategory == .decimalNumber }
}
