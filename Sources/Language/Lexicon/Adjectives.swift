/// Adjectives that compare, and what they compare.
public enum Adjectives {
    /// What an adjective says: which attribute it speaks of, and in which direction.
    public struct Meaning: Hashable, Sendable {
        /// Stems of names that the attribute may have, best first; empty where the adjective only says "much" or
        /// "little" of an attribute that is named beside it.
        public var attributes: [String]

        /// Attributes that run the other way: an old person's date of birth is early.
        public var inverse: [String]

        /// Whether it speaks of large values.
        public var isHigh: Bool
    }

    /// How an adjective stands in the question.
    public enum Degree: Hashable, Sendable {
        case comparative, superlative
    }

    /// The meaning of an adjective's compared form, such as `oldest` or `cheaper`; nil for any other word.
    public static func meaning(of word: String) -> (meaning: Meaning, degree: Degree)? {
        if let found = forms[word] { return found }
        return nil
    }

    /// The meaning of the plain form, as in `most expensive` or `how tall`.
    public static func meaning(ofPlain word: String) -> Meaning? {
        plain[word]
    }

    private static func entry(_ isHigh: Bool, _ attributes: String, inverse: String = "") -> Meaning {
        func stems(_ text: String) -> [String] { text.pieces().map(Stemmer.stem) }
        return Meaning(attributes: stems(attributes), inverse: stems(inverse), isHigh: isHigh)
    }

    private static let plain: [String: Meaning] = [
        "old": entry(true, "age", inverse: "birth born dob birthday founded established opened built year hire date"),
        "young": entry(false, "age", inverse: "birth born dob birthday"),
        "new": entry(true, "date year opened founded established built created released time"),
        "recent": entry(true, "date time year timestamp created released"),
        "recently": entry(true, "date time year timestamp created released"),
        "late": entry(true, "date time year timestamp created released departure arrival"),
        "early": entry(false, "date time year timestamp created released departure arrival"),
        "expensive": entry(true, "price cost fee amount rate rent total"),
        "pricey": entry(true, "price cost fee amount"),
        "costly": entry(true, "price cost fee amount"),
        "cheap": entry(false, "price cost fee amount rate rent total"),
        "tall": entry(true, "height elevation"),
        "short": entry(false, "height length duration runtime minutes time distance"),
        "long": entry(true, "length duration runtime minutes time distance"),
        "heavy": entry(true, "weight mass"),
        "light": entry(false, "weight mass"),
        "big": entry(true, "size area capacity population amount total quantity"),
        "large": entry(true, "size area capacity population amount total quantity"),
        "small": entry(false, "size area capacity population amount total quantity"),
        "fast": entry(true, "speed velocity", inverse: "time duration"),
        "quick": entry(true, "speed velocity", inverse: "time duration"),
        "slow": entry(false, "speed velocity", inverse: "time duration"),
        "far": entry(true, "distance"),
        "near": entry(false, "distance"),
        "close": entry(false, "distance"),
        "rich": entry(true, "worth wealth income salary balance money"),
        "wealthy": entry(true, "worth wealth income salary balance money"),
        "poor": entry(false, "worth wealth income salary balance money"),
        "populous": entry(true, "population"),
        "populated": entry(true, "population"),
        "valuable": entry(true, "value worth price market"),
        "profitable": entry(true, "profit income revenue"),
        "powerful": entry(true, "power horsepower"),
        "experienced": entry(true, "experience years"),
        "high": entry(true, ""),
        "low": entry(false, ""),
        "great": entry(true, ""),
        "good": entry(true, "rating score stars grade points", inverse: "rank ranking position"),
        "bad": entry(false, "rating score stars grade points", inverse: "rank ranking position"),
        "warm": entry(true, "temperature"),
        "hot": entry(true, "temperature"),
        "cold": entry(false, "temperature"),
        "deep": entry(true, "depth"),
        "wide": entry(true, "width"),
        "thick": entry(true, "thickness"),
        "senior": entry(true, "age", inverse: "hire date birth"),
        "junior": entry(false, "age", inverse: "hire date birth"),
    ]

    private static let forms: [String: (meaning: Meaning, degree: Degree)] = {
        var forms: [String: (meaning: Meaning, degree: Degree)] = [:]
        for (word, meaning) in plain {
            let root: String
            if word.hasSuffix("y") {
                root = word.dropLast() + "i"
            } else if word.hasSuffix("e") {
                root = String(word.dropLast())
            } else if ["big", "hot"].contains(word) {
                root = word + String(word.suffix(1))
            } else {
                root = word
            }
            forms[root + "er"] = (meaning, .comparative)
            forms[root + "est"] = (meaning, .superlative)
        }
        let irregular: [(String, String, Degree)] = [
            ("best", "good", .superlative), ("better", "good", .comparative), ("worst", "bad", .superlative),
            ("worse", "bad", .comparative), ("latest", "late", .superlative), ("newest", "new", .superlative),
            ("furthest", "far", .superlative), ("farthest", "far", .superlative), ("priciest", "pricey", .superlative),
            ("eldest", "old", .superlative), ("maximum", "high", .superlative), ("minimum", "low", .superlative),
            ("max", "high", .superlative), ("min", "low", .superlative), ("top", "high", .superlative),
            ("bottom", "low", .superlative),
        ]
        for (form, word, degree) in irregular {
            if let meaning = plain[word] { forms[form] = (meaning, degree) }
        }
        return forms
    }()
}
