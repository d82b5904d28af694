internal import PlumbCore
internal import PlumbLanguage

/// Reads what a question asks for from its elements, left to right.
///
/// A question has a head, which says what to show of which rows, and modifiers, which say which rows, in which order
/// and how many. Values, numbers and comparisons are conditions wherever they stand.
struct IntentReader {
    let text: QuestionText
    let slice: SchemaSlice
    var elements: [Element]
    var index = 0
    var intent = Intent()

    /// Whether what is read still says what to show.
    var isHead = true
    /// An aggregate that waits for what it is computed from.
    var aggregates: [Aggregate] = []
    var isDistinctNext = false
    var isNegatedNext = false
    var isAlternativeNext = false
    /// Whether a name that comes next is grouped by.
    var isGroupNext = false
    /// The last name that was read and not yet used for anything but showing, with its element's place.
    var lastName: (choice: NameChoice, place: Int, projection: Int?)?
    /// Elements that were used by a look-ahead.
    var used: Set<Int> = []
    var currentTurn = 0

    init(_ reading: QuestionReading, slice: SchemaSlice) {
        text = reading.text
        self.slice = slice
        elements = reading.elements
    }

    mutating func read() -> Intent {
        while index < elements.count {
            let element = elements[index]
            let turn = text.tokens[element.span.lowerBound].turn
            if turn != currentTurn { startTurn(turn) }
            if !used.contains(index) { read(element) }
            index += 1
        }
        finish()
        return intent
    }

    private mutating func startTurn(_ turn: Int) {
        finishAggregates()
        currentTurn = turn
        isHead = true
        isNegatedNext = false
        isAlternativeNext = false
        isGroupNext = false
        lastName = nil
    }

    private mutating func read(_ element: Element) {
        switch element.content {
        case .keyword(let keyword): read(keyword, element)
        case .name(let choice): read(choice)
        case .value(let links): read(links, element)
        case .range(let range): read(range, element)
        case .concept(let concept): read(concept, element)
        case .glossary(let entry):
            place(element)
            add(.glossary(entry))
        case .function(let word): read(word, element)
        case .unknown(let word): readUnknown(word, element)
        }
    }

    // MARK: Helpers

    mutating func place(_ element: Element) {
        intent.placed.formUnion(element.span)
    }

    /// The first token of an element, as a number that grows with the question.
    func start(_ place: Int) -> Int {
        elements.indices.contains(place) ? elements[place].span.lowerBound : text.tokens.count
    }

    mutating func add(_ test: Intent.Condition.Test, negated: Bool? = nil) {
        intent.conditions.append(
            Intent.Condition(
                test: test, isNegated: negated ?? isNegatedNext, isAlternative: isAlternativeNext,
                place: start(index), turn: currentTurn))
        isNegatedNext = false
        isAlternativeNext = false
    }

    /// The words of a function element; nil for any other.
    func functionWord(at place: Int) -> String? {
        guard elements.indices.contains(place) else { return nil }
        switch elements[place].content {
        case .function(let word): return word
        case .keyword(.by): return "by"
        default: return nil
        }
    }

    func keyword(at place: Int) -> Keyword? {
        guard elements.indices.contains(place), case .keyword(let keyword) = elements[place].content else { return nil }
        return keyword
    }

    func name(at place: Int) -> NameChoice? {
        guard elements.indices.contains(place), !used.contains(place), case .name(let choice) = elements[place].content
        else { return nil }
        return choice
    }

    /// The next element that is not one of some function words.
    func next(after place: Int, skipping words: Set<String>) -> Int {
        var place = place + 1
        while let word = functionWord(at: place), words.contains(word) { place += 1 }
        return place
    }

    /// The element before, past some function words.
    func previous(before place: Int, skipping words: Set<String>) -> Int {
        var place = place - 1
        while place >= 0, let word = functionWord(at: place), words.contains(word) { place -= 1 }
        return place
    }

    static let articles: Set<String> = [
        "the", "a", "an", "their", "its", "his", "her", "all", "of", "that", "any", "some", "our", "my",
    ]
    static let copulas: Set<String> = [
        "is", "are", "was", "were", "be", "been", "being", "of", "the", "a", "an", "equal", "to", ":", "=", "has",
        "have",
        "had", "with", "at", "in", "by", "as", "that", "which", "both", "from", "there", "their", "its", "than", "does",
        "do", "did",
    ]

