public import PlumbCore

/// Words that bound a number or a time: `at least 3`, `between 2019 and 2021`, `older than 30`.
public struct RangeMention: Hashable, Sendable {
    /// The tokens, with those that compare.
    public var span: Range<Int>
    /// The bounds.
    public var bounds: RangeLink.Bounds
    /// The time behind time bounds; nil for numbers.
    public var time: TimeMention?
    /// The adjective that compares, such as `older`; nil where none does.
    public var adjective: String?
    /// Whether it is a plain number or time with nothing that compares before or behind it.
    public var isPlain: Bool
    /// Whether the number is also a year, so that either reading may be meant.
    public var mayBeYear: Bool
}

/// Reads ranges of numbers and times.
public enum RangeWords {
    /// The ranges of a question, in order, none overlapping another.
    public static func mentions(in tokens: [Token], today: CalendarDate?) -> [RangeMention] {
        var reader = RangeReader(tokens: tokens, today: today)
        return reader.mentions()
    }
}

private struct RangeReader {
    private enum Quantity {
        case number(NumberMention)
        case time(TimeMention)

        var span: Range<Int> {
            switch self {
            case .number(let number): number.span
            case .time(let time): time.span
            }
        }
    }

    private enum Relation {
        case above, atLeast, below, atMost, equal
    }

    private let tokens: [Token]
    private var quantities: [Int: Quantity] = [:]

    init(tokens: [Token], today: CalendarDate?) {
        self.tokens = tokens
        for number in NumberWords.mentions(in: tokens) { quantities[number.span.lowerBound] = .number(number) }
        for time in TimeWords.mentions(in: tokens, today: today) {
            for index in time.span { quantities[index] = nil }
            quantities[time.span.lowerBound] = .time(time)
        }
    }

    mutating func mentions() -> [RangeMention] {
        var mentions: [RangeMention] = []
        var index = 0
        while index < tokens.count {
            if let mention = between(at: index) ?? compared(at: index) ?? plain(at: index) {
                mentions.append(mention)
                index = mention.span.upperBound
            } else {
                index += 1
            }
        }
        return mentions
    }

    private func word(_ index: Int) -> String {
        tokens.indices.contains(index) ? tokens[index].folded : ""
    }

    /// Currency signs and articles stand between a comparison and its number.
    private func quantity(at index: Int) -> Quantity? {
        var index = index
        while ["$", "€", "£", "the", "year", "a", "an", "about", "usd", "eur", "around"].contains(word(index)),
            quantities[index] == nil
        {
            index += 1
        }
        return quantities[index]
    }

    // MARK: Two bounds

    private func between(at start: Int) -> RangeMention? {
        guard word(start) == "between" || word(start) == "from" else { return nil }
        guard let low = quantity(at: start + 1) else { return nil }
        let middle = low.span.upperBound
        let joins = word(start) == "between" ? ["and", "to", "-"] : ["to", "until", "till", "through", "-"]
        guard joins.contains(word(middle)), let high = quantity(at: middle + 1) else { return nil }
        let span = start..<high.span.upperBound
        switch (low, high) {
        case (.time(let first), .time(let last)):
            return RangeMention(
                span: span,
                bounds: .init(unit: .time, lower: .text(first.first.description), upper: .text(last.last.description)),
                time: TimeMention(
                    span: span, first: first.first, last: last.last,
                    grain: first.grain == .bareYear && last.grain == .bareYear ? .bareYear : last.grain,
                    assumption: first.assumption ?? last.assumption),
                adjective: nil, isPlain: false, mayBeYear: first.grain == .bareYear && last.grain == .bareYear)
        case (.number(let first), .number(let last)):
            return RangeMention(
                span: span, bounds: .init(unit: .number, lower: value(first.value), upper: value(last.value)),
                time: nil, adjective: nil, isPlain: false, mayBeYear: false)
        case (.time(let first), .number(let last)) where first.grain == .bareYear:
            return RangeMention(
                span: span,
                bounds: .init(unit: .number, lower: .integer(Int64(first.first.year)), upper: value(last.value)),
                time: nil, adjective: nil, isPlain: false, mayBeYear: false)
        case (.number(let first), .time(let last)) where last.grain == .bareYear:
            return RangeMention(
                span: span,
                bounds: .init(unit: .number, lower: value(first.value), upper: .integer(Int64(last.first.year))),
                time: nil, adjective: nil, isPlain: false, mayBeYear: false)
        default:
            return nil
        }
    }

    // MARK: One bound

