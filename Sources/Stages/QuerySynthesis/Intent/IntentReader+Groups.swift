internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    mutating func readEach(_ element: Element) {
        place(element)
        let following = next(after: index, skipping: Self.articles)
        if keyword(at: following) == .distinct || name(at: following) != nil {
            isGroupNext = true
            if keyword(at: following) == .distinct { use(following) }
        } else if case .unknown? = content(at: following), name(at: following + 1) != nil {
            isGroupNext = true
        }
    }

    mutating func readTime(_ part: TimePart, _ element: Element) {
        place(element)
        let words = text.words(element.span).lowercased()
        if words.contains("which") || words.contains("what") {
            intent.projections.append(Intent.Projection(subject: .time(part, nil), turn: currentTurn))
            if hasSuperlativeLater {
                intent.groups.append(Intent.Group(key: .time(part, nil), isFirm: true, isLeading: false))
            }
        } else if words.hasPrefix("by "), aggregates.isEmpty,
            !intent.projections.contains(where: { $0.aggregate != nil }), let choice = name(at: index + 1),
            !choice.namesTable
        {
            // "list clubs by year founded": an order.
            use(index + 1)
            intent.orders.append(
                Intent.Order(subject: .name(choice), isDescending: false, isSuperlative: false, turn: currentTurn))
        } else {
            intent.groups.append(Intent.Group(key: .time(part, lastName?.choice), isFirm: true, isLeading: false))
        }
    }

    var hasSuperlativeLater: Bool {
        elements.indices.dropFirst(index + 1).contains {
            [.most, .fewest, .highest, .lowest].contains(keyword(at: $0) ?? .and)
        }
    }

    // MARK: Rows as they are

    mutating func readEverything(_ element: Element) {
        place(element)
        let before = functionWord(at: index - 1) ?? ""
        let isAsked = isHead && (intent.projections.isEmpty) && !["their", "its"].contains(before)
        if isAsked { intent.wantsEverything = true }
    }

    mutating func readFirst(isFirst: Bool, _ element: Element) {
        place(element)
        if case .range(let range)? = content(at: index + 1), range.isPlain { return }
        if let last = lastName, last.projection == nil, !last.choice.namesTable, index - last.place <= 2,
            isVerb(last.choice) || last.choice.columns.contains(where: { isTime($0.thing) }), intent.orders.isEmpty
        {
            // "founded first": the verb says which time is compared.
            intent.orders.append(
                Intent.Order(
                    subject: .name(last.choice), isDescending: !isFirst, isSuperlative: true, turn: currentTurn))
            if intent.limit == nil { intent.limit = 1 }
            return
        }
        if let choice = name(at: index + 1), choice.namesTable {
            pendingTime(isDescending: !isFirst)
        }
    }

    mutating func pendingTime(isDescending: Bool) {
        let concept = ConceptMention(
            span: elements[index].span, attributes: ["date", "time", "year", "timestamp"].map(Stemmer.stem),
            inverse: [],
            types: [.date, .timestamp])
        intent.orders.append(
            Intent.Order(
                subject: .concept(concept), isDescending: isDescending, isSuperlative: true, turn: currentTurn))
        if intent.limit == nil { intent.limit = 1 }
    }

    func isTime(_ column: ColumnReference) -> Bool {
        slice.column(column)?.type.isTemporal ?? false
    }
}