    // MARK: Function words

    private static let boundaries: Set<String> = [
        "who", "whom", "whose", "that", "where", "having", "with", "while", "when", "if", "without", "which", "whom",
        "has", "have", "had", "for", "did", "do", "does", "within", "during", "under", "using", "via", "into",
    ]

    private mutating func read(_ word: String, _ element: Element) {
        if [".", "?", "!"].contains(word), index + 1 < elements.count,
            text.tokens[start(index + 1)].isCapitalized || word != "."
        {
            // The next sentence may say more of what to show.
            finishAggregates()
            isHead = true
            isNegatedNext = false
            isGroupNext = false
            lastName = nil
            return
        }
        if word == "same", readSame() { return }
        if word == "who" || word == "whom", isHead, !hasHead { intent.asksWho = true }
        let hasHead = !intent.projections.isEmpty || !intent.entities.isEmpty
        if Self.boundaries.contains(word), hasHead, !(word == "for" && keyword(at: index + 1) == .each) {
            if word == "which" || word == "that", keyword(at: index - 1) == .comma { return }
            let joinsQuestions = keyword(at: index - 1) == .and || keyword(at: index - 1) == .comma
            if ["who", "which", "when", "where"].contains(word), joinsQuestions, isHead { return }
            if word == "with", isHead, listsMore(at: next(after: index, skipping: Self.articles)) { return }
            isHead = false
        }
    }

    /// Whether what stands there is one more thing to show: a column or an aggregate, with no condition behind it.
    private func listsMore(at place: Int) -> Bool {
        if let choice = name(at: place) { return !choice.namesTable && !isVerb(choice) }
        return [.count, .average, .sum].contains(keyword(at: place) ?? .and)
    }

    /// Whether a name is used as a verb: `spent`, `directed by`.
    func isVerb(_ choice: NameChoice) -> Bool {
        guard let word = text.tokens[choice.span].first?.folded,
            choice.span.count == 1
                || text.tokens[choice.span].contains(where: {
                    ["by", "in", "for", "from", "to", "on"].contains($0.folded)
                })
        else { return false }
        let before = choice.span.lowerBound > 0 ? text.tokens[choice.span.lowerBound - 1].folded : ""
        return word.hasSuffix("ed") && word.count > 4 || Self.pastTenses.contains(word) || Self.doers.contains(before)
    }

    private static let doers: Set<String> = [
        "i", "we", "you", "they", "he", "she", "it", "to", "did", "does", "do", "can", "could", "will", "would",
        "people",
        "has", "been", "was", "were", "being",
    ]

    private static let pastTenses: Set<String> = [
        "spent", "sold", "paid", "bought", "made", "won", "lost", "left", "wrote", "written", "took", "taken", "got",
        "held",
        "ran", "built", "seen", "known", "chosen", "grown", "flown", "worn", "broken", "caught", "kept", "met", "put",
        "read",
        "said", "told", "thought", "understood", "began", "begun", "came", "did", "done", "fell", "found", "went",
        "gone", "let", "set", "sat", "driven", "drove", "sent", "gave", "given", "taught", "shown", "born", "died",
        "led", "earn",
        "earns", "pays", "pay", "sponsors", "reports", "hold", "cost", "costs", "weigh", "weighs", "spend", "spends",
    ]

