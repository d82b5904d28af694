public import PlumbCore

/// Finds the names of tables and columns in a question: by words and stems, synonyms, abbreviations, words written
/// together or apart, words that mean the same, and near spellings.
public struct NameMatcher: Sendable {
    private struct Place {
        var phrase: Int
        var words: Range<Int>
    }

    private struct Hit {
        var tokens: Range<Int>
        var words: Range<Int>
        var score: Double
    }

    private let phrases: [NamePhrase]
    private let places: [String: [Place]]
    private let vocabulary: [String]
    /// What names of at least this score are worth telling.
    private static let minimumScore = 0.3

    /// Prepares to look for the names of some tables and all their columns.
    public init(tables: [Table]) {
        var phrases: [NamePhrase] = []
        for table in tables {
            let tableStems = Set(NameWords.expanded(table.name.name).map(Stemmer.stem))
            func add(_ text: String, _ target: NameMention.Target, _ kind: Evidence.Kind) {
                if let phrase = NamePhrase(text, of: target, kind: kind, tableStems: tableStems) {
                    phrases.append(phrase)
                }
            }
            add(table.name.name, .table(table.name), .name)
            for synonym in table.synonyms { add(synonym, .table(table.name), .synonym) }
            for column in table.columns {
                let reference = ColumnReference(table.name, column.name)
                add(column.name, .column(reference), .name)
                for synonym in column.synonyms { add(synonym, .column(reference), .synonym) }
                if table.primaryKey == [column.name] {
                    let noun = NameWords.of(table.name.name).joined(separator: " ")
                    if var phrase = NamePhrase(
                        "\(noun) id", of: .column(reference), kind: .synonym, tableStems: tableStems)
                    {
                        phrase.requiresHead = true
                        phrases.append(phrase)
                    }
                }
                if let description = column.description { add(description, .column(reference), .description) }
            }
        }
        var places: [String: [Place]] = [:]
        for (index, phrase) in phrases.enumerated() {
            for (position, word) in phrase.words.enumerated() {
                for stem in word.stems {
                    places[stem, default: []].append(Place(phrase: index, words: position..<(position + 1)))
                }
                if position + 1 < phrase.words.count, let first = word.stems.first,
                    let second = phrase.words[position + 1].stems.first
                {
                    places[Stemmer.stem(first + second), default: []].append(
                        Place(phrase: index, words: position..<(position + 2)))
                }
            }
        }
        self.phrases = phrases
        self.places = places
        vocabulary = places.keys.sorted()
    }

    /// The mentions in a question, by place, then best first; several may share words.
    public func mentions(in tokens: [Token]) -> [NameMention] {
        var hits: [Int: [Hit]] = [:]
        for index in tokens.indices where tokens[index].kind == .word || tokens[index].kind == .quotation {
            for (stem, score) in known(tokens[index]) {
                for place in places[stem] ?? [] {
                    hits[place.phrase, default: []].append(
                        Hit(tokens: index..<(index + 1), words: place.words, score: score))
                }
            }
            guard index + 1 < tokens.count, tokens[index + 1].kind == .word else { continue }
            let joined = Stemmer.stem(tokens[index].folded + tokens[index + 1].folded)
            for place in places[joined] ?? [] {
                hits[place.phrase, default: []].append(
                    Hit(tokens: index..<(index + 2), words: place.words, score: 1))
            }
        }
        var best: [Key: NameMention] = [:]
        // In the phrases' order, so that of equal mentions the same one is kept in every process.
        for (index, hits) in hits.sorted(by: { $0.key < $1.key }) {
            for mention in mentions(of: phrases[index], hits: hits, in: tokens) {
                let key = Key(span: mention.span, target: mention.target)
                if (best[key]?.score ?? 0) < mention.score { best[key] = mention }
            }
        }
        return best.values.sorted {
            ($0.span.lowerBound, -$0.score, $0.span.upperBound, $0.order)
                < ($1.span.lowerBound, -$1.score, $1.span.upperBound, $1.order)
        }
    }

    private struct Key: Hashable {
        var span: Range<Int>
        var target: NameMention.Target
    }

    // MARK: Words

