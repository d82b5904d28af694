public import PlumbCore

/// Finds values of the data in a question.
public struct ValueFinder: Sendable {
    private let text: QuestionText
    private let index: any ValueIndex
    /// Words that name tables or columns, and so are not held for misspelt values.
    private let nameStems: Set<String>

    private static let longestPhrase = 7
    private static let linksPerSpan = 8

    /// Prepares to look for values.
    ///
    /// - Parameters:
    ///   - text: the question.
    ///   - index: the values.
    ///   - tables: the tables whose names the question may use.
    public init(text: QuestionText, index: any ValueIndex, tables: [Table]) {
        self.text = text
        self.index = index
        var stems: Set<String> = []
        for table in tables {
            stems.formUnion(NameWords.expanded(table.name.name).map(Stemmer.stem))
            stems.formUnion(table.synonyms.flatMap(Words.stems(of:)))
            for column in table.columns {
                stems.formUnion(NameWords.expanded(column.name).map(Stemmer.stem))
                stems.formUnion(column.synonyms.flatMap(Words.stems(of:)))
            }
        }
        nameStems = stems
    }

    /// The links, by place, then best first; links of the same words to several columns stand side by side.
    ///
    /// - Throws: `PlumbError` where the index can't be read.
    public func links() async throws -> [ValueLink] {
        var links = try await exactLinks()
        var covered = Set(links.flatMap { $0.span.range })
        let parts = try await partialLinks(covered: covered)
        links += parts
        covered.formUnion(parts.flatMap { $0.span.range })
        links += try await misspeltLinks(covered: covered)
        return pruned(links)
    }

    // MARK: Whole values

    private func exactLinks() async throws -> [ValueLink] {
        var spans: [Range<Int>] = []
        var phrases: [[String]] = []
        func add(_ span: Range<Int>, _ stems: [String]) {
            guard !stems.isEmpty, spans.count < 600 else { return }
            spans.append(span)
            phrases.append(stems)
        }
        for start in text.tokens.indices {
            if text.tokens[start].kind == .quotation {
                add(start..<(start + 1), Words.stems(of: text.tokens[start].text))
                continue
            }
            var stems: [String] = []
            for end in start..<min(start + Self.longestPhrase, text.tokens.count) {
                let token = text.tokens[end]
                if token.kind == .quotation || token.turn != text.tokens[start].turn { break }
                if token.kind == .sign {
                    if end == start || ",;?!:".contains(token.text) { break }
                    continue
                }
                stems += token.kind == .word ? [token.stem] : Words.stems(of: token.text)
                let span = start..<(end + 1)
                if mayBeValue(span) { add(span, stems) }
            }
        }
        let found = try await index.values(of: phrases)
        var links: [ValueLink] = []
        for (position, values) in found.enumerated() {
            for value in values.prefix(Self.linksPerSpan) {
                let span = spans[position]
                let words = text.words(span)
                let isSame = Words.of(words) == Words.of(value.value)
                links.append(
                    ValueLink(
                        words: words, span: span, column: value.column, value: .text(value.value),
                        match: isSame ? .same : .stem, score: score(span, isSame: isSame)))
            }
        }
        return try await links + demonymLinks()
    }

    /// `german` finds the `Germany` or `DE` of a column of countries.
    private func demonymLinks() async throws -> [ValueLink] {
        var links: [ValueLink] = []
        for (position, token) in text.tokens.enumerated() where token.kind == .word {
            let names = Demonyms.countries(of: token.folded)
            guard !names.isEmpty else { continue }
            let found = try await index.values(of: names.map(Words.stems(of:)))
            for (place, values) in found.enumerated() {
                for value in values {
                    // A short code means a country only in a column that says so.
                    let isCode = names[place].count <= 3
                    let column = NameWords.expanded(value.column.column).map(Stemmer.stem)
                    let isCountry = column.contains {
                        ["countri", "nation", "national", "citizenship", "region"].contains($0)
                    }
                    guard isCountry || !isCode else { continue }
                    links.append(
                        ValueLink(
                            words: token.text, span: position..<(position + 1), column: value.column,
                            value: .text(value.value), match: .stem, score: isCountry ? 0.85 : 0.6))
                }
            }
        }
        return links
    }

    private func mayBeValue(_ span: Range<Int>) -> Bool {
        let tokens = text.tokens[span]
        guard let first = tokens.first, let last = tokens.last, last.kind != .sign else { return false }
        if tokens.count == 1 {
            if first.kind == .number { return span.lowerBound > 0 }
            if Lexicon.functionWords.contains(first.folded) {
                return first.text.count >= 2 && first.text == first.text.uppercased() && !isShouted
            }
            return first.text.count > 1 || first.isCapitalized
        }
        let hasContent = tokens.contains { !Lexicon.functionWords.contains($0.folded) && $0.kind != .number }
        if Lexicon.functionWords.contains(first.folded), !first.isCapitalized || span.lowerBound == 0 { return false }
        if Lexicon.functionWords.contains(last.folded), !last.isCapitalized { return false }
        return hasContent
    }

