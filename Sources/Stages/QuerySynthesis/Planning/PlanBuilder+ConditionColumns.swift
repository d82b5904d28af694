internal import PlumbCore
internal import PlumbLanguage

extension PlanBuilder {
    mutating func rangeColumn(
        _ range: RangeMention, _ hint: Intent.Subject?, _ condition: Intent.Condition, _ main: TableName
    ) -> ColumnUse? {
        let fits: (Column, ColumnReference) -> Bool = { column, _ in
            range.time != nil && column.type.isTemporal || column.type.isNumeric
                || range.isPlain && column.type == .text
        }
        if let column = column(of: hint, main, where: fits) { return column }
        if let time = range.time {
            let near = nearestTables(to: range.span)
            if let column = resolver.timeColumn(
                near: near, span: range.span, isYear: time.grain == .bareYear || time.grain == .year)
            {
                plan.fits.append(min(column.score, 1))
                return column.thing
            }
        }
        return numberColumn(range, main)
    }

    /// The column that words name outright or ask for by an attribute; nil where none fits.
    private mutating func column(
        of subject: Intent.Subject?, _ main: TableName, where fits: (Column, ColumnReference) -> Bool
    ) -> ColumnUse? {
        let found: Scored<ColumnUse>? =
            switch subject {
            case .name(let choice)?: resolver.column(for: choice, where: fits)
            case .concept(let concept)?: resolver.column(for: concept, near: [main])?.use
            default: nil
            }
        if let found { plan.fits.append(min(found.score, 1)) }
        return found?.thing
    }

    /// A number that no word explains: a key behind its table's name, or the only measure there is.
    mutating func numberColumn(_ range: RangeMention, _ main: TableName) -> ColumnUse? {
        if range.isPlain, range.time == nil,
            let owner = resolver.mentioned.first(where: { range.span.lowerBound - $0.span.upperBound == 0 }),
            let key = slice.table(owner.table)?.primaryKey, key.count == 1, let column = key.first
        {
            plan.fits.append(0.7)
            return ColumnUse(column: ColumnReference(owner.table, column))
        }
        if range.time == nil, let column = unitColumn(range, main) { return column }
        guard range.time == nil, !range.isPlain else { return nil }
        let measures = (slice.table(main)?.columns ?? []).map { ($0, ColumnReference(main, $0.name)) }.filter {
            $0.0.type.isNumeric && !resolver.isKey($0.1)
        }
        guard measures.count == 1, let only = measures.first else { return nil }
        plan.fits.append(0.4)
        plan.assumptions.append("'\(text.words(range.span))' was taken to speak of \(only.1)")
        return ColumnUse(column: only.1)
    }

    /// The column that holds numbers of the unit named with a number: "under 5 euros".
    mutating func unitColumn(_ range: RangeMention, _ main: TableName) -> ColumnUse? {
        let behind =
            text.tokens.indices.contains(range.span.upperBound) ? [text.tokens[range.span.upperBound].folded] : []
        let units = text.tokens[range.span].map(\.folded).filter(Units.isCurrency) + behind
        var found: [Scored<ColumnUse>] = []
        for table in slice.tables {
            for column in table.columns {
                let reference = ColumnReference(table.name, column.name)
                guard let fit = units.map({ Units.fit($0, column) }).max(), fit > 0, !resolver.isKey(reference) else {
                    continue
                }
                found.append(
                    Scored(
                        thing: ColumnUse(column: reference),
                        score: fit + resolver.bonus(for: reference, span: range.span, words: "")))
            }
        }
        guard let best = resolver.choices.pick(found.sorted { $0.score > $1.score }) else { return nil }
        plan.fits.append(min(best.score, 1))
        return best.thing
    }

    /// Tables that the question speaks of, likeliest first for a time: what happened has a time, so tables that point
    /// at others come before those that are pointed at, and nearer words before farther ones.
    func nearestTables(to span: Range<Int>) -> [TableName] {
        var places: [(table: TableName, distance: Int)] = entityTables.map {
            ($0.table, distance($0.entity.choice.span, span))
        }
        for (table, place) in spokenTables { places.append((table, distance(place, span))) }
        let spoken = Set(places.map(\.table))
        func isEvent(_ table: TableName) -> Bool {
            slice.foreignKeys.contains {
                $0.table == table && spoken.contains($0.referencedTable) && $0.referencedTable != table
            }
        }
        let sorted = places.sorted { left, right in
            (isEvent(left.table) ? 0 : 1, left.distance, left.table) < (
                isEvent(right.table) ? 0 : 1, right.distance, right.table
            )
        }
        return sorted.reduce(into: []) { if !$0.contains($1.table) { $0.append($1.table) } }
    }

    func distance(_ words: Range<Int>, _ span: Range<Int>) -> Int {
        words.upperBound <= span.lowerBound
            ? span.lowerBound - words.upperBound : words.lowerBound - span.upperBound + 3
    }

