internal import PlumbCore

/// A name, synonym or description of a table or column, cut into words that a question's words are held against.
struct NamePhrase {
    struct Word {
        /// The word's stem, then those of its written-out form where it is an abbreviation.
        var stems: [String]
        /// How much of the phrase's meaning it carries.
        var weight: Double
    }

    var target: NameMention.Target
    var words: [Word]
    var kind: Evidence.Kind
    var text: String
    var totalWeight: Double
    /// Whether nothing is named without the last word.
    var requiresHead = false

    /// The last word of a name says what the thing is, the words before it which one: `unit price` is a price.
    private static let headWeight = 1.4
    /// A column repeats its table's name without adding to it: `customer_name` in `customers`.
    private static let repeatedWeight = 0.3

    private static let keyWeight = 0.45
    private static let keyStems: Set<String> = ["id", "fk", "key"]

    init?(_ text: String, of target: NameMention.Target, kind: Evidence.Kind, tableStems: Set<String>) {
        let names = kind == .name ? NameWords.of(text) : Words.of(text)
        var words: [Word] = []
        for name in names {
            let stem = Stemmer.stem(name)
            let expansion = kind == .name ? Abbreviations.expansion(of: name)?.map(Stemmer.stem) : nil
            if let expansion, expansion.count > 1 {
                words += expansion.map { Word(stems: [$0], weight: Self.weight($0)) }
            } else {
                words.append(Word(stems: [stem] + (expansion ?? []), weight: Self.weight(stem)))
            }
        }
        guard !words.isEmpty, words.count <= 12 else { return nil }
        if words.count > 1, let last = words.last, last.stems.contains(where: Self.keyStems.contains) {
            // `advisor_id` is an advisor: that it is a number is the database's business.
            words[words.count - 1].weight *= Self.keyWeight
            words[words.count - 2].weight *= Self.headWeight
        } else {
            words[words.count - 1].weight *= Self.headWeight
        }
        if case .column = target, words.count > 1 {
            for index in words.indices where words[index].stems.contains(where: tableStems.contains) {
                words[index].weight *= Self.repeatedWeight
            }
        }
        self.target = target
        self.words = words
        self.kind = kind
        self.text = text
        totalWeight = words.reduce(0) { $0 + $1.weight }
    }

    private static func weight(_ stem: String) -> Double {
        Lexicon.joiningWords.contains(stem) ? 0.15 : 1
    }
}
