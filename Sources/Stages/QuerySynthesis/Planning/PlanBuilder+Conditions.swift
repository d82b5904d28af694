internal import PlumbCore
internal import PlumbLanguage

extension PlanBuilder {
    /// A filter with where its words stand and which table it speaks of.
    struct Placed {
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

    mutating func planned(_ condition: Intent.Condition, _ main: TableName) -> Placed? {
        func placed(_ filter: QueryPlan.Filter, _ column: ColumnUse) -> Placed {
            Placed(
                filter: filter, column: column, table: column.role?.table ?? column.column.table, condition: condition)
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
            return placed(
                .isWithin(column, bounds(of: range, for: column, hint), isNegated: condition.isNegated), column)
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
                let own = resolver.column(
                    for: choice, where: { column, _ in column.type.isNumeric || comparison == .same }),
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
    mutating func value(_ links: [ValueLink], _ hint: NameChoice?, _ place: Int) -> (ColumnUse, [SQLValue])? {
        let span = links.first.map(\.span.range) ?? 0..<0
        var scores: [ColumnUse: Double] = [:]
        for link in links {
            var score = link.score + resolver.bonus(for: link.column, span: span, words: "")
            if let hint {
                if let owned = hint.columns.first(where: { $0.thing == link.column }) { score += 0.4 * owned.score }
                if hint.tables.contains(where: { $0.thing == link.column.table }) { score += 0.2 }
            }
            if let before = text.tokens[..<min(span.lowerBound, text.tokens.count)].last(where: {
                $0.kind == .word && !["the", "a"].contains($0.folded)
            }),
                let direction = Self.directions[before.folded],
                !direction.isDisjoint(with: NameWords.expanded(link.column.column).map(Stemmer.stem))
            {
                score += 0.3
            }
            let use = ColumnUse(column: link.column, role: role(to: link.column.table, at: span))
            scores[use] = max(scores[use] ?? -1, score)
        }
        let options = scores.map { Scored(thing: $0.key, score: $0.value) }.sorted {
            let left = $0.thing.role?.columns.joined(separator: ",") ?? ""
            let right = $1.thing.role?.columns.joined(separator: ",") ?? ""
            return ($0.score, $1.thing.column, right) > ($1.score, $0.thing.column, left)
        }
        guard let best = resolver.choices.pick(options) else { return nil }
        plan.fits.append(min(best.score, 1))
        let own = links.filter { $0.column == best.thing.column }
        let top = own.map(\.score).max() ?? 0
        let isPart = own.contains { $0.match == .part }
        let values = own.filter { $0.score >= top - (isPart ? 0.5 : 0.01) }.map(\.value)
        if let first = own.first, first.match == .typo || first.match == .part,
            case .text(let value) = values.first ?? .null
        {
            plan.assumptions.append("'\(first.words)' was taken for '\(value)' in \(best.thing.column)")
        }
        return (best.thing, Array(Set(values)).sorted { "\($0)" < "\($1)" })
    }

    /// The foreign key that words before a value speak of, where several lead to its table: "from", "to".
    func role(to table: TableName, at span: Range<Int>) -> ForeignKey? {
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

    static let directions: [String: Set<String>] = [
        "from": ["sourc", "origin", "depart", "departur", "start", "from", "src"],
        "leaving": ["sourc", "origin", "depart", "departur", "start"],
        "departing": ["sourc", "origin", "depart", "departur", "start"],
        "to": ["destin", "arriv", "to", "end", "target", "dest"],
        "arriving": ["destin", "arriv", "end"], "at": ["destin", "arriv", "end"], "into": ["destin", "arriv", "end"],
        "under": ["manag", "mentor", "supervisor", "boss", "head", "parent"],
        "reports": ["manag", "supervisor", "boss"], "reporting": ["manag", "supervisor", "boss"],
    ]
}
