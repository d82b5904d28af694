internal import PlumbCore
internal import PlumbLanguage

extension PlanBuilder {
    /// A filter with where its words stand and which table it speaks of.
    private struct Placed {
        var filter: QueryPlan.Filter
        var column: ColumnUse?
        var table: TableName?
        var condition: Intent.Condition
    }

    mutating func planConditions(_ main: TableName) {
        var placed: [Placed] = []
        for condition in intent.conditions {
            guard let found = planned(condition, main) else { continue }
            // A follow-up says anew what the turn before said of the same column.
            placed.removeAll { $0.condition.turn < condition.turn && $0.column != nil && $0.column == found.column }
            merge(found, into: &placed, main)
        }
        planAbsences(placed, main)
        for item in placed where !belongsToAbsence(item, main) { put(item, main) }
    }

    // MARK: One condition

    private mutating func planned(_ condition: Intent.Condition, _ main: TableName) -> Placed? {
        func placed(_ filter: QueryPlan.Filter, _ column: ColumnUse) -> Placed {
            Placed(filter: filter, column: column, table: column.role?.table ?? column.column.table, condition: condition)
        }
        switch condition.test {
        case .value(let links, let hint):
            guard let (column, values) = value(links, hint, condition.place) else { return nil }
            return placed(.isOneOf(column, values, isNegated: condition.isNegated), column)
        case .range(let range, let hint):
            guard let column = rangeColumn(range, hint, condition, main) else {
                let words = text.words(range.span)
                // "one of our exhibitions" counts nothing.
                if words.lowercased() != "one" { plan.unplaced.append(words) }
                return nil
            }
            if let time = range.time, time.grain == .monthOfAnyYear {
                return placed(.isInMonth(column, time.first.month), column)
            }
            if let assumption = range.time?.assumption { plan.assumptions.append(assumption) }
            return placed(.isWithin(column, bounds(of: range, for: column, hint), isNegated: condition.isNegated), column)
        case .average(let subject, let isAbove):
            guard let column = averageColumn(subject, main) else { return nil }
            if column.column.table != main, cardinality.repeats(main, joining: column.column.table) {
                averageGroups.append((column, isAbove))
                return nil
            }
            return placed(.isAboveAverage(column, isAbove), column)
        case .missing(let choice):
            guard let column = keyColumn(of: choice, main) ?? resolver.column(for: choice) else { return nil }
            plan.fits.append(min(column.score, 1))
            return placed(.isMissing(column.thing, isNegated: condition.isNegated), column.thing)
        case .role(let subject, let comparison, let role):
            guard case .name(let choice) = subject,
                let own = resolver.column(for: choice, where: { column, _ in column.type.isNumeric || comparison == .same }),
                let key = roleKey(role, of: own.thing.column.table),
                let counterpart = counterpart(of: own.thing.column, in: key.referencedTable)
            else { return nil }
            let other = ColumnUse(column: counterpart, role: key)
            use(other)
            plan.fits.append(min(own.score, 1))
            return placed(.compares(own.thing, comparison, other), own.thing)
        case .open:
            guard let column = endColumn(main) else {
                plan.unplaced.append(condition.isNegated ? "no longer" : "still")
                return nil
            }
            if slice.column(column.column)?.type == .boolean {
                return placed(.isTrue(column, isNegated: condition.isNegated), column)
            }
            return placed(.isMissing(column, isNegated: condition.isNegated), column)
        case .pattern(let text, let pattern, let hint):
            guard let column = textColumn(hint, pattern, main) else { return nil }
            return placed(.matches(column, text, pattern, isNegated: condition.isNegated), column)
        case .flag(let scored):
            plan.fits.append(scored.score)
            let column = ColumnUse(column: scored.thing)
            return placed(.isTrue(column, isNegated: condition.isNegated), column)
        case .glossary(let entry):
            guard let table = entry.table, let sql = entry.condition else { return nil }
            plan.assumptions.append("'\(entry.term)' means: \(entry.meaning)")
            return Placed(
                filter: .glossary(sql, table, isNegated: condition.isNegated), column: nil, table: table,
                condition: condition)
        }
    }