    /// Bounds in the column's own terms: an age over 30 is a birth before a date, a year is a number or a stretch of days.
    func bounds(of range: RangeMention, for use: ColumnUse, _ hint: Intent.Subject?) -> RangeLink.Bounds {
        guard let column = slice.column(use.column) else { return range.bounds }
        var bounds = range.bounds
        if let time = range.time, !column.type.isTemporal {
            // A column of years, or of plain numbers where the year was only a number.
            let years =
                column.type == .text
                ? (SQLValue.text("\(time.first.year)"), SQLValue.text("\(time.last.year)"))
                : (.integer(Int64(time.first.year)), .integer(Int64(time.last.year)))
            bounds.unit = .number
            if bounds.lower != nil { bounds.lower = bounds.lower == .text(time.first.description) ? years.0 : years.1 }
            if bounds.upper != nil { bounds.upper = bounds.upper == .text(time.last.description) ? years.1 : years.0 }
        } else if column.type == .text, case .integer(let number)? = bounds.lower, bounds.lower == bounds.upper {
            bounds.lower = .text("\(number)")
            bounds.upper = bounds.lower
        }
        return bounds
    }

    mutating func averageColumn(_ subject: Intent.Subject?, _ main: TableName) -> ColumnUse? {
        if let column = column(of: subject, main, where: { column, _ in column.type.isNumeric }) { return column }
        plan.unplaced.append("average")
        return nil
    }

    static let proseStems = Set(
        ["body", "text", "comment", "description", "content", "note", "message", "details"].map(Stemmer.stem))

    mutating func textColumn(_ hint: NameChoice?, _ pattern: Intent.Pattern, _ main: TableName) -> ColumnUse? {
        if let hint,
            let column = resolver.column(
                for: hint, where: { column, _ in column.type == .text || column.type.isTemporal })
        {
            plan.fits.append(min(column.score, 1))
            return column.thing
        }
        let owner = hint.flatMap { table(of: $0) } ?? main
        guard let found = slice.table(owner) else { return nil }
        let prose = found.columns.first { column in
            column.type == .text && !Self.proseStems.isDisjoint(with: NameWords.expanded(column.name).map(Stemmer.stem))
        }
        guard let name = (pattern == .anywhere && owner != main ? prose?.name : nil) ?? DisplayColumns.of(found).first
        else { return nil }
        plan.fits.append(0.5)
        return ColumnUse(column: ColumnReference(owner, name))
    }

    /// The key by which rows asked about point at a table: a piece without an artist has no `artist_id`.
    func keyColumn(of choice: NameChoice, _ main: TableName) -> Scored<ColumnUse>? {
        guard choice.namesTable, let table = table(of: choice) else { return nil }
        let keys = cardinality.graph.keys(between: main, and: table).filter {
            $0.table == main && $0.columns.count == 1
        }
        guard let key = keys.first, keys.count == 1, let column = key.columns.first else { return nil }
        return Scored(thing: ColumnUse(column: ColumnReference(main, column)), score: choice.tableScore)
    }

    /// The column of another table that is called the same, but for the tables' own names.
    func counterpart(of column: ColumnReference, in table: TableName) -> ColumnReference? {
        if column.table == table { return column }
        func words(_ column: ColumnReference) -> [String] {
            let own = Set(NameWords.of(column.table.name))
            return NameWords.expanded(column.column).filter { !own.contains($0) }
        }
        let wanted = words(column)
        return slice.table(table)?.columns.map { ColumnReference(table, $0.name) }.first {
            words($0) == wanted || words($0).suffix(2) == wanted.suffix(2)
        }
    }

    /// The foreign key of a table that a name stands for.
    func roleKey(_ choice: NameChoice, of table: TableName) -> ForeignKey? {
        for scored in choice.columns where scored.thing.table == table {
            if let key = slice.foreignKeys.first(where: { $0.table == table && $0.columns == [scored.thing.column] }) {
                return key
            }
        }
        return nil
    }

    /// The column that says whether something goes on: when it ended, or whether it is active.
    mutating func endColumn(_ main: TableName) -> ColumnUse? {
        let tables = [main] + entityTables.map(\.table).filter { $0 != main }
        for table in tables {
            guard let found = slice.table(table) else { continue }
            for column in found.columns {
                let stems = Set(NameWords.expanded(column.name).map(Stemmer.stem))
                let isEnd =
                    column.type.isTemporal && (column.statistics?.nullShare ?? 0) > 0
                    && !stems.isDisjoint(with: Self.endStems)
                let isActive =
                    column.type == .boolean && !stems.isDisjoint(with: ["activ", "actv", "current", "enabl"])
                if isEnd || isActive {
                    plan.fits.append(0.6)
                    plan.assumptions.append("'still' was read as: \(column.name) \(isEnd ? "is missing" : "is true")")
                    return ColumnUse(column: ColumnReference(table, column.name))
                }
            }
        }
        return nil
    }

    static let endStems = Set(
        [
            "end", "ended", "close", "closed", "left", "leave", "return", "returned", "to", "until", "discharged",
            "dsch",
            "finished", "completed", "terminated", "resigned", "retired", "exit", "cleared", "resolved",
        ].map(Stemmer.stem))
}
