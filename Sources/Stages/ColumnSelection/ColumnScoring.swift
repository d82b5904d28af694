internal import PlumbCore
internal import PlumbLanguage

/// Scores the columns of the kept tables for a question.
struct ColumnScoring {
    private let text: QuestionText
    private let tables: [Table]
    private let values: [ValueLink]
    private let ranges: [RangeMention]
    private let mentions: [NameMention]
    private let concepts: [ConceptMention]

    /// Columns that are kept whatever they score: keys that join, and those that name a row.
    let needed: Set<ColumnReference>

    init(text: QuestionText, tables: [Table], keys: [ForeignKey], values: [ValueLink], ranges: [RangeMention]) {
        self.text = text
        self.tables = tables
        self.values = values
        self.ranges = ranges
        mentions = NameMatcher(tables: tables).mentions(in: text.tokens)
        concepts = Concepts.mentions(in: text.tokens)
        var needed: Set<ColumnReference> = []
        for key in keys {
            needed.formUnion(key.columns.map { ColumnReference(key.table, $0) })
            needed.formUnion(key.referencedColumns.map { ColumnReference(key.referencedTable, $0) })
        }
        for table in tables {
            let names = table.primaryKey + DisplayColumns.of(table)
            needed.formUnion(names.map { ColumnReference(table.name, $0) })
        }
        self.needed = needed
    }

    /// Every column, best first.
    func ranked() -> [ScoredColumn] {
        var best: [ColumnReference: [Int: NameMention]] = [:]
        for mention in mentions {
            guard let column = mention.column else { continue }
            if (best[column]?[mention.span.lowerBound]?.score ?? 0) < mention.score {
                best[column, default: [:]][mention.span.lowerBound] = mention
            }
        }
        var scored: [ScoredColumn] = []
        for table in tables {
            for column in table.columns {
                let reference = ColumnReference(table.name, column.name)
                var evidence = (best[reference] ?? [:]).sorted { $0.key < $1.key }.map { $0.value.evidence(in: text) }
                evidence += valueEvidence(reference) + conceptEvidence(column)
                let score = evidence.map(\.score).max() ?? 0
                scored.append(ScoredColumn(column: reference, score: score + typeScore(column), evidence: evidence))
            }
        }
        return scored.enumerated().sorted { ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset) }
            .map(\.element)
    }

    private func valueEvidence(_ column: ColumnReference) -> [Evidence] {
        values.filter { $0.column == column }.prefix(5).map { link in
            Evidence(
                words: link.words, span: link.span.range, matched: link.text, kind: .value, score: link.score)
        }
    }

    private func conceptEvidence(_ column: Column) -> [Evidence] {
        concepts.compactMap { concept in
            let fit = concept.fit(column).score
            guard fit > 0 else { return nil }
            return Evidence(
                words: text.words(concept.span), span: concept.span, matched: column.name, kind: .concept, score: fit)
        }
    }

    /// A little for a column whose type fits a number or time of the question.
    private func typeScore(_ column: Column) -> Double {
        let wantsTime = ranges.contains { $0.time != nil }
        let wantsNumber = ranges.contains { $0.time == nil && !$0.isPlain }
        let stems = NameWords.expanded(column.name).map(Stemmer.stem)
        let isOpen = text.tokens.contains { Self.openWords.contains($0.folded) }
        if wantsTime || isOpen, column.type.isTemporal { return 0.1 }
        if wantsTime, stems.contains("year") { return 0.1 }
        if isOpen, column.type == .boolean { return 0.1 }
        if wantsMoney, column.type.isNumeric, column.unit != nil || !Self.moneyStems.isDisjoint(with: stems) {
            return 0.1
        }
        if wantsNumber, column.type.isNumeric { return 0.05 }
        return 0
    }

    private static let openWords: Set<String> = [
        "still", "current", "currently", "ongoing", "moment", "present", "longer", "anymore", "more", "former", "yet",
        "first", "last", "per", "each", "monthly", "yearly", "month", "year",
    ]

    private var wantsMoney: Bool {
        text.tokens.contains { Units.isCurrency($0.folded) }
    }

    private static let moneyStems = Set(Units.moneyNouns.map(Stemmer.stem))

    // MARK: Ranges

    /// The question's numbers and times, each with the columns it may bound.
    func rangeLinks() -> [RangeLink] {
        let ranked = ranked()
        return ranges.map { range in
            let fitting = ranked.filter { scored in
                guard let column = column(scored.column), !needed.contains(scored.column) || column.type.isTemporal
                else { return false }
                if range.time != nil, column.type.isTemporal { return true }
                let isYear = NameWords.expanded(column.name).map(Stemmer.stem).contains("year")
                if range.mayBeYear { return column.type.isNumeric && (isYear || scored.score > 0.3) }
                return range.time == nil && column.type.isNumeric && scored.score > 0.3
            }
            let nearest = fitting.sorted { distance($0, range.span) < distance($1, range.span) }
            return RangeLink(
                words: text.words(range.span), span: range.span, bounds: range.bounds,
                columns: nearest.prefix(5).map(\.column))
        }
    }

    /// How far a column's words stand from a range, in tokens; far away where it has none.
    private func distance(_ scored: ScoredColumn, _ span: Range<Int>) -> Int {
        scored.evidence.compactMap { evidence in
            evidence.span.map { words in
                words.end <= span.lowerBound ? span.lowerBound - words.end : max(words.start - span.upperBound, 0)
            }
        }.min() ?? 1_000
    }

    private func column(_ reference: ColumnReference) -> Column? {
        tables.first { $0.name == reference.table }?.column(reference.column)
    }
}

extension ValueLink {
    /// The value as text, for evidence.
    fileprivate var text: String {
        if case .text(let text) = value { text } else { "" }
    }
}