    /// The column and values that words of the data mean.
    private mutating func value(_ links: [ValueLink], _ hint: NameChoice?, _ place: Int) -> (ColumnUse, [SQLValue])? {
        let span = links.first.map(\.span.range) ?? 0..<0
        var scores: [ColumnUse: Double] = [:]
        for link in links {
            var score = link.score + resolver.bonus(for: link.column, span: span, words: "")
            if let hint {
                if let owned = hint.columns.first(where: { $0.thing == link.column }) { score += 0.4 * owned.score }
                if hint.tables.contains(where: { $0.thing == link.column.table }) { score += 0.2 }
            }
            if let before = text.tokens[..<min(span.lowerBound, text.tokens.count)].last(where: { $0.kind == .word && !["the", "a"].contains($0.folded) }),
                let direction = Self.directions[before.folded],
                !direction.isDisjoint(with: NameWords.expanded(link.column.column).map(Stemmer.stem))
            {
                score += 0.3
            }
            let use = ColumnUse(column: link.column, role: role(to: link.column.table, at: span))
            scores[use] = max(scores[use] ?? -1, score)
        }
        let options = scores.map { Scored(thing: $0.key, score: $0.value) }.sorted {
            ($0.score, $1.thing.column) > ($1.score, $0.thing.column)
        }
        guard let best = resolver.choices.pick(options) else { return nil }
        plan.fits.append(min(best.score, 1))
        let own = links.filter { $0.column == best.thing.column }
        let top = own.map(\.score).max() ?? 0
        let isPart = own.contains { $0.match == .part }
        let values = own.filter { $0.score >= top - (isPart ? 0.5 : 0.01) }.map(\.value)
        if let first = own.first, first.match == .typo || first.match == .part, case .text(let value) = values.first ?? .null {
            plan.assumptions.append("'\(first.words)' was taken for '\(value)' in \(best.thing.column)")
        }
        return (best.thing, Array(Set(values)).sorted { "\($0)" < "\($1)" })
    }

    /// The foreign key that words before a value speak of, where several lead to its table: "from", "to".
    private func role(to table: TableName, at span: Range<Int>) -> ForeignKey? {
        let bases = Set(resolver.mentioned.map(\.table) + (resolver.main.map { [$0] } ?? []))
        for base in bases.sorted() {
            let keys = slice.foreignKeys.filter { $0.table == base && $0.referencedTable == table }
            guard keys.count > 1 || keys.contains(where: { $0.table == $0.referencedTable }) else { continue }
            if let used = plan.roles.first(where: { keys.contains($0) }) { return used }
            let words = text.tokens[max(span.lowerBound - 4, 0)..<min(span.lowerBound, text.tokens.count)]
            var wanted = Set(words.map(\.stem))
            for word in words { wanted.formUnion(Self.directions[word.folded] ?? []) }
            if let key = keys.first(where: { key in
                let stems = Set(key.columns.flatMap { NameWords.expanded($0).map(Stemmer.stem) })
                return !stems.subtracting(["id"]).isDisjoint(with: wanted)
            }) {
                return key
            }
        }
        return nil
    }

    private static let directions: [String: Set<String>] = [
        "from": ["sourc", "origin", "depart", "departur", "start", "from", "src"],
        "leaving": ["sourc", "origin", "depart", "departur", "start"],
        "departing": ["sourc", "origin", "depart", "departur", "start"],
        "to": ["destin", "arriv", "to", "end", "target", "dest"],
        "arriving": ["destin", "arriv", "end"], "at": ["destin", "arriv", "end"], "into": ["destin", "arriv", "end"],
        "under": ["manag", "mentor", "supervisor", "boss", "head", "parent"],
        "reports": ["manag", "supervisor", "boss"], "reporting": ["manag", "supervisor", "boss"],
    ]

    // MARK: Columns of numbers, times and text