    private mutating func readUnknown(_ word: String, _ element: Element) {
        let token = text.tokens[element.span.lowerBound]
        guard !Lexicon.isEmpty(token.folded), token.kind != .sign else { return }
        if token.kind == .quotation {
            // A quotation that the data does not hold word for word may be part of a longer text.
            place(element)
            add(.pattern(token.text, .anywhere, hint: hintBefore()))
            return
        }
        let before = functionWord(at: index - 1) ?? ""
        let beforeKeyword = keyword(at: index - 1)
        let isNamed = token.isCapitalized && element.span.lowerBound > 0 && !isShouted
        let isObject =
            [
                "in", "from", "for", "with", "by", "of", "about", "which", "what", "list", "show", "named", "called",
                "the",
                "any", "our",
            ].contains(before) || beforeKeyword == .count || beforeKeyword == .without || beforeKeyword == .each
            || beforeKeyword == .not || beforeKeyword == .distinct
        if !isNamed, describesWhatFollows {
            // An adjective that the data does not know: said, but not what is asked for.
            intent.unplaced.append(Intent.Unplaced(words: token.text, isEssential: false))
            return
        }
        let isVerb = ["ed", "ing", "en"].contains { token.folded.hasSuffix($0) } && token.folded.count > 4
        let followsHead = !intent.projections.isEmpty || !intent.entities.isEmpty
        intent.unplaced.append(
            Intent.Unplaced(
                words: token.text, isEssential: isNamed || (isObject && !isVerb) || (!followsHead && isObject)))
    }

    /// Whether a value or a column's name comes next, which the word only describes.
    private var describesWhatFollows: Bool {
        guard elements.indices.contains(index + 1) else { return false }
        switch elements[index + 1].content {
        case .value: return true
        case .name(let choice): return !choice.namesTable
        default: return false
        }
    }

    var isShouted: Bool {
        !text.tokens.contains { $0.kind == .word && $0.text.contains(where: \.isLowercase) }
    }

    /// The name just before, where only function words stand between.
    func hintBefore() -> NameChoice? {
        guard let last = lastName, start(index) - last.choice.span.upperBound <= 4 else { return nil }
        for place in (last.place + 1)..<max(index, last.place + 1) {
            if case .function = elements[place].content { continue }
            if case .keyword(let keyword) = elements[place].content,
                [.not, .contains, .startsWith, .endsWith, .both, .except, .or].contains(keyword)
            {
                continue
            }
            return nil
        }
        return last.choice
    }

    // MARK: The end

    mutating func finishAggregates() {
        guard !aggregates.isEmpty else { return }
        // "How many are there?", "the total?": nothing followed that could be computed from.
        if aggregates.contains(.count) {
            intent.projections.append(
                Intent.Projection(aggregate: .count, subject: .rows(nil), turn: currentTurn))
        }
        aggregates = []
    }

    private mutating func finish() {
        finishAggregates()
        impliedAggregates()
        impliedFrequency()
    }

    /// "top 3 reasons" without a word of what: the most frequent.
    private mutating func impliedFrequency() {
        let saysTop = elements.contains { if case .keyword(.top) = $0.content { true } else { false } }
        guard saysTop, intent.limit != nil, intent.orders.isEmpty, intent.groups.isEmpty, intent.projections.count == 1,
            intent.projections[0].aggregate == nil, case .name(let choice) = intent.projections[0].subject,
            !hasMeasure(choice)
        else { return }
        intent.groups.append(Intent.Group(key: .name(choice), isFirm: true, isLeading: false))
        intent.orders.append(
            Intent.Order(subject: .rows(nil), isDescending: true, isSuperlative: true, turn: currentTurn))
    }

    /// What keywords alone leave out: "patients per town" counts, "revenue per channel" adds up.
    private mutating func impliedAggregates() {
        let computes =
            intent.projections.contains { $0.aggregate != nil } || !intent.groupConditions.isEmpty
            || intent.orders.contains { $0.aggregate != nil || $0.isSuperlative }
        guard intent.groups.contains(where: \.isFirm), !computes else { return }
        if intent.projections.isEmpty, let head = intent.entities.first(where: { $0.role == .head }) {
            intent.projections.append(
                Intent.Projection(aggregate: .count, subject: .rows(head.choice), turn: currentTurn))
        } else if intent.projections.count == 1, case .name(let choice) = intent.projections[0].subject,
            hasMeasure(choice)
        {
            intent.projections[0].aggregate = .sum
        }
    }

    /// Whether a name may mean a number that can be added up.
    func hasMeasure(_ choice: NameChoice) -> Bool {
        choice.columns.contains { scored in
            slice.column(scored.thing)?.type.isNumeric ?? false && scored.score >= 0.4 && !isKey(scored.thing)
        }
    }
}