    private static let phrases: [([String], Relation)] = [
        (["no", "less", "than"], .atLeast), (["not", "less", "than"], .atLeast), (["no", "fewer", "than"], .atLeast),
        (["no", "more", "than"], .atMost), (["not", "more", "than"], .atMost), (["at", "least"], .atLeast),
        (["at", "most"], .atMost), (["more", "than"], .above), (["greater", "than"], .above),
        (["less", "than"], .below), (["fewer", "than"], .below), (["up", "to"], .atMost),
        (["a", "minimum", "of"], .atLeast), (["a", "maximum", "of"], .atMost), (["minimum", "of"], .atLeast),
        (["maximum", "of"], .atMost), (["greater", "than", "or", "equal", "to"], .atLeast),
        (["less", "than", "or", "equal", "to"], .atMost), (["or", "equal", "to"], .equal), (["equal", "to"], .equal),
        (["equals"], .equal), (["exactly"], .equal), (["over"], .above), (["above"], .above), (["under"], .below),
        (["below"], .below), (["exceeding"], .above), (["exceeds"], .above), (["exceed"], .above),
        (["beyond"], .above), (["after"], .above), (["since"], .atLeast), (["before"], .below),
        (["until"], .atMost), (["till"], .atMost), (["prior", "to"], .below), (["later", "than"], .above),
        (["earlier", "than"], .below), (["as", "of"], .atLeast), (["starting"], .atLeast),
        (["not", "before"], .atLeast),
        (["on", "or", "after"], .atLeast), (["on", "or", "before"], .atMost), (["by", "the", "end", "of"], .atMost),
        ([">", "="], .atLeast), (["<", "="], .atMost), ([">="], .atLeast), (["<="], .atMost), (["≥"], .atLeast),
        (["≤"], .atMost), ([">"], .above), (["<"], .below), (["="], .equal), (["=="], .equal),
        (["cheaper", "than"], .below), (["rather", "than"], .equal),
    ].sorted { $0.0.count > $1.0.count }

    private func compared(at start: Int) -> RangeMention? {
        for (phrase, relation) in Self.phrases where starts(with: phrase, at: start) {
            if let quantity = quantity(at: start + phrase.count) {
                return mention(
                    quantity, relation, from: start, adjective: phrase == ["cheaper", "than"] ? "cheaper" : nil)
            }
        }
        if word(start + 1) == "than", let found = Adjectives.meaning(of: word(start)), found.degree == .comparative,
            let quantity = quantity(at: start + 2)
        {
            return mention(
                quantity, found.meaning.isHigh ? .above : .below, from: start, adjective: word(start))
        }
        return nil
    }

    private func starts(with phrase: [String], at start: Int) -> Bool {
        phrase.indices.allSatisfy { word(start + $0) == phrase[$0] }
    }

    /// What a number followed by `or more`, `and above`, `or older`, `+` is bounded by.
    private func suffix(at index: Int) -> (relation: Relation, length: Int, adjective: String?)? {
        if word(index) == "+" { return (.atLeast, 1, nil) }
        guard ["or", "and"].contains(word(index)) else { return nil }
        switch word(index + 1) {
        case "more", "above", "higher", "greater", "over", "up", "later", "after", "upwards", "larger":
            return (.atLeast, 2, nil)
        case "less", "below", "lower", "fewer", "under", "earlier", "before", "smaller":
            return (.atMost, 2, nil)
        case let other:
            guard let found = Adjectives.meaning(of: other), found.degree == .comparative else { return nil }
            return (found.meaning.isHigh ? .atLeast : .atMost, 2, other)
        }
    }

    private func plain(at start: Int) -> RangeMention? {
        guard let quantity = quantities[start] else { return nil }
        let end = quantity.span.upperBound
        if case .number = quantity, let suffix = suffix(at: end) {
            var mention = mention(quantity, suffix.relation, from: start, adjective: suffix.adjective)
            mention.span = start..<(end + suffix.length)
            return mention
        }
        if let suffix = suffix(at: end + 1), tokens.indices.contains(end), tokens[end].kind == .word,
            case .number = quantity, suffix.adjective != nil || word(end + 2) == "more"
        {
            // "5 years or older", "3 orders or more": the noun in between stays readable.
            return mention(quantity, suffix.relation, from: start, adjective: suffix.adjective)
        }
        if case .number(let number) = quantity, number.isOrdinal { return nil }
        var mention = mention(quantity, .equal, from: start, adjective: nil)
        mention.isPlain = true
        return mention
    }

    private func mention(_ quantity: Quantity, _ relation: Relation, from start: Int, adjective: String?)
        -> RangeMention
    {
        let span = start..<quantity.span.upperBound
        switch quantity {
        case .number(let number):
            return RangeMention(
                span: span, bounds: bounds(.number, relation, value(number.value), value(number.value)), time: nil,
                adjective: adjective, isPlain: false, mayBeYear: false)
        case .time(let time):
            let first = SQLValue.text(time.first.description)
            let last = SQLValue.text(time.last.description)
            // After a stretch of time means after its last day, since means from its first.
            return RangeMention(
                span: span, bounds: bounds(.time, relation, first, last), time: time, adjective: adjective,
                isPlain: false, mayBeYear: time.grain == .bareYear)
        }
    }

    private func bounds(_ unit: RangeLink.Bounds.Unit, _ relation: Relation, _ first: SQLValue, _ last: SQLValue)
        -> RangeLink.Bounds
    {
        switch relation {
        case .above: .init(unit: unit, lower: last, includesLower: false)
        case .atLeast: .init(unit: unit, lower: first)
        case .below: .init(unit: unit, upper: first, includesUpper: false)
        case .atMost: .init(unit: unit, upper: last)
        case .equal: .init(unit: unit, lower: first, upper: last)
        }
    }

    private func value(_ number: Double) -> SQLValue {
        number == number.rounded() && abs(number) < 9e15 ? .integer(Int64(number)) : .real(number)
    }
}
