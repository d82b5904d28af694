internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    /// Reads `highest price`, `minimum age`: an aggregate in the head, else an order that picks the first row.
    mutating func readExtreme(isHigh: Bool, _ aggregate: Aggregate) {
        if keyword(at: index + 1) == .and, let other = keyword(at: index + 2),
            [.maximum, .minimum, .highest, .lowest, .average, .sum].contains(other)
        {
            aggregates.append(aggregate)
            return
        }
        if !aggregates.isEmpty, [.and, .comma].contains(keyword(at: index - 1) ?? .or) {
            aggregates.append(aggregate)
            return
        }
        if keyword(at: index + 1) == .count || keyword(at: index + 1) == .distinct && keyword(at: index + 2) == .count {
            use(index + 1)
            readMost(isDescending: isHigh, from: index + 1)
            return
        }
        var innerAggregate: Aggregate?
        var place = next(after: index, skipping: ["the", "of", "in"])
        if let inner = keyword(at: place), inner == .average || inner == .sum {
            innerAggregate = inner == .average ? .average : .sum
            use(place)
            place = next(after: place, skipping: ["the", "of"])
        }
        if case .range(let range)? = content(at: place), range.isPlain, name(at: place + 1) != nil {
            place += 1
        }
        guard let choice = name(at: place) else {
            if !isHead || hasHead || intent.limit != nil {
                pendingOrder(isDescending: isHigh)
            } else {
                aggregates.append(aggregate)
            }
            return
        }
        if choice.namesTable, choice.columnScore < choice.tableScore - 0.3 {
            // "the biggest room" says of what; "the top customers" leaves it to a word further on.
            let word = text.tokens[elements[index].span].last?.folded ?? ""
            if let meaning = Adjectives.meaning(of: word)?.meaning, !meaning.attributes.isEmpty {
                let concept = ConceptMention(
                    span: elements[index].span, attributes: meaning.attributes, inverse: meaning.inverse, types: [])
                if hasColumn(concept, of: choice) {
                    intent.orders.append(
                        Intent.Order(
                            subject: .concept(concept), isDescending: isHigh, isSuperlative: true, turn: currentTurn))
                    if intent.limit == nil { intent.limit = 1 }
                    return
                }
            }
            pendingOrder(isDescending: isHigh)
            return
        }
        if intent.limit != nil, !choice.columns.contains(where: { isComparable($0.thing) }) {
            // "top 3 reasons": the most frequent values of a text.
            use(place)
            intent.groups.append(Intent.Group(key: .name(choice), isFirm: true, isLeading: false))
            if intent.projections.isEmpty {
                intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
            }
            intent.orders.append(order(.rows(nil), isHigh))
            return
        }
        let showsRows =
            !isHead || innerAggregate != nil || intent.limit != nil || intent.asksWho
            || keyword(at: place + 1) == .first
            || intent.entities.contains { $0.role == .head && $0.turn == currentTurn }
            || !intent.projections.filter { $0.turn == currentTurn && $0.aggregate == nil }.isEmpty
        if showsRows {
            use(place)
            intent.orders.append(
                Intent.Order(
                    subject: .name(choice), aggregate: innerAggregate, isDescending: isHigh, isSuperlative: true,
                    turn: currentTurn))
            lastName = (choice, place, nil)
            if orderOnly(at: place + 1) { return }
            if intent.limit == nil { intent.limit = 1 }
        } else {
            aggregates.append(aggregate)
        }
    }

    func hasColumn(_ concept: ConceptMention, of choice: NameChoice) -> Bool {
        choice.tables.contains { scored in
            slice.table(scored.thing)?.columns.contains { $0.type != .text && concept.fit($0).score > 0 } ?? false
        }
    }

    func isComparable(_ column: ColumnReference) -> Bool {
        guard let type = slice.column(column)?.type else { return false }
        return (type.isNumeric || type.isTemporal || type == .time) && !isKey(column)
    }

    /// Reads the rest of `from the most expensive to the cheapest`, which orders all rows.
    private mutating func orderFromTo() -> Bool {
        guard functionWord(at: previous(before: index, skipping: ["the"])) == "from",
            functionWord(at: index + 1) == "to"
        else { return false }
        let end = next(after: index, skipping: ["the", "to"])
        guard isSuperlativeConcept(at: end), !intent.orders.isEmpty else { return false }
        use(end)
        intent.orders[intent.orders.count - 1].isSuperlative = false
        return true
    }

    /// Behind a superlative, `first` says how to order all rows, not which one to pick.
    mutating func orderOnly(at place: Int) -> Bool {
        guard keyword(at: place) == .first, !intent.orders.isEmpty,
            place >= elements.count - 1
                || [.comma, .and].contains(keyword(at: place + 1) ?? .or) || functionWord(at: place + 1) != nil
        else { return false }
        use(place)
        intent.orders[intent.orders.count - 1].isSuperlative = false
        return true
    }

    mutating func pendingOrder(isDescending: Bool) {
        intent.orders.append(
            Intent.Order(
                subject: .rows(nil), isDescending: isDescending, isSuperlative: true, turn: currentTurn))
        if orderOnly(at: index + 1) { return }
        if intent.limit == nil { intent.limit = 1 }
    }

    /// Reads `the most orders`, `the fewest`, `most common colour`.
    mutating func readMost(isDescending: Bool, from position: Int? = nil) {
        let hadLimit = intent.limit != nil
        let count = intent.orders.count
        readMostKey(isDescending: isDescending, from: position)
        let last = elements.indices.last { used.contains($0) && $0 >= index } ?? index
        guard intent.orders.count > count else { return }
        let isBehindName = name(at: last + 1) != nil && keyword(at: last + 2) == .first
        if orderOnly(at: isBehindName ? last + 2 : last + 1) {
            if isBehindName { use(last + 1) }
            if !hadLimit { intent.limit = nil }
        }
    }

    mutating func readMostKey(isDescending: Bool, from position: Int? = nil) {
        let origin = position ?? index
        let words = text.words(elements[origin].span)
        let isFrequency = ["common", "popular", "frequent", "often", "used", "busiest", "active"].contains {
            words.lowercased().contains($0)
        }
        var place = next(after: origin, skipping: ["the", "of", "in", "all", "total"])
        if keyword(at: place) == .distinct { place += 1 }
        if case .range(let range)? = content(at: place), range.isPlain, range.time == nil,
            case .integer(let count)? = range.bounds.lower
        {
            intent.limit = Int(clamping: max(count, 1))
            use(place)
            place = next(after: place, skipping: ["the"])
        }
        if !isFrequency, isHead, !hasHead || !aggregates.isEmpty, !intent.asksWho, let choice = name(at: place),
            hasMeasure(choice), !choice.namesTable
        {
            // "the maximum number of pages": the number itself is compared, not how many rows there are.
            aggregates.append(isDescending ? .maximum : .minimum)
            return
        }
        if intent.limit == nil { intent.limit = 1 }
        if isFrequency {
            // "the most common colour": rows are counted by what follows.
            if let choice = name(at: place), isHead, !hasHead || choice.columnScore > choice.tableScore {
                use(place)
                if choice.namesTable {
                    addEntity(choice, role: hasHead ? .owner : .head)
                    intent.orders.append(order(.rows(nil), isDescending))
                } else {
                    intent.groups.append(Intent.Group(key: .name(choice), isFirm: true, isLeading: false))
                    if !hasHead || !intent.entities.contains(where: { $0.role == .head }) || intent.projections.isEmpty
                    {
                        intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
                    }
                    intent.orders.append(order(.rows(nil), isDescending))
                }
            } else {
                intent.orders.append(order(.rows(nil), isDescending))
            }
            return
        }
        if let choice = name(at: place) {
            use(place)
            lastName = (choice, place, nil)
            if choice.namesTable {
                let isCounted = hasHead || !isHead
                if isCounted {
                    intent.entities.append(Intent.Entity(choice: choice, role: .related, turn: currentTurn))
                    intent.orders.append(order(.rows(choice), isDescending))
                } else {
                    addEntity(choice, role: .head)
                    intent.orders.append(order(.rows(nil), isDescending))
                }
            } else {
                intent.orders.append(order(.name(choice), isDescending))
            }
            return
        }
        // "spent the most": the word before says of what.
        if let last = lastName, last.projection == nil, start(origin) - last.choice.span.upperBound <= 2,
            last.choice.columns.contains(where: { slice.column($0.thing)?.type.isNumeric ?? false }),
            !last.choice.namesTable
                || last.choice.columnScore > 0.5
        {
            intent.orders.append(order(.name(last.choice), isDescending, .sum))
            return
        }
        if let last = lastName, last.choice.namesTable, !isHead || intent.entities.count > 1,
            start(origin) - last.choice.span.upperBound <= 2
        {
            intent.orders.append(order(.rows(last.choice), isDescending))
            return
        }
        intent.orders.append(order(.rows(nil), isDescending))
    }

    func order(_ subject: Intent.Subject, _ isDescending: Bool, _ aggregate: Aggregate? = nil) -> Intent.Order {
        Intent.Order(
            subject: subject, aggregate: aggregate, isDescending: isDescending, isSuperlative: true, turn: currentTurn)
    }

    // MARK: Attributes without a name

    mutating func read(_ concept: ConceptMention, _ element: Element) {
        place(element)
        if let found = superlative(concept) {
            if case .name(let choice)? = content(at: index + 1), !choice.namesTable, !used.contains(index + 1),
                choice.columns.contains(where: { isComparable($0.thing) })
            {
                // "the longest duration": the name itself says of what.
                readExtreme(isHigh: found.isHigh, found.isHigh ? .maximum : .minimum)
                return
            }
            var subject = Intent.Subject.concept(concept)
            if found.meaning.attributes.contains("date"), let last = lastName, last.projection == nil,
                isVerb(last.choice)
            {
                // "left office at the latest time", "hired first": the verb says which time.
                subject = .name(last.choice)
            }
            intent.orders.append(
                Intent.Order(subject: subject, isDescending: found.isHigh, isSuperlative: true, turn: currentTurn))
            if orderOnly(at: index + 1) || orderFromTo() { return }
            if intent.limit == nil { intent.limit = 1 }
            return
        }
        let words = text.words(concept.span).lowercased()
        if ["date", "dates", "time"].contains(words) {
            let before = previous(before: index, skipping: Self.articles)
            let isListed = keyword(at: before) == .and || keyword(at: before) == .comma
            if isListed || isHead && !hasHead {
                listEntity()
                intent.projections.append(Intent.Projection(subject: .concept(concept), turn: currentTurn))
            }
            return
        }
        if isHead, words == "when" || words == "where" || words.hasPrefix("how ") {
            if words == "where" || words == "when", hasHead {
                isHead = false
                return
            }
            if words == "how long", keyword(at: index + 1) != nil { return }
            intent.projections.append(Intent.Projection(subject: .concept(concept), turn: currentTurn))
        } else if words == "where" || words == "when", hasHead {
            isHead = false
        }
    }
}