    /// Whether the whole question is in capitals, so that capitals say nothing.
    private var isShouted: Bool {
        !text.tokens.contains { $0.kind == .word && $0.text.contains(where: \.isLowercase) }
    }

    private func score(_ span: Range<Int>, isSame: Bool) -> Double {
        let tokens = text.tokens[span]
        guard let first = tokens.first else { return 0 }
        if first.kind == .quotation { return 1 }
        var score = isSame ? 0.9 : 0.8
        if tokens.count > 1 { return min(1, score + 0.04 * Double(tokens.count)) }
        if first.kind == .number { return 0.35 }
        if nameStems.contains(first.stem) { score -= 0.35 }
        if Lexicon.isEmpty(first.folded) { score -= 0.4 }
        if first.isCapitalized, span.lowerBound > 0, !isShouted { score += 0.1 }
        if !isShouted, !first.isCapitalized, first.text.count <= 2 { score -= 0.3 }
        return max(score, 0.05)
    }

    // MARK: Parts of values

    private func partialLinks(covered: Set<Int>) async throws -> [ValueLink] {
        var runs: [Range<Int>] = []
        for position in text.tokens.indices {
            let token = text.tokens[position]
            if token.kind == .quotation, !covered.contains(position) {
                runs.append(position..<(position + 1))
                continue
            }
            guard token.kind == .word, !covered.contains(position), !Lexicon.isEmpty(token.folded), !isShouted,
                token.isCapitalized, position > 0, text.tokens[position - 1].turn == token.turn,
                !nameStems.contains(token.stem)
            else { continue }
            if let last = runs.last, last.upperBound == position, text.tokens[last.lowerBound].kind == .word {
                runs[runs.count - 1] = last.lowerBound..<(position + 1)
            } else {
                runs.append(position..<(position + 1))
            }
        }
        runs += plainRuns(covered: covered.union(runs.flatMap { $0 }))
        guard !runs.isEmpty else { return [] }
        let stems = runs.map { run in
            text.tokens[run].flatMap { Words.stems(of: $0.text) }
        }
        let found = try await index.values(containing: stems.map { $0.max { $0.count < $1.count } ?? "" }, limit: 200)
        var links: [ValueLink] = []
        for (position, values) in found.enumerated() {
            let fitting = values.filter { value in stems[position].allSatisfy(value.stems.contains) }
            for value in fitting.prefix(Self.linksPerSpan) {
                let share = Double(stems[position].count) / Double(max(value.stems.count, 1))
                links.append(
                    ValueLink(
                        words: text.words(runs[position]), span: runs[position], column: value.column,
                        value: .text(value.value), match: .part, score: 0.3 + 0.4 * share))
            }
        }
        return links
    }

    /// Two or more words in a row without capitals that nothing explains may be part of a value too.
    private func plainRuns(covered: Set<Int>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for position in 0...text.tokens.count {
            let isOpen =
                position < text.tokens.count && !covered.contains(position)
                && text.tokens[position].kind == .word && !Lexicon.isEmpty(text.tokens[position].folded)
                && !nameStems.contains(text.tokens[position].stem)
            if isOpen {
                start = start ?? position
            } else if let first = start {
                if (2...4).contains(position - first) { runs.append(first..<position) }
                start = nil
            }
        }
        return runs
    }

    // MARK: Misspelt values

    private func misspeltLinks(covered: Set<Int>) async throws -> [ValueLink] {
        var links: [ValueLink] = []
        var looked = 0
        for position in text.tokens.indices where !covered.contains(position) {
            let token = text.tokens[position]
            guard token.kind == .word, token.folded.count >= 5, !Lexicon.isEmpty(token.folded),
                !nameStems.contains(token.stem), Adjectives.meaning(of: token.folded) == nil,
                Lexicon.related(to: token.stem).isDisjoint(with: nameStems), looked < 12
            else { continue }
            looked += 1
            let limit = min(Spelling.tolerance(for: token.folded), Spelling.tolerance(for: token.stem))
            var near = try await index.stems(near: token.stem, within: limit)
            if near.isEmpty, token.folded != token.stem { near = try await index.stems(near: token.folded, within: 1) }
            for stem in near.prefix(2) where stem != token.stem {
                let values = try await index.values(of: [[stem]]).first ?? []
                for value in values.prefix(Self.linksPerSpan) {
                    links.append(
                        ValueLink(
                            words: token.text, span: position..<(position + 1), column: value.column,
                            value: .text(value.value), match: .typo, score: token.isCapitalized ? 0.6 : 0.5))
                }
            }
        }
        return links
    }

    // MARK: Order

    /// Without the links inside a longer one that fits as well.
    private func pruned(_ links: [ValueLink]) -> [ValueLink] {
        let kept = links.filter { link in
            !links.contains { other in
                other.span.range.count > link.span.range.count && other.span.start <= link.span.start
                    && other.span.end >= link.span.end && other.score >= link.score - 0.2
            }
        }
        return kept.sorted {
            ($0.span.start, -$0.score, -$0.span.end, $0.column) < ($1.span.start, -$1.score, -$1.span.end, $1.column)
        }
    }
}
