internal import Foundation
internal import PlumbCore
internal import PlumbLanguage

/// The question cut into elements: for every word the reading that explains the whole question best.
struct QuestionReading {
    let text: QuestionText
    let elements: [Element]

    /// A way to read some tokens, and how much it is worth.
    private struct Option {
        var element: Element
        var worth: Double
    }

    init(question: Question, slice: SchemaSlice) {
        let text = QuestionText(question)
        self.text = text
        let tokens = text.tokens
        var options: [Option] = []
        let names = Self.names(text, slice)
        let values = Self.values(text, slice)
        let nameEnds = Set(names.map(\.element.span.upperBound))
        options += Self.keywords(Self.spelled(tokens, known: (names.filter(Self.isSure) + values).map(\.element.span)))
            .filter { option in
                // "the phone number of Nancy" counts nothing.
                guard case .keyword(.count) = option.element.content else { return true }
                let start = option.element.span.lowerBound
                return tokens[start].folded != "number" || !nameEnds.contains(start)
            }
        options += Self.beforeOthers(names, tokens)
        options += values
        options += Self.ranges(tokens, today: question.askedOn)
        options += Concepts.mentions(in: tokens).map {
            Option(element: Element(span: $0.span, content: .concept($0)), worth: Self.worth($0.span, 0.95))
        }
        options += Self.glossary(tokens, slice)
        elements = Self.best(options, tokens: tokens)
    }

    // MARK: Options

    /// Longer readings explain more with one thought, so they are worth more than their parts together.
    private static func worth(_ span: Range<Int>, _ quality: Double) -> Double {
        quality * pow(Double(span.count), 1.15)
    }

    private static func keywords(_ tokens: [Token]) -> [Option] {
        tokens.indices.compactMap { index in
            if tokens[index].text == "," || tokens[index].text == ";" {
                return Option(
                    element: Element(span: index..<(index + 1), content: .keyword(.comma)), worth: 0.2)
            }
            guard tokens[index].kind == .word, let match = KeywordPhrases.match(tokens, at: index) else { return nil }
            let span = index..<(index + match.length)
            // Words such as `count` or `sorted` may also be part of a name, which is then worth more.
            // Articles and prepositions add no more than they are worth alone.
            let plain = tokens[span].count { ["the", "a", "of", "in", "to", "is", "are"].contains($0.folded) }
            let isWeak = [.first, .last, .top].contains(match.keyword)
            return Option(
                element: Element(span: span, content: .keyword(match.keyword)),
                worth: pow(Double(max(span.count - plain, 1)), 1.15) * (isWeak ? 0.8 : 1) + 0.35 * Double(plain))
        }
    }

    private static func isSure(_ option: Option) -> Bool {
        if case .name(let choice) = option.element.content {
            max(choice.tableScore, choice.columnScore) > 0.8
        } else {
            true
        }
    }

    /// The tokens with misspelt question words set right, where nothing in the data is spelt like them.
    private static func spelled(_ tokens: [Token], known: [Range<Int>]) -> [Token] {
        let covered = Set(known.flatMap { $0 })
        return tokens.enumerated().map { index, token in
            guard token.kind == .word, token.folded.count >= 5, !covered.contains(index),
                !Lexicon.isEmpty(token.folded),
                let word = questionWords.first(where: { Spelling.distance($0, token.folded, limit: 1) != nil })
            else { return token }
            var token = token
            token.folded = word
            return token
        }
    }

    private static let questionWords = [
        "average", "number", "total", "highest", "lowest", "maximum", "minimum", "between", "without", "never", "every",
        "least", "ordered", "sorted", "descending", "ascending", "different", "distinct", "oldest", "youngest",
        "largest",
        "smallest", "alphabetical", "percentage",
    ]

    /// A column called `total` or `count` is not meant where the word says what to do with the name behind it.
    private static func beforeOthers(_ names: [Option], _ tokens: [Token]) -> [Option] {
        let starts = Set(names.map(\.element.span.lowerBound))
        return names.map { option in
            let span = option.element.span
            guard span.count == 1,
                ["total", "average", "count", "number", "sum", "maximum", "minimum"].contains(
                    tokens[span.lowerBound].folded),
                starts.contains(span.upperBound)
            else { return option }
            var option = option
            option.worth *= 0.6
            return option
        }
    }