    /// The vocabulary's words that a token may stand for, each with how well.
    private func known(_ token: Token) -> [String: Double] {
        var known: [String: Double] = [:]
        if places[token.stem] != nil { known[token.stem] = 1 }
        if token.folded != token.stem, places[token.folded] != nil { known[token.folded] = 1 }
        guard !Lexicon.functionWords.contains(token.folded) else { return known }
        if known.isEmpty {
            for related in Lexicon.related(to: token.stem) where places[related] != nil { known[related] = 0.7 }
        }
        guard known[token.stem] == nil, token.folded.count >= 4, !Lexicon.fillers.contains(token.folded) else {
            return known
        }
        let tolerance = Lexicon.isEmpty(token.folded) ? 0 : Spelling.tolerance(for: token.folded)
        for word in vocabulary where word.first == token.folded.first {
            if NameWords.isAbbreviation(word, of: token.folded) || NameWords.isAbbreviation(word, of: token.stem) {
                known[word] = max(known[word] ?? 0, 0.8)
            } else if word.count >= 4, NameWords.isAbbreviation(token.stem, of: word), word.hasPrefix(token.stem) {
                known[word] = max(known[word] ?? 0, 0.7)
            } else if tolerance > 0, abs(word.count - token.stem.count) <= tolerance, word.count >= 5,
                let distance = Spelling.distance(word, token.stem, limit: tolerance)
                    ?? Spelling.distance(word, token.folded, limit: 1)
            {
                known[word] = max(known[word] ?? 0, distance == 1 ? 0.75 : 0.6)
            }
        }
        return known
    }

    // MARK: Phrases

    private static let connectors: Set<String> = ["of", "the", "a", "an", "'s", "-", "/"]

    private func mentions(of phrase: NamePhrase, hits: [Hit], in tokens: [Token]) -> [NameMention] {
        let hits = hits.sorted {
            ($0.tokens.lowerBound, $0.words.lowerBound, -$0.score, $0.words.count)
                < ($1.tokens.lowerBound, $1.words.lowerBound, -$1.score, $1.words.count)
        }
        var mentions: [NameMention] = []
        for start in hits.indices {
            var covered = Set(hits[start].words)
            var span = hits[start].tokens
            var weight = self.weight(of: hits[start], in: phrase)
            for hit in hits[(start + 1)...] {
                guard hit.tokens.lowerBound >= span.upperBound else { continue }
                guard isConnected(span.upperBound, hit.tokens.lowerBound, in: tokens) else { break }
                guard covered.isDisjoint(with: hit.words) else { continue }
                covered.formUnion(hit.words)
                span = span.lowerBound..<hit.tokens.upperBound
                weight += self.weight(of: hit, in: phrase)
            }
            if phrase.requiresHead, !covered.contains(phrase.words.count - 1) { continue }
            var score = min(weight / phrase.totalWeight, 1)
            if phrase.kind == .description { score *= 0.6 }
            if phrase.kind == .synonym { score *= 0.98 }
            // A few words out of a long description say little.
            guard score >= Self.minimumScore else { continue }
            let isEmpty = span.allSatisfy { place in
                let word = tokens[place].folded
                // `return` asks for something at the start, and says something anywhere else in another form.
                return Lexicon.functionWords.contains(word) && (place == 0 || word == tokens[place].stem)
            }
            guard !isEmpty else { continue }
            mentions.append(
                NameMention(span: span, target: phrase.target, score: score, kind: phrase.kind, matched: phrase.text))
        }
        return mentions
    }

    private func weight(of hit: Hit, in phrase: NamePhrase) -> Double {
        hit.words.reduce(0) { $0 + phrase.words[$1].weight } * hit.score
    }

    private func isConnected(_ end: Int, _ start: Int, in tokens: [Token]) -> Bool {
        start - end <= 2 && (end..<start).allSatisfy { Self.connectors.contains(tokens[$0].folded) }
    }
}

extension NameMention {
    /// Makes the order of equal mentions the same in every run.
    fileprivate var order: String {
        switch target {
        case .table(let table): table.description
        case .column(let column): column.description
        }
    }
}
