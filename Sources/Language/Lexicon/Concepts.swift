public import PlumbCore

/// Words that ask for an attribute without naming it: `when`, `how old`, `the cheapest`.
public struct ConceptMention: Hashable, Sendable {
    /// The tokens.
    public var span: Range<Int>
    /// Stems of names that the attribute may have, best first.
    public var attributes: [String]
    /// Stems of names of attributes that run the other way, best first.
    public var inverse: [String]
    /// Types that fit even where no name does.
    public var types: [ColumnType]

    /// Makes a mention.
    public init(span: Range<Int>, attributes: [String], inverse: [String], types: [ColumnType]) {
        self.span = span
        self.attributes = attributes
        self.inverse = inverse
        self.types = types
    }

    /// How well a column fits the concept, 0...1; 0 where it does not.
    ///
    /// - Parameter column: the column.
    /// - Returns: the fit, and whether the column runs the other way.
    public func fit(_ column: Column) -> (score: Double, isInverse: Bool) {
        let stems = NameWords.expanded(column.name).map(Stemmer.stem) + column.synonyms.flatMap(Words.stems(of:))
        func place(_ attributes: [String]) -> Double {
            guard let index = attributes.indices.first(where: { stems.contains(attributes[$0]) }) else { return 0 }
            let isHead = stems.last == attributes[index]
            return (isHead ? 0.8 : 0.7) - 0.04 * Double(index)
        }
        let straight = place(attributes)
        let opposite = place(inverse)
        if opposite > straight { return (opposite, true) }
        if straight == 0, types.contains(column.type) { return (0.4, false) }
        if straight == 0, column.type.isTemporal, inverse.contains("date") { return (0.35, true) }
        return (straight, false)
    }
}

/// Reads words that ask for an attribute without naming it.
public enum Concepts {
    /// The concepts of a question, in order.
    public static func mentions(in tokens: [Token]) -> [ConceptMention] {
        var mentions: [ConceptMention] = []
        for index in tokens.indices where tokens[index].kind == .word {
            let word = tokens[index].folded
            let next = index + 1 < tokens.count ? tokens[index + 1].folded : ""
            if word == "how", let meaning = Adjectives.meaning(ofPlain: next), !meaning.attributes.isEmpty {
                mentions.append(mention(index..<(index + 2), meaning))
            } else if word == "most" || word == "least", takesMost.contains(next),
                let meaning = Adjectives.meaning(ofPlain: next)
            {
                mentions.append(mention(index..<(index + 2), meaning))
            } else if let found = Adjectives.meaning(of: word), !found.meaning.attributes.isEmpty {
                mentions.append(mention(index..<(index + 1), found.meaning))
            } else if let attributes = questionWords[word] {
                mentions.append(
                    ConceptMention(
                        span: index..<(index + 1), attributes: attributes.map(Stemmer.stem), inverse: [],
                        types: word == "where" ? [] : [.date, .timestamp]))
            }
        }
        return mentions
    }

    /// Adjectives whose superlative is made with `most`; behind others, `most` counts: "the most new customers".
    private static let takesMost: Set<String> = [
        "expensive", "costly", "recent", "recently", "populous", "populated", "valuable", "profitable", "powerful",
        "experienced", "senior", "junior", "pricey",
    ]

    private static func mention(_ span: Range<Int>, _ meaning: Adjectives.Meaning) -> ConceptMention {
        let isOfTime = meaning.attributes.contains("date")
        return ConceptMention(
            span: span, attributes: meaning.attributes, inverse: meaning.inverse,
            types: isOfTime ? [.date, .timestamp] : [])
    }

    private static let questionWords: [String: [String]] = [
        "when": ["date", "time", "year", "day", "created", "timestamp", "start"],
        "date": ["date", "time", "day", "timestamp", "created", "start"],
        "dates": ["date", "time", "day", "timestamp", "created", "start"],
        "time": ["time", "timestamp", "date", "hour"],
        "where": ["location", "city", "place", "address", "country", "venue", "state", "region", "town"],
    ]
}
