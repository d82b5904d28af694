internal import PlumbCore
internal import PlumbLanguage

/// Decides which table or column words mean, by what else the question speaks of.
struct Resolver {
    let slice: SchemaSlice
    let cardinality: Cardinality
    let choices: Choices
    /// The table whose rows are asked about.
    var main: TableName?
    /// Tables that the question names, with the words' places.
    var mentioned: [(table: TableName, span: Range<Int>)] = []

    // MARK: Columns

    /// Columns that a name may mean, best first.
    func columns(
        for choice: NameChoice, where fits: (Column, ColumnReference) -> Bool = { _, _ in true }
    ) -> [Scored<ColumnUse>] {
        choice.columns.compactMap { scored in
            guard let column = slice.column(scored.thing), fits(column, scored.thing) else { return nil }
            return Scored(
                thing: ColumnUse(column: scored.thing),
                score: scored.score + bonus(for: scored.thing, span: choice.span, words: choice.words))
        }.sorted { $0.score > $1.score }
    }

    /// The column that a name means; nil where it names none that fits.
    func column(
        for choice: NameChoice, where fits: (Column, ColumnReference) -> Bool = { _, _ in true }
    ) -> Scored<ColumnUse>? {
        choices.pick(columns(for: choice, where: fits))
    }

    /// What the question's other words say for a column.
    func bonus(for column: ColumnReference, span: Range<Int>, words: String) -> Double {
        var bonus = 0.0
        if column.table == main { bonus += 0.25 }
        if let owner = ownerBonus(column.table, span) { bonus += owner }
        let known = Set(mentioned.map(\.table) + (main.map { [$0] } ?? []))
        if known.contains(column.table) { bonus += 0.08 }
        bonus -= 0.12 * Double(min(cardinality.distance(known, column.table), 6))
        if isKey(column), !Self.namesKey(words) { bonus -= 0.12 }
        if slice.table(column.table)?.isView ?? false, column.table != main { bonus -= 0.1 }
        return bonus
    }

    /// A table named beside a column owns it: "names of singers", "singer names".
    private func ownerBonus(_ table: TableName, _ span: Range<Int>) -> Double? {
        var best: Double?
        for mention in mentioned where mention.table == table {
            let distance =
                if mention.span.lowerBound >= span.upperBound {
                    mention.span.lowerBound - span.upperBound
                } else if mention.span.upperBound <= span.lowerBound {
                    span.lowerBound - mention.span.upperBound
                } else {
                    0
                }
            if distance <= 4 { best = max(best ?? 0, 0.38 - 0.06 * Double(distance)) }
        }
        return best
    }

    static func namesKey(_ words: String) -> Bool {
        let stems = Words.stems(of: words)
        return ["id", "identifi", "number", "code", "key", "no"].contains { stems.contains($0) }
    }

    func isKey(_ column: ColumnReference) -> Bool {
        slice.table(column.table)?.primaryKey.contains(column.column) ?? false
            || slice.foreignKeys.contains { $0.table == column.table && $0.columns.contains(column.column) }
    }

    // MARK: Attributes without a name

    /// The column that an attribute means, and whether it runs the other way.
    func column(for concept: ConceptMention, near tables: [TableName]) -> (use: Scored<ColumnUse>, isInverse: Bool)? {
        var found: [Scored<ColumnUse>] = []
        var inverse: Set<ColumnUse> = []
        let showsText = !concept.types.isEmpty || concept.attributes.contains("locat")
        for table in slice.tables {
            for column in table.columns {
                let fit = concept.fit(column)
                let reference = ColumnReference(table.name, column.name)
                guard fit.score > 0, column.type != .text || showsText, !isKey(reference) else { continue }
                let use = ColumnUse(column: reference)
                if fit.isInverse { inverse.insert(use) }
                var score = fit.score + bonus(for: reference, span: concept.span, words: "")
                if tables.contains(table.name) { score += 0.15 }
                found.append(Scored(thing: use, score: score))
            }
        }
        found.sort { $0.score > $1.score }
        guard let best = choices.pick(found) else { return nil }
        return (best, inverse.contains(best.thing))
    }

    // MARK: Tables

    /// Tables that a name may mean, best first.
    func tables(for choice: NameChoice) -> [Scored<TableName>] {
        choice.tables.map { scored in
            let known = Set(mentioned.map(\.table).filter { $0 != scored.thing })
            let distance = Double(min(cardinality.distance(known, scored.thing), 6))
            let isView = slice.table(scored.thing)?.isView ?? false
            return Scored(thing: scored.thing, score: scored.score - 0.02 * distance - (isView ? 0.05 : 0))
        }.sorted { $0.score > $1.score }
    }

    // MARK: Times

    /// The column that a time bounds; `tables` are those of the words nearest to it, nearest first.
    func timeColumn(near tables: [TableName], span: Range<Int>, isYear: Bool) -> Scored<ColumnUse>? {
        let linked = slice.ranges.first { $0.span.range.overlaps(span) }?.columns ?? []
        var found: [Scored<ColumnUse>] = []
        for table in slice.tables {
            for column in table.columns {
                let reference = ColumnReference(table.name, column.name)
                let stems = NameWords.expanded(column.name).map(Stemmer.stem)
                let holdsYear = isYear && stems.contains("year") && column.type != .blob
                guard column.type.isTemporal || holdsYear else { continue }
                var score = 0.5 + bonus(for: reference, span: span, words: "")
                if tables.first == table.name { score += 1 }
                if let place = linked.firstIndex(of: reference) { score += 0.1 - 0.02 * Double(place) }
                if !stems.isDisjoint(with: Self.rareTimes) { score -= 0.2 }
                found.append(Scored(thing: ColumnUse(column: reference), score: score))
            }
        }
        return choices.pick(found.sorted { $0.score > $1.score })
    }

    /// Times that a question names when it means them.
    private static let rareTimes: Set<String> = Set(
        ["birth", "updated", "expiry", "expires", "modified", "dob", "death"].map(Stemmer.stem))
}

extension Array where Element: Hashable {
    fileprivate func isDisjoint(with other: Set<Element>) -> Bool {
        other.isDisjoint(with: self)
    }
}
