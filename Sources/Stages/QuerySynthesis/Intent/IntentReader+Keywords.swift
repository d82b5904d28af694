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
        case .only, .both:
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
            if let choice = name(at: index + 1),
                choice.columns.contains(where: { slice.column($0.thing)?.type == .boolean })
            {
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
    mutating func readBy() {
        let place = next(after: index, skipping: Self.articles)
        let isKey =
            name(at: place) != nil || [.count, .sum, .average, .maximum, .minimum].contains(keyword(at: place) ?? .and)
        guard isKey else { return }
        if intent.orders.isEmpty, ["order", "sort", "rank", "arrange"].contains(text.tokens.first?.folded ?? ""),
            hasHead
        {
            readOrderKeys(from: place)
            isHead = false
            return
        }
        if let last = intent.orders.last, case .concept = last.subject, last.isSuperlative, last.turn == currentTurn,
            let choice = name(at: place), hasMeasure(choice)
        {
            // "the three longest books by pages": the name says what the adjective compares.
            intent.orders.removeLast()
            readOrderKeys(from: place)
            intent.orders[intent.orders.count - 1].isDescending = last.isDescending
            intent.orders[intent.orders.count - 1].isSuperlative = true
            return
        }
        let isPending =
            intent.orders.contains { order in
                if case .rows = order.subject { order.isSuperlative && order.turn == currentTurn } else { false }
            } && keyword(at: index - 1) == .comma
            || intent.orders.contains { order in
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
        let computes =
            intent.projections.contains { $0.aggregate != nil || isMeasure($0.subject) } || !aggregates.isEmpty
        if computes, name(at: place) != nil, !isVerbBefore { isGroupNext = true }
    }

    func isMeasure(_ subject: Intent.Subject) -> Bool {
        if case .name(let choice) = subject { hasMeasure(choice) } else { false }
    }

    /// Whether a participle stands before, so that `by` says who did it.
    var isVerbBefore: Bool {
        guard index > 0, let token = text.tokens[elements[index - 1].span].last else { return false }
        return token.folded.hasSuffix("ed") || token.folded.hasSuffix("en")
    }
}