    private mutating func rangeColumn(
        _ range: RangeMention, _ hint: Intent.Subject?, _ condition: Intent.Condition, _ main: TableName
    ) -> ColumnUse? {
        switch hint {
        case .name(let choice)?:
            let fits: (Column, ColumnReference) -> Bool = { column, _ in
                range.time != nil && column.type.isTemporal || column.type.isNumeric
                    || range.isPlain && column.type == .text
            }
            if let column = resolver.column(for: choice, where: fits) {
                plan.fits.append(min(column.score, 1))
                return column.thing
            }
        case .concept(let concept)?:
            if let found = resolver.column(for: concept, near: [main]) {
                plan.fits.append(min(found.use.score, 1))
                return found.use.thing
            }
        default:
            break
        }
        if let time = range.time {
            let near = nearestTables(to: range.span)
            if let column = resolver.timeColumn(near: near, span: range.span, isYear: time.grain == .bareYear || time.grain == .year) {
                plan.fits.append(min(column.score, 1))
                return column.thing
            }
        }
        return numberColumn(range, main)
    }

    /// A number that no word explains: a key behind its table's name, or the only measure there is.
    private mutating func numberColumn(_ range: RangeMention, _ main: TableName) -> ColumnUse? {
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
    private mutating func unitColumn(_ range: RangeMention, _ main: TableName) -> ColumnUse? {
        let behind = text.tokens.indices.contains(range.span.upperBound) ? [text.tokens[range.span.upperBound].folded] : []
        let units = text.tokens[range.span].map(\.folded).filter(Units.isCurrency) + behind
        var found: [Scored<ColumnUse>] = []
        for table in slice.tables {
            for column in table.columns {
                let reference = ColumnReference(table.name, column.name)
                guard let fit = units.map({ Units.fit($0, column) }).max(), fit > 0, !resolver.isKey(reference) else { continue }
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
    private func nearestTables(to span: Range<Int>) -> [TableName] {
        var places: [(table: TableName, distance: Int)] = entityTables.map { ($0.table, distance($0.entity.choice.span, span)) }
        for (table, place) in spokenTables { places.append((table, distance(place, span))) }
        let spoken = Set(places.map(\.table))
        func isEvent(_ table: TableName) -> Bool {
            slice.foreignKeys.contains { $0.table == table && spoken.contains($0.referencedTable) && $0.referencedTable != table }
        }
        let sorted = places.sorted { left, right in
            (isEvent(left.table) ? 0 : 1, left.distance, left.table) < (isEvent(right.table) ? 0 : 1, right.distance, right.table)
        }
        return sorted.reduce(into: []) { if !$0.contains($1.table) { $0.append($1.table) } }
    }

    private func distance(_ words: Range<Int>, _ span: Range<Int>) -> Int {
        words.upperBound <= span.lowerBound ? span.lowerBound - words.upperBound : words.lowerBound - span.upperBound + 3
    }

    /// Bounds in the column's own terms: an age over 30 is a birth before a date, a year is a number or a stretch of days.
    private func bounds(of range: RangeMention, for use: ColumnUse, _ hint: Intent.Subject?) -> RangeLink.Bounds {
        guard let column = slice.column(use.column) else { return range.bounds }
        var bounds = range.bounds
        if let time = range.time, !column.type.isTemporal {
            // A column of years, or of plain numbers where the year was only a number.
            let years = column.type == .text
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

    private mutating func averageColumn(_ subject: Intent.Subject?, _ main: TableName) -> ColumnUse? {
        switch subject {
        case .name(let choice)?:
            if let column = resolver.column(for: choice, where: { column, _ in column.type.isNumeric }) {
                plan.fits.append(min(column.score, 1))
                return column.thing
            }
        case .concept(let concept)?:
            if let found = resolver.column(for: concept, near: [main]) {
                plan.fits.append(min(found.use.score, 1))
                return found.use.thing
            }
        default:
            break
        }
        plan.unplaced.append("average")
        return nil
    }

    private static let proseStems = Set(
        ["body", "text", "comment", "description", "content", "note", "message", "details"].map(Stemmer.stem))

    private mutating func textColumn(_ hint: NameChoice?, _ pattern: Intent.Pattern, _ main: TableName) -> ColumnUse? {
        if let hint, let column = resolver.column(for: hint, where: { column, _ in column.type == .text || column.type.isTemporal }) {
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
    private func keyColumn(of choice: NameChoice, _ main: TableName) -> Scored<ColumnUse>? {
        guard choice.namesTable, let table = table(of: choice) else { return nil }
        let keys = cardinality.graph.keys(between: main, and: table).filter { $0.table == main && $0.columns.count == 1 }
        guard let key = keys.first, keys.count == 1, let column = key.columns.first else { return nil }
        return Scored(thing: ColumnUse(column: ColumnReference(main, column)), score: choice.tableScore)
    }

    /// The column of another table that is called the same, but for the tables' own names.
    private func counterpart(of column: ColumnReference, in table: TableName) -> ColumnReference? {
        if column.table == table { return column }
        func words(_ column: ColumnReference) -> [String] {
            let own = Set(NameWords.of(column.table.name))
            return NameWords.expanded(column.column).filter { !own.contains($0) }
        }
        let wanted = words(column)
        return slice.table(table)?.columns.map { ColumnReference(table, $0.name) }.first { words($0) == wanted || words($0).suffix(2) == wanted.suffix(2) }
    }

    /// The foreign key of a table that a name stands for.
    private func roleKey(_ choice: NameChoice, of table: TableName) -> ForeignKey? {
        for scored in choice.columns where scored.thing.table == table {
            if let key = slice.foreignKeys.first(where: { $0.table == table && $0.columns == [scored.thing.column] }) {
                return key
            }
        }
        return nil
    }

    /// The column that says whether something goes on: when it ended, or whether it is active.
    private mutating func endColumn(_ main: TableName) -> ColumnUse? {
        let tables = [main] + entityTables.map(\.table).filter { $0 != main }
        for table in tables {
            guard let found = slice.table(table) else { continue }
            for column in found.columns {
                let stems = Set(NameWords.expanded(column.name).map(Stemmer.stem))
                let isEnd = column.type.isTemporal && (column.statistics?.nullShare ?? 0) > 0
                    && !stems.isDisjoint(with: Self.endStems)
                let isActive = column.type == .boolean && !stems.isDisjoint(with: ["activ", "actv", "current", "enabl"])
                if isEnd || isActive {
                    plan.fits.append(0.6)
                    plan.assumptions.append("'still' was read as: \(column.name) \(isEnd ? "is missing" : "is true")")
                    return ColumnUse(column: ColumnReference(table, column.name))
                }
            }
        }
        return nil
    }

    private static let endStems = Set(
        [
            "end", "ended", "close", "closed", "left", "leave", "return", "returned", "to", "until", "discharged", "dsch",
            "finished", "completed", "terminated", "resigned", "retired", "exit", "cleared", "resolved",
        ].map(Stemmer.stem))

    // MARK: Several conditions

    /// Joins a condition with the one before it where they are alternatives.
    private func merge(_ found: Placed, into placed: inout [Placed], _ main: TableName) {
        guard let last = placed.last, last.condition.turn == found.condition.turn else {
            placed.append(found)
            return
        }
        if case .isOneOf(let column, let values, let isNegated) = last.filter,
            case .isOneOf(let other, let more, let isOtherNegated) = found.filter, column == other,
            isNegated == isOtherNegated || isNegated && isBetweenList(last, found),
            found.condition.isAlternative || isNegated || !asksForBoth || !cardinality.repeats(main, joining: column.column.table)
        {
            var joined = last
            joined.filter = .isOneOf(column, values + more.filter { !values.contains($0) }, isNegated: isNegated)
            joined.condition.place = found.condition.place
            placed[placed.count - 1] = joined
        } else if found.condition.isAlternative {
            var joined = last
            if case .anyOf(let filters) = last.filter {
                joined.filter = .anyOf(filters + [found.filter])
            } else {
                joined.filter = .anyOf([last.filter, found.filter])
            }
            placed[placed.count - 1] = joined
            if let table = found.table, table != last.table { placed[placed.count - 1].table = table }
        } else {
            placed.append(found)
        }
    }

    private func isBetweenList(_ last: Placed, _ found: Placed) -> Bool {
        found.condition.place - last.condition.place <= 3
    }

    /// Whether two values of one column must both be found among a row's many.
    private var asksForBoth: Bool {
        text.tokens.contains { $0.folded == "both" } || text.tokens.contains { $0.folded == "and" }
    }

    // MARK: Places

    private mutating func put(_ item: Placed, _ main: TableName) {
        guard let table = item.table else {
            plan.filters.append(item.filter)
            return
        }
        if let column = item.column, column.role != nil {
            use(column)
            plan.filters.append(item.filter)
            return
        }
        let path = cardinality.graph.path(from: [main], to: table) ?? []
        let repeats = cardinality.repeats(main, along: path)
        if repeats, item.condition.isNegated {
            plan.filters.append(
                .exists(
                    QueryPlan.Existence(outer: main, keys: path, filters: [item.filter.positive]), isNegated: true))
            need(main)
            return
        }
        if repeats, isAlreadyBound(item) || computesOver(table) {
            plan.filters.append(
                .exists(QueryPlan.Existence(outer: main, keys: path, filters: [item.filter]), isNegated: false))
            need(main)
            return
        }
        need(table)
        if case .anyOf(let filters) = item.filter { for table in filters.compactMap(\.table) { need(table) } }
        plan.filters.append(item.filter)
    }

    /// Whether another value of the same column is already asked of the joined rows, so that one row can't hold both.
    private func isAlreadyBound(_ item: Placed) -> Bool {
        guard case .isOneOf(let column, _, false) = item.filter else { return false }
        return plan.filters.contains { filter in
            if case .isOneOf(column, _, false) = filter { true } else { false }
        }
    }

    /// Whether joining a table would repeat rows that something is computed from.
    private func computesOver(_ table: TableName) -> Bool {
        plan.items.contains { item in
            guard case .value(.aggregate(let aggregate, .column(let use)?, let isDistinct)) = item, !isDistinct,
                aggregate != .maximum, aggregate != .minimum
            else { return false }
            return cardinality.repeats(use.column.table, joining: table)
        }
    }

    // MARK: Absence

    private func belongsToAbsence(_ item: Placed, _ main: TableName) -> Bool {
        guard insideAbsence(item.condition.place), let table = item.table else { return false }
        return table != main && !item.condition.isNegated
    }

    private mutating func planAbsences(_ placed: [Placed], _ main: TableName) {
        for (table, entity) in entityTables where entity.role == .absent {
            if table == main {
                plan.unplaced.append("not")
                continue
            }
            guard var keys = cardinality.graph.path(from: [main], to: table), !keys.isEmpty else { continue }
            var filters: [QueryPlan.Filter] = []
            for (further, other) in entityTables
            where other.role != .absent && other.role != .head && other.choice.span.lowerBound > entity.choice.span.lowerBound {
                let reached = Set(keys.flatMap { [$0.table, $0.referencedTable] }).subtracting([main])
                keys += cardinality.graph.path(from: reached, to: further, avoiding: [main]) ?? []
            }
            for item in placed where belongsToAbsence(item, main) && item.condition.place > entity.choice.span.lowerBound {
                guard let target = item.table else { continue }
                let reached = Set(keys.flatMap { [$0.table, $0.referencedTable] }).subtracting([main])
                if let more = cardinality.graph.path(from: reached, to: target, avoiding: [main]) {
                    keys += more
                    filters.append(item.filter)
                }
            }
            need(main)
            plan.filters.append(
                .exists(QueryPlan.Existence(outer: main, keys: keys, filters: filters), isNegated: true))
        }
    }
}

extension QueryPlan.Filter {
    /// The filter without its negation.
    fileprivate var positive: QueryPlan.Filter {
        switch self {
        case .isOneOf(let column, let values, _): .isOneOf(column, values, isNegated: false)
        case .isWithin(let column, let bounds, _): .isWithin(column, bounds, isNegated: false)
        case .matches(let column, let text, let pattern, _): .matches(column, text, pattern, isNegated: false)
        case .isMissing(let column, let isNegated): .isMissing(column, isNegated: !isNegated)
        case .isTrue(let column, _): .isTrue(column, isNegated: false)
        case .glossary(let sql, let table, _): .glossary(sql, table, isNegated: false)
        default: self
        }
    }

    /// The table that the filter reads; nil for one of several.
    fileprivate var table: TableName? {
        switch self {
        case .isOneOf(let column, _, _), .isWithin(let column, _, _), .isInMonth(let column, _),
            .matches(let column, _, _, _), .isMissing(let column, _), .isTrue(let column, _),
            .isAboveAverage(let column, _), .compares(let column, _, _):
            column.role?.table ?? column.column.table
        case .glossary(_, let table, _): table
        case .exists, .anyOf: nil
        }
    }
}
