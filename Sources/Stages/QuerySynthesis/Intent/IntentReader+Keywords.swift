internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    /// Reads a turn of phrase.
    mutating func read(_ keyword: Keyword, _ element: Element) {
        switch keyword {
        case .comma, .and:
            return
        case .more:
            place(element)
            readComparedWithAverage()
        case .only, .common, .both:
            place(element)
        case .by:
            place(element)
            readBy()
        case .or:
            place(element)
            if case .value? = previousCondition?.test { isAlternativeNext = true }
            if case .range? = previousCondition?.test { isAlternativeNext = true }
            if case .pattern? = previousCondition?.test { isAlternativeNext = true }
        case .count:
            place(element)
            readCount()
        case .sum: place(element); readAggregate(.sum)
        case .average: place(element); readAggregate(.average)
        case .maximum: place(element); readExtreme(isHigh: true, .maximum)
        case .minimum: place(element); readExtreme(isHigh: false, .minimum)
        case .highest: place(element); readExtreme(isHigh: true, .maximum)
        case .lowest: place(element); readExtreme(isHigh: false, .minimum)
        case .most: place(element); readMost(isDescending: true)
        case .fewest: place(element); readMost(isDescending: false)
        case .each: readEach(element)
        case .year: readTime(.year, element)
        case .quarter: readTime(.quarter, element)
        case .month: readTime(.month, element)
        case .day: readTime(.day, element)
        case .orderBy: place(element); readOrder(element)
        case .ascending: place(element); readDirection(isDescending: false)
        case .descending: place(element); readDirection(isDescending: true)
        case .alphabetical: place(element); readAlphabetical()
        case .top:
            place(element)
            if case .range(let range)? = content(at: index + 1), range.isPlain { return }
            readExtreme(isHigh: true, .maximum)
        case .first, .last:
            readFirst(isFirst: keyword == .first, element)
        case .distinct:
            place(element)
            isDistinctNext = true
            if isHead { intent.isDistinct = true }
        case .everything:
            readEverything(element)
        case .not, .without, .except:
            place(element)
            isNegatedNext = true
            if hasHead { isHead = false }
        case .startsWith: readPattern(.start, element)
        case .endsWith: readPattern(.end, element)
        case .contains: readPattern(.anywhere, element)
        case .missing, .present: readMissing(isMissing: keyword == .missing, element)
        case .aboveAverage: readAverage(isAbove: true, element)
        case .belowAverage: readAverage(isAbove: false, element)
        case .aboveThe, .belowThe:
            place(element)
            readNamedAverage(isAbove: keyword == .aboveThe)
        case .moreThanOnce:
            place(element)
            intent.groupConditions.append(
                Intent.GroupCondition(
                    aggregate: .count, subject: .rows(nil),
                    bounds: .init(unit: .number, lower: .integer(1), includesLower: false), turn: currentTurn))
        case .still, .noLonger:
            place(element)
            if let choice = name(at: index + 1), choice.columns.contains(where: { slice.column($0.thing)?.type == .boolean }) {
                // "no longer active": the column itself says it.
                if keyword == .noLonger { isNegatedNext = true }
                return
            }
            let isOver = keyword == .noLonger || isNegatedNext && text.words(element.span).lowercased() == "any more"
            if !["yet", "so far"].contains(text.words(element.span).lowercased()) { add(.open, negated: isOver) }
        case .percentage:
            intent.unplaced.append(Intent.Unplaced(words: text.words(element.span), isEssential: true))
        }
    }

    var hasHead: Bool { !intent.projections.isEmpty || !intent.entities.isEmpty }

    func content(at place: Int) -> Element.Content? {
        elements.indices.contains(place) ? elements[place].content : nil
    }

    /// Reads `by`: of what the first rows are, or what to group by; elsewhere it only joins a verb with its doer.
    private mutating func readBy() {
        let place = next(after: index, skipping: Self.articles)
        let isKey = name(at: place) != nil || [.count, .sum, .average, .maximum, .minimum].contains(keyword(at: place) ?? .and)
        guard isKey else { return }
        if intent.orders.isEmpty, ["order", "sort", "rank", "arrange"].contains(text.tokens.first?.folded ?? ""), hasHead {
            readOrderKeys(from: place)
            isHead = false
            return
        }
        let isPending = intent.orders.contains { order in
            if case .rows = order.subject { order.isSuperlative && order.turn == currentTurn } else { false }
        } && keyword(at: index - 1) == .comma || intent.orders.contains { order in
            if case .rows(nil) = order.subject { order.isSuperlative && order.turn == currentTurn } else { false }
        }
        if isPending || intent.limit != nil && intent.orders.isEmpty {
            let direction = intent.orders.last?.isDescending ?? true
            let count = intent.orders.count
            readOrderKeys(from: place)
            for position in intent.orders.indices.dropFirst(count) {
                intent.orders[position].isDescending = direction
                intent.orders[position].isSuperlative = true
            }
            return
        }
        let computes = intent.projections.contains { $0.aggregate != nil || isMeasure($0.subject) } || !aggregates.isEmpty
        if computes, name(at: place) != nil, !isVerbBefore { isGroupNext = true }
    }

    private func isMeasure(_ subject: Intent.Subject) -> Bool {
        if case .name(let choice) = subject { hasMeasure(choice) } else { false }
    }

    /// Whether a participle stands before, so that `by` says who did it.
    private var isVerbBefore: Bool {
        guard index > 0, let token = text.tokens[elements[index - 1].span].last else { return false }
        return token.folded.hasSuffix("ed") || token.folded.hasSuffix("en")
    }

    // MARK: Aggregates

    private mutating func readCount() {
        let following = next(after: index, skipping: Self.articles)
        // "how many customers", "number of distinct countries": what follows is counted.
        if name(at: following) != nil || keyword(at: following) == .distinct {
            aggregates = [.count]
            isDistinctNext = isDistinctNext || keyword(at: following) == .distinct
        } else if case .unknown? = content(at: following) {
            if let later = (following...(following + 3)).first(where: { name(at: $0) != nil }), later - following <= 2 {
                aggregates = [.count]
            } else {
                aggregates = [.count]
                finishAggregates()
            }
        } else {
            // A value ("how many Germans"), a flag ("how many active customers"), or nothing that could be counted.
            aggregates = [.count]
        }
    }

    private mutating func readAggregate(_ aggregate: Aggregate) {
        let following = next(after: index, skipping: Self.articles)
        if aggregate == .sum, keyword(at: following) == .count { return }
        aggregates.append(aggregate)
    }

    /// Reads `highest price`, `minimum age`: an aggregate in the head, else an order that picks the first row.
    private mutating func readExtreme(isHigh: Bool, _ aggregate: Aggregate) {
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
            !isHead || innerAggregate != nil || intent.limit != nil || intent.asksWho || keyword(at: place + 1) == .first
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

    private func hasColumn(_ concept: ConceptMention, of choice: NameChoice) -> Bool {
        choice.tables.contains { scored in
            slice.table(scored.thing)?.columns.contains { $0.type != .text && concept.fit($0).score > 0 } ?? false
        }
    }

    private func isComparable(_ column: ColumnReference) -> Bool {
        guard let type = slice.column(column)?.type else { return false }
        return (type.isNumeric || type.isTemporal || type == .time) && !isKey(column)
    }

    /// Behind a superlative, `first` says how to order all rows, not which one to pick.
    private mutating func orderOnly(at place: Int) -> Bool {
        guard keyword(at: place) == .first, !intent.orders.isEmpty, place >= elements.count - 1
            || [.comma, .and].contains(keyword(at: place + 1) ?? .or) || functionWord(at: place + 1) != nil
        else { return false }
        use(place)
        intent.orders[intent.orders.count - 1].isSuperlative = false
        return true
    }

    private mutating func pendingOrder(isDescending: Bool) {
        intent.orders.append(
            Intent.Order(
                subject: .rows(nil), isDescending: isDescending, isSuperlative: true, turn: currentTurn))
        if orderOnly(at: index + 1) { return }
        if intent.limit == nil { intent.limit = 1 }
    }

    /// Reads `the most orders`, `the fewest`, `most common colour`.
    private mutating func readMost(isDescending: Bool, from position: Int? = nil) {
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

    private mutating func readMostKey(isDescending: Bool, from position: Int? = nil) {
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
                    if !hasHead || !intent.entities.contains(where: { $0.role == .head }) || intent.projections.isEmpty {
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
            last.choice.columns.contains(where: { slice.column($0.thing)?.type.isNumeric ?? false }), !last.choice.namesTable
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

    private func order(_ subject: Intent.Subject, _ isDescending: Bool, _ aggregate: Aggregate? = nil) -> Intent.Order {
        Intent.Order(
            subject: subject, aggregate: aggregate, isDescending: isDescending, isSuperlative: true, turn: currentTurn)
    }

    // MARK: Attributes without a name

    mutating func read(_ concept: ConceptMention, _ element: Element) {
        place(element)
        if let found = superlative(concept) {
            if case .name(let choice)? = content(at: index + 1), !choice.namesTable, !used.contains(index + 1),
                choice.columns.contains(where: { columnFits(found.meaning, $0.thing) })
            {
                // "the longest duration": the name itself says of what.
                readExtreme(isHigh: found.isHigh, found.isHigh ? .maximum : .minimum)
                return
            }
            var subject = Intent.Subject.concept(concept)
            if found.meaning.attributes.contains("date"), let last = lastName, last.projection == nil, isVerb(last.choice) {
                // "left office at the latest time", "hired first": the verb says which time.
                subject = .name(last.choice)
            }
            intent.orders.append(
                Intent.Order(subject: subject, isDescending: found.isHigh, isSuperlative: true, turn: currentTurn))
            if orderOnly(at: index + 1) { return }
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

    private func columnFits(_ meaning: Adjectives.Meaning, _ column: ColumnReference) -> Bool {
        isComparable(column)
    }

    // MARK: Comparisons with an average

    /// Reads `more than … on average`, where no number follows.
    private mutating func readComparedWithAverage() {
        let word = text.words(elements[index].span).lowercased()
        guard functionWord(at: index + 1) == "than" else { return }
        if readComparedWithRole(word == "more" ? .more : .less) { return }
        let last = min(index + 10, elements.count - 1)
        guard index + 2 <= last, let average = ((index + 2)...last).first(where: { keyword(at: $0) == .average }) else { return }
        for place in (index + 1)...average { use(place) }
        let subject = hintBefore().map(Intent.Subject.name) ?? lastName.map { .name($0.choice) }
        add(.average(subject, isAbove: word != "less" && word != "fewer"))
        if let projection = lastName?.projection, intent.projections.indices.contains(projection) {
            intent.projections.remove(at: projection)
        }
        lastName = nil
        isHead = false
    }

    /// Reads `the same surname as their own doctor`, from `same` on.
    mutating func readSame() -> Bool {
        let place = index + 1
        guard let subject = name(at: place), !subject.columns.isEmpty, functionWord(at: place + 1) == "as" else { return false }
        let found = next(after: place + 1, skipping: ["their", "its", "his", "her", "own", "the"])
        guard let role = name(at: found) ?? name(at: found + 1), role.columns.contains(where: { isKey($0.thing) }) else { return false }
        for place in place...found { use(place) }
        add(.role(.name(subject), .same, role), negated: false)
        isHead = false
        return true
    }

    /// Reads `above the university's average salary`.
    private mutating func readNamedAverage(isAbove: Bool) {
        let last = min(index + 5, elements.count - 1)
        guard index < last, let average = ((index + 1)...last).first(where: { keyword(at: $0) == .average }) else { return }
        for place in (index + 1)...average { use(place) }
        var subject = hintBefore() ?? lastName?.choice
        if let choice = name(at: average + 1), !choice.columns.isEmpty {
            subject = choice
            use(average + 1)
        }
        add(.average(subject.map(Intent.Subject.name), isAbove: isAbove))
        isHead = false
        lastName = nil
    }

    /// Reads `than their boss`, from the word that compares on.
    private mutating func readComparedWithRole(_ comparison: Intent.Comparison) -> Bool {
        var place = index
        while place < min(index + 5, elements.count), !["their", "its", "his", "her"].contains(functionWord(at: place) ?? "") {
            place += 1
        }
        guard place < elements.count, ["their", "its", "his", "her"].contains(functionWord(at: place) ?? "") else { return false }
        let rolePlace = next(after: place, skipping: ["own", "same"])
        var found = rolePlace
        if case .unknown? = content(at: found) { found += 1 }
        guard let role = name(at: found), let subject = hintBefore() ?? lastName?.choice, !subject.namesTable,
            role.columns.contains(where: { isKey($0.thing) })
        else { return false }
        if let projection = lastName?.projection, intent.projections.indices.contains(projection) {
            intent.projections.remove(at: projection)
        }
        for place in index...found { use(place) }
        add(.role(.name(subject), comparison, role), negated: false)
        lastName = nil
        isHead = false
        return true
    }

    // MARK: Groups

    private mutating func readEach(_ element: Element) {
        place(element)
        let following = next(after: index, skipping: Self.articles)
        if keyword(at: following) == .distinct || name(at: following) != nil {
            isGroupNext = true
            if keyword(at: following) == .distinct { use(following) }
        } else if case .unknown? = content(at: following), name(at: following + 1) != nil {
            isGroupNext = true
        }
    }

    private mutating func readTime(_ part: TimePart, _ element: Element) {
        place(element)
        let words = text.words(element.span).lowercased()
        if words.contains("which") || words.contains("what") {
            intent.projections.append(Intent.Projection(subject: .time(part, nil), turn: currentTurn))
            if hasSuperlativeLater {
                intent.groups.append(Intent.Group(key: .time(part, nil), isFirm: true, isLeading: false))
            }
        } else {
            intent.groups.append(Intent.Group(key: .time(part, lastName?.choice), isFirm: true, isLeading: false))
        }
    }

    private var hasSuperlativeLater: Bool {
        elements.indices.dropFirst(index + 1).contains { [.most, .fewest, .highest, .lowest].contains(keyword(at: $0) ?? .and) }
    }

    // MARK: Rows as they are

    private mutating func readEverything(_ element: Element) {
        place(element)
        let before = functionWord(at: index - 1) ?? ""
        let isAsked = isHead && (intent.projections.isEmpty) && !["their", "its"].contains(before)
        if isAsked { intent.wantsEverything = true }
    }

    private mutating func readFirst(isFirst: Bool, _ element: Element) {
        place(element)
        if case .range(let range)? = content(at: index + 1), range.isPlain { return }
        if let choice = name(at: index + 1), choice.namesTable {
            pendingTime(isDescending: !isFirst)
        }
    }

    private mutating func pendingTime(isDescending: Bool) {
        let concept = ConceptMention(
            span: elements[index].span, attributes: ["date", "time", "year", "timestamp"].map(Stemmer.stem), inverse: [],
            types: [.date, .timestamp])
        intent.orders.append(
            Intent.Order(
                subject: .concept(concept), isDescending: isDescending, isSuperlative: true, turn: currentTurn))
        if intent.limit == nil { intent.limit = 1 }
    }
}
