internal import PlumbCore
internal import PlumbLanguage

/// Scores tables for a question, and tells which words only some of them can explain.
struct TableScoring {
    private let text: QuestionText
    private let tables: [Table]
    private let mentions: [NameMention]
    private let links: [ValueLink]
    private let glossary: [GlossaryEntry]

    /// How near a mention must come to the best one for the same words to count as another reading of them.
    private static let margin = 0.12
    /// What a mention of a name must reach to keep its table.
    private static let sureScore = 0.55

    init(text: QuestionText, catalog: Catalog, tables: [Table], links: [ValueLink]) {
        self.text = text
        self.tables = tables
        self.links = links.filter { $0.score >= 0.4 }
        mentions = NameMatcher(tables: tables).mentions(in: text.tokens)
        let stems = text.tokens.map(\.stem)
        glossary = catalog.glossary.filter { entry in
            ([entry.term] + entry.synonyms).contains { term in
                Self.contains(stems, Words.stems(of: term))
            }
        }
    }

    private static func contains(_ stems: [String], _ part: [String]) -> Bool {
        guard !part.isEmpty, part.count <= stems.count else { return false }
        return (0...(stems.count - part.count)).contains { Array(stems[$0..<($0 + part.count)]) == part }
    }

    // MARK: Ranking

    /// Every table, best first.
    func ranked() -> [ScoredTable] {
        let textScores = textScores()
        var scored: [ScoredTable] = []
        for (index, table) in tables.enumerated() {
            var evidence: [Evidence] = []
            var score = textScores[index]
            let own = mentions.filter { $0.table == table.name }
            if let named = own.filter({ $0.column == nil }).max(by: { $0.score < $1.score }) {
                score += 3 * named.score
                evidence.append(named.evidence(in: text))
            }
            for mention in bestColumns(own) {
                let rivals = Set(
                    mentions.filter {
                        $0.column != nil && $0.span == mention.span && $0.score >= mention.score - 0.05
                    }.map(\.table)
                ).count
                score += mention.score / Double(max(rivals, 1))
                evidence.append(mention.evidence(in: text))
            }
            for link in bestValues(of: table.name) {
                let rivals = Set(links.filter { $0.span == link.span }.map(\.column.table)).count
                score += 1.2 * link.score / Double(max(rivals, 1))
                evidence.append(
                    Evidence(
                        words: link.words, span: link.span.range, matched: link.column.column, kind: .value,
                        score: link.score))
            }
            for entry in glossary where entry.table == table.name {
                score += 2
                evidence.append(
                    Evidence(words: entry.term, span: nil, matched: entry.meaning, kind: .glossary, score: 1))
            }
            scored.append(ScoredTable(table: table.name, score: score, evidence: evidence))
        }
        return scored.enumerated().sorted { ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset) }
            .map(\.element)
    }

    /// BM25 over everything that is written of each table, scaled to 0...1.
    private func textScores() -> [Double] {
        let documents = tables.map { table in
            var words = NameWords.expanded(table.name.name) + table.synonyms.flatMap(Words.of)
            words += table.description.map(Words.of) ?? []
            for column in table.columns {
                words += NameWords.expanded(column.name) + column.synonyms.flatMap(Words.of)
                words += column.description.map(Words.of) ?? []
            }
            return words.map(Stemmer.stem)
        }
        let query = text.tokens.filter { !Lexicon.isEmpty($0.folded) }.map(\.stem)
        let scores = BM25(documents: documents).scores(for: query)
        let best = scores.max() ?? 0
        return scores.map { best > 0 ? $0 / best : 0 }
    }

    /// The best mention of a column for each place in the question.
    private func bestColumns(_ mentions: [NameMention]) -> [NameMention] {
        var best: [Int: NameMention] = [:]
        for mention in mentions where mention.column != nil {
            let place = mention.span.lowerBound
            if (best[place]?.score ?? 0) < mention.score { best[place] = mention }
        }
        return best.keys.sorted().compactMap { best[$0] }
    }

    private func bestValues(of table: TableName) -> [ValueLink] {
        var best: [Int: ValueLink] = [:]
        for link in links where link.column.table == table {
            if (best[link.span.start]?.score ?? 0) < link.score { best[link.span.start] = link }
        }
        return best.keys.sorted().compactMap { best[$0] }
    }

    // MARK: Choices

    /// Tables that the question names, as well as any other does by the same words.
    var named: [TableName] {
        let names = mentions.filter { $0.column == nil && $0.score >= Self.sureScore }
        return names.filter { mention in
            !mentions.contains { other in
                other.span.overlaps(mention.span) && other.score > mention.score + Self.margin
            }
        }.map(\.table) + glossary.compactMap(\.table)
    }

    private static let generalWords: Set<String> = [
        "name", "names", "id", "ids", "detail", "details", "information", "number", "kind", "type", "record", "records",
        "list", "date", "time", "description",
    ]

    /// Foreign keys whose columns the question names: "the head of Physics" is somebody.
    func namedKeys(in catalog: Catalog, kept: [TableName]) -> [ForeignKey] {
        let columns = Set(mentions.filter { $0.score >= 0.6 }.compactMap(\.column))
        return catalog.foreignKeys.filter { key in
            kept.contains(key.table) && key.columns.contains { columns.contains(ColumnReference(key.table, $0)) }
        }
    }

    /// Whether values are all that the question names.
    var namesNothing: Bool {
        named.isEmpty && !links.isEmpty
            && !mentions.contains { mention in
                mention.score >= 0.5 && !mention.span.allSatisfy { Lexicon.isEmpty(text.tokens[$0].folded) }
                    && !links.contains { $0.span.range.overlaps(mention.span) }
            }
    }

    /// For each place in the question that only some tables explain: those tables.
    var choices: [[TableName]] {
        var choices: [[TableName]] = []
        let linked = Dictionary(grouping: links, by: \.span.range)
        for span in linked.keys.sorted(by: { ($0.lowerBound, $0.count) < ($1.lowerBound, $1.count) }) {
            guard let group = linked[span], let best = group.map(\.score).max(), best >= 0.5 else { continue }
            let named = mentions.contains { $0.span.overlaps(span) && $0.score >= best && $0.score >= 0.9 }
            if !named { choices.append(group.filter { $0.score >= best - 0.2 }.map(\.column.table)) }
        }
        let hasNames = !named.isEmpty
        let columns = Dictionary(
            grouping: mentions.filter { mention in
                // "the names of doctors": a word that every table has says nothing of which one.
                mention.column != nil
                    && !(hasNames && mention.span.allSatisfy { Self.generalWords.contains(text.tokens[$0].folded) })
            }, by: \.span.lowerBound)
        for place in columns.keys.sorted() {
            guard let group = columns[place], let best = group.map(\.score).max(), best >= 0.5 else { continue }
            let first = group.first?.span.lowerBound ?? 0
            if Lexicon.functionWords.contains(text.tokens[first].folded) { continue }
            let longest = group.filter { $0.score >= best - Self.margin }.map(\.span.upperBound).max() ?? 0
            let tableScore =
                mentions.filter {
                    $0.column == nil && $0.span.contains(place) && $0.span.upperBound >= longest
                }.map(\.score).max() ?? 0
            if tableScore >= best { continue }
            choices.append(group.filter { $0.score >= best - Self.margin }.map(\.table))
        }
        return choices
    }
}
