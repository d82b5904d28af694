internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    // MARK: Orders

    /// Reads `ordered by age`, `sort them by the number of albums descending`.
    mutating func readOrder(_ element: Element) {
        guard hasHead || !aggregates.isEmpty else { return }
        isHead = false
        var place = next(
            after: index, skipping: Self.articles.union(["from", "in", "by", "results", "them", "result", "to"]))
        if keyword(at: place) == .by { use(place); place = next(after: place, skipping: Self.articles) }
        if let direction = keyword(at: place), [.ascending, .descending, .alphabetical].contains(direction) {
            // "sorted in descending order of age": the direction is read where it stands.
            return
        }
        readOrderKeys(from: place)
    }

    /// Reads the keys of an order, separated by `and` or commas.
    mutating func readOrderKeys(from start: Int) {
        var place = start
        while true {
            var aggregate: Aggregate?
            if let keyword = keyword(at: place) {
                switch keyword {
                case .count: aggregate = .count
                case .sum: aggregate = .sum
                case .average: aggregate = .average
                case .maximum, .highest: aggregate = .maximum
                case .minimum, .lowest: aggregate = .minimum
                case .most, .fewest:
                    break
                default: return
                }
                if aggregate != nil {
                    use(place)
                    place = next(after: place, skipping: Self.articles)
                }
            }
            guard let choice = name(at: place) else {
                if aggregate == .count {
                    intent.orders.append(orderKey(.rows(nil), .count))
                } else if case .concept(let concept)? = content(at: place) {
                    use(place)
                    intent.orders.append(orderKey(.concept(concept), aggregate))
                }
                return
            }
            use(place)
            lastName = (choice, place, nil)
            let isCount = aggregate == .count
            let subject: Intent.Subject = isCount && choice.namesTable ? .rows(choice) : .name(choice)
            intent.orders.append(orderKey(subject, aggregate))
            var following = next(after: place, skipping: ["of", "the", "each", "in"])
            // "by the age of the singer": the owner is part of the key.
            if let owner = name(at: following), owner.namesTable, following > place + 1 {
                use(following)
                following += 1
            }
            guard [.and, .comma].contains(keyword(at: following) ?? .or) else { return }
            place = next(after: following, skipping: Self.articles.union(["then", "by"]))
            if keyword(at: place) == .by { place += 1 }
        }
    }

    private func orderKey(_ subject: Intent.Subject, _ aggregate: Aggregate?) -> Intent.Order {
        Intent.Order(
            subject: subject, aggregate: aggregate, isDescending: false, isSuperlative: false, turn: currentTurn)
    }

    mutating func readDirection(isDescending: Bool) {
        isHead = false
        let place = next(after: index, skipping: Self.articles.union(["by", "order"]))
        let byPlace = keyword(at: place) == .by ? place + 1 : place
        let hasOwnKeys = intent.orders.contains { !$0.isSuperlative && $0.turn == currentTurn }
        let wordBefore = functionWord(at: byPlace - 1) ?? ""
        let saysOf =
            wordBefore == "of" || wordBefore == "the" || wordBefore == "their" || keyword(at: byPlace - 1) == .by
            || text.words(elements[index].span).hasSuffix("of")
        if saysOf || !hasOwnKeys, let next = nextSkippingArticles(from: byPlace),
            name(at: next) != nil || isAggregate(keyword(at: next))
        {
            let count = intent.orders.count
            readOrderKeys(from: next)
            for position in intent.orders.indices.dropFirst(count) {
                intent.orders[position].isDescending = isDescending
            }
            return
        }
        if hasOwnKeys {
            for position in intent.orders.indices
            where !intent.orders[position].isSuperlative && intent.orders[position].turn == currentTurn {
                intent.orders[position].isDescending = isDescending
            }
        } else if let last = lastName {
            intent.orders.append(
                Intent.Order(
                    subject: .name(last.choice), isDescending: isDescending, isSuperlative: false, turn: currentTurn))
        }
    }

    private func nextSkippingArticles(from place: Int) -> Int? {
        var place = place
        while let word = functionWord(at: place), Self.articles.contains(word) { place += 1 }
        return elements.indices.contains(place) ? place : nil
    }

    private func isAggregate(_ keyword: Keyword?) -> Bool {
        [.count, .sum, .average, .maximum, .minimum].contains(keyword ?? .and)
    }

    mutating func readAlphabetical() {
        isHead = false
        let count = intent.orders.count
        if let place = nextSkippingArticles(from: keyword(at: index + 1) == .by ? index + 2 : index + 1),
            name(at: place) != nil
        {
            readOrderKeys(from: place)
        }
        if intent.orders.count == count, !intent.orders.contains(where: { !$0.isSuperlative && $0.turn == currentTurn })
        {
            if let first = intent.projections.first(where: { $0.aggregate == nil }) {
                intent.orders.append(
                    Intent.Order(
                        subject: first.subject, isDescending: false, isSuperlative: false, turn: currentTurn))
            } else if let entity = intent.entities.first(where: { $0.role == .head }) {
                intent.orders.append(
                    Intent.Order(
                        subject: .name(entity.choice), isDescending: false, isSuperlative: false, turn: currentTurn))
            }
        }
    }

    // MARK: Text, missing values, averages

    /// Whether what stands there can be looked for in a text.
    func isTextOperand(at place: Int) -> Bool {
        switch content(at: place) {
        case .value?, .unknown?: true
        case .function(let word)?: !word.isEmpty && isTextOperand(at: place + 1) && Self.articles.contains(word)
        default: false
        }
    }

    mutating func readPattern(_ pattern: Intent.Pattern, _ element: Element) {
        var place = next(after: index, skipping: Self.articles.union(["in", "with"]))
        if case .keyword(.contains)? = content(at: place) { place += 1 }
        guard elements.indices.contains(place) else { return }
        let span = elements[place].span
        let token = text.tokens[span.lowerBound]
        let isQuotedOrUnknown: Bool
        switch elements[place].content {
        case .unknown: isQuotedOrUnknown = true
        case .value: isQuotedOrUnknown = true
        case .function: isQuotedOrUnknown = pattern != .anywhere || token.isCapitalized
        case .name: isQuotedOrUnknown = token.kind == .quotation || (pattern != .anywhere && token.isCapitalized)
        default: isQuotedOrUnknown = false
        }
        let isLoose = ["include", "includes", "including", "contain", "contains", "containing", "like"].contains(
            text.words(element.span).lowercased())
        guard isQuotedOrUnknown, !(pattern == .anywhere && isLoose && token.kind != .quotation && hintBefore() == nil)
        else { return }
        self.place(element)
        use(place)
        var operand = text.words(span)
        if token.kind != .quotation, pattern == .anywhere {
            // Unquoted words in a row belong together.
            var end = place + 1
            while case .unknown? = content(at: end) {
                operand += " " + text.words(elements[end].span)
                use(end)
                end += 1
            }
        }
        var hint = hintBefore()
        if hint == nil, functionWord(at: place + 1) == "in" {
            let named = next(after: place, skipping: ["in", "the", "their", "its", "a"])
            hint = name(at: named)
            if hint != nil { use(named) }
        }
        add(.pattern(operand, pattern, hint: hint))
        isHead = isHead && !hasHead
    }

    mutating func readMissing(isMissing: Bool, _ element: Element) {
        if let hint = hintBefore(), !hint.columns.isEmpty {
            place(element)
            if let last = lastName, let projection = last.projection, !isHead || functionWord(at: index - 1) != nil,
                intent.projections.indices.contains(projection), intent.projections.count > 1
            {
                intent.projections.remove(at: projection)
            }
            add(.missing(hint), negated: isNegatedNext != !isMissing)
            lastName = nil
            return
        }
        if let following = name(at: next(after: index, skipping: Self.articles)), !following.columns.isEmpty {
            place(element)
            use(next(after: index, skipping: Self.articles))
            add(.missing(following), negated: isNegatedNext != !isMissing)
        }
    }

    mutating func readAverage(isAbove: Bool, _ element: Element) {
        place(element)
        var subject = hintBefore().map(Intent.Subject.name)
        let following = next(after: index, skipping: Self.articles)
        if let choice = name(at: following), !choice.columns.isEmpty {
            use(following)
            if subject == nil || !choice.namesTable { subject = .name(choice) }
        }
        if subject == nil, let first = text.tokens[element.span].first,
            let found = Adjectives.meaning(of: first.folded), !found.meaning.attributes.isEmpty
        {
            subject = .concept(
                ConceptMention(
                    span: element.span, attributes: found.meaning.attributes, inverse: found.meaning.inverse, types: [])
            )
        }
        if let last = lastName, let projection = last.projection, case .name(let choice)? = subject,
            choice == last.choice,
            intent.projections.indices.contains(projection), intent.projections.count > 1 || !intent.entities.isEmpty,
            !isHead
        {
            intent.projections.remove(at: projection)
        }
        add(.average(subject, isAbove: isAbove))
        isHead = isHead && !hasHead
        lastName = nil
    }
}
