/// Numbers in a question, in digits or in words.
public struct NumberMention: Hashable, Sendable {
    /// The tokens.
    public var span: Range<Int>
    /// The number.
    public var value: Double
    /// Whether it counts a place (`third`), not a quantity.
    public var isOrdinal: Bool
}

/// Reads numbers in digits and in words.
public enum NumberWords {
    /// The numbers of a question, in order, none overlapping another.
    public static func mentions(in tokens: [Token]) -> [NumberMention] {
        var mentions: [NumberMention] = []
        var index = 0
        while index < tokens.count {
            if let mention = mention(in: tokens, at: index) {
                mentions.append(mention)
                index = mention.span.upperBound
            } else {
                index += 1
            }
        }
        return mentions
    }

    /// The number that starts at a token; nil where none does.
    static func mention(in tokens: [Token], at start: Int) -> NumberMention? {
        let token = tokens[start]
        var end = start + 1
        if token.kind == .number, var value = token.number {
            if end < tokens.count, let scale = scales[tokens[end].folded] {
                value *= scale
                end += 1
            }
            let isOrdinal = token.text.last?.isLetter == true && !["k", "K", "m", "M"].contains(token.text.last)
            return NumberMention(span: start..<end, value: value, isOrdinal: isOrdinal)
        }
        guard token.kind == .word else { return nil }
        if let ordinal = ordinals[token.folded] {
            return NumberMention(span: start..<end, value: ordinal, isOrdinal: true)
        }
        var total = 0.0
        var current: Double
        if let unit = units[token.folded] {
            current = unit
        } else if token.folded == "a", end < tokens.count, let scale = scales[tokens[end].folded], scale >= 12 {
            current = scale
            end += 1
        } else {
            return nil
        }
        while end < tokens.count {
            let word = tokens[end].folded
            let tens = current.truncatingRemainder(dividingBy: 100)
            if let unit = units[word], unit > 0, tens >= 20 && unit < 10 || tens == 0 && total + current > 0 {
                current += unit
            } else if word == "hundred" {
                current *= 100
            } else if let scale = scales[word] {
                total += current * scale
                current = 0
            } else if tokens[end].text == "-", end + 1 < tokens.count, let unit = units[tokens[end + 1].folded],
                current >= 20, unit < 10
            {
                current += unit
                end += 1
            } else {
                break
            }
            end += 1
        }
        return NumberMention(span: start..<end, value: total + current, isOrdinal: false)
    }

    private static let units: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "twice": 2, "once": 1,
    ]

    private static let scales: [String: Double] = [
        "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12,
        "grand": 1_000, "mn": 1_000_000, "bn": 1_000_000_000,
    ]

    private static let ordinals: [String: Double] = [
        "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
        "tenth": 10,
    ]
}