    private static func names(_ text: QuestionText, _ slice: SchemaSlice) -> [Option] {
        let mentions = NameMatcher(tables: slice.tables).mentions(in: text.tokens).filter { $0.score >= 0.38 }
        let groups = Dictionary(grouping: mentions, by: \.span)
        return groups.keys.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }.compactMap {
            span in
            guard let group = groups[span], let best = group.map(\.score).max() else { return nil }
            var choice = NameChoice(span: span, words: text.words(span), tables: [], columns: [])
            let isGeneral = span.allSatisfy { Lexicon.isEmpty(text.tokens[$0].folded) }
            for mention in group where mention.score >= best - (isGeneral ? 0.55 : 0.3) {
                switch mention.target {
                case .table(let table):
                    if !choice.tables.contains(where: { $0.thing == table }) {
                        choice.tables.append(Scored(thing: table, score: mention.score))
                    }
                case .column(let column):
                    if !choice.columns.contains(where: { $0.thing == column }) {
                        choice.columns.append(Scored(thing: column, score: mention.score))
                    }
                }
            }
            Self.readKeysAsTables(&choice, slice)
            choice.tables.sort { $0.score > $1.score }
            choice.columns.sort { $0.score > $1.score }
            return Option(element: Element(span: span, content: .name(choice)), worth: worth(span, best + 0.2))
        }
    }

    /// A table's key that is named without a word for keys names the table's rows: `county` of `County_ID`.
    private static func readKeysAsTables(_ choice: inout NameChoice, _ slice: SchemaSlice) {
        guard !Resolver.namesKey(choice.words) else { return }
        for column in choice.columns {
            guard let table = slice.table(column.thing.table), table.primaryKey == [column.thing.column],
                DisplayColumns.of(table) != table.primaryKey
            else { continue }
            choice.columns.removeAll { $0 == column }
            if let place = choice.tables.firstIndex(where: { $0.thing == table.name }) {
                choice.tables[place].score = max(choice.tables[place].score, column.score)
            } else {
                choice.tables.append(Scored(thing: table.name, score: column.score))
            }
        }
    }

    private static func values(_ text: QuestionText, _ slice: SchemaSlice) -> [Option] {
        var links = slice.values
        links += categoryLinks(text, slice)
        let groups = Dictionary(grouping: links, by: \.span.range)
        return groups.keys.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }.compactMap {
            span in
            guard let group = groups[span]?.sorted(by: { $0.score > $1.score }), let best = group.first,
                span.upperBound <= text.tokens.count
            else { return nil }
            let isQuotation = text.tokens[span.lowerBound].kind == .quotation
            return Option(
                element: Element(span: span, content: .value(group)),
                worth: worth(span, isQuotation ? 3 : best.score + 0.2))
        }
    }

    /// `female` says `F` of a column that is called sex or gender.
    private static func categoryLinks(_ text: QuestionText, _ slice: SchemaSlice) -> [ValueLink] {
        let letters: [String: String] = [
            "female": "f", "woman": "f", "girl": "f", "male": "m", "man": "m", "boy": "m",
        ]
        var links: [ValueLink] = []
        for (index, token) in text.tokens.enumerated() {
            guard let letter = letters[token.stem] ?? letters[token.folded] else { continue }
            for table in slice.tables {
                for column in table.columns {
                    let stems = NameWords.expanded(column.name).map(Stemmer.stem)
                    guard stems.contains("sex") || stems.contains("gender") else { continue }
                    let values = column.statistics?.frequentValues.map(\.value) ?? []
                    for case .text(let value) in values {
                        let folded = Words.folded(value)
                        let word = letter == "f" ? "female" : "male"
                        if folded == letter || folded == word || folded == (letter == "f" ? "woman" : "man") {
                            links.append(
                                ValueLink(
                                    words: token.text, span: index..<(index + 1),
                                    column: ColumnReference(table.name, column.name), value: .text(value),
                                    match: .same, score: 0.95))
                        }
                    }
                }
            }
        }
        return links
    }

    private static func ranges(_ tokens: [Token], today: CalendarDate?) -> [Option] {
        RangeWords.mentions(in: tokens, today: today).map { range in
            Option(
                element: Element(span: range.span, content: .range(range)),
                worth: worth(range.span, range.isPlain && range.time == nil ? 0.9 : 1.25))
        }
    }

    private static func glossary(_ tokens: [Token], _ slice: SchemaSlice) -> [Option] {
        var options: [Option] = []
        let stems = tokens.map(\.stem)
        for entry in slice.glossary {
            for term in [entry.term] + entry.synonyms {
                let words = Words.stems(of: term)
                guard !words.isEmpty, words.count <= stems.count else { continue }
                for start in 0...(stems.count - words.count) where Array(stems[start..<(start + words.count)]) == words
                {
                    let span = start..<(start + words.count)
                    options.append(
                        Option(element: Element(span: span, content: .glossary(entry)), worth: worth(span, 1.5)))
                }
            }
        }
        return options
    }

    // MARK: The best reading

    /// The options that together are worth most, none overlapping another; what they leave is read word by word.
    private static func best(_ options: [Option], tokens: [Token]) -> [Element] {
        let byEnd = Dictionary(grouping: options, by: \.element.span.upperBound)
        var worths = [0.0]
        var choices: [Element] = []
        for end in 1..<max(tokens.count + 1, 1) {
            let single = plain(tokens[end - 1], at: end - 1)
            var bestWorth = worths[end - 1] + single.worth
            var bestElement = single.element
            for option in byEnd[end] ?? [] {
                let worth = worths[option.element.span.lowerBound] + option.worth
                if worth > bestWorth {
                    bestWorth = worth
                    bestElement = option.element
                }
            }
            worths.append(bestWorth)
            choices.append(bestElement)
        }
        var elements: [Element] = []
        var end = tokens.count
        while end > 0 {
            elements.append(choices[end - 1])
            end = choices[end - 1].span.lowerBound
        }
        return elements.reversed()
    }

    private static func plain(_ token: Token, at index: Int) -> Option {
        let span = index..<(index + 1)
        if token.kind == .sign || Lexicon.functionWords.contains(token.folded) {
            return Option(element: Element(span: span, content: .function(token.folded)), worth: 0.3)
        }
        return Option(element: Element(span: span, content: .unknown(token.text)), worth: 0.1)
    }
}
