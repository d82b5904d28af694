internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    // MARK: Values

    /// Reads a value of the data: a condition wherever it stands.
    mutating func read(_ links: [ValueLink], _ element: Element) {
        place(element)
        let hint = valueHint(links)
        if let hint, name(at: index + 1) == hint, !hint.namesTable { use(index + 1) }
        if let hint, let last = lastName, last.choice == hint, let projection = last.projection,
            shouldTakeBack(projection, links)
        {
            takeBack(projection)
        }
        if !isNegatedNext, case .value? = previousCondition?.test, keyword(at: index - 1) == .or {
            isAlternativeNext = true
        }
        add(.value(links, hint: hint))
        lastName = nil
    }

    var previousCondition: Intent.Condition? {
        intent.conditions.last.flatMap { $0.turn == currentTurn ? $0 : nil }
    }

    /// The name that a value belongs to: just before it, or just behind it.
    private func valueHint(_ links: [ValueLink]) -> NameChoice? {
        func owns(_ choice: NameChoice) -> Bool {
            links.contains { link in
                choice.columns.contains { $0.thing == link.column }
                    || choice.tables.contains { $0.thing == link.column.table }
            }
        }
        if let before = hintBefore(), owns(before) { return before }
        if let behind = name(at: index + 1), owns(behind) { return behind }
        return nil
    }

    /// A name that was read as something to show turns out to belong to a condition: "the country France".
    private func shouldTakeBack(_ projection: Int, _ links: [ValueLink]) -> Bool {
        guard intent.projections.indices.contains(projection), intent.projections[projection].aggregate == nil,
            case .name(let choice) = intent.projections[projection].subject
        else { return false }
        let owned = links.contains { link in choice.columns.contains { $0.thing == link.column } }
        return owned && start(index) - choice.span.upperBound <= 1
    }

    private mutating func takeBack(_ projection: Int) {
        intent.projections.remove(at: projection)
        if let last = lastName { lastName = (last.choice, last.place, nil) }
    }

    // MARK: Numbers and times

    /// Reads a number or time with its bounds.
    mutating func read(_ range: RangeMention, _ element: Element) {
        if readLimit(range, element) { return }
        place(element)
        let range = comparedBeforeName(range)
        if ["once", "twice"].contains(text.tokens[range.span].last?.folded ?? "") {
            intent.groupConditions.append(
                Intent.GroupCondition(
                    aggregate: .count, subject: .rows(lastName.flatMap { $0.choice.namesTable ? $0.choice : nil }),
                    bounds: range.bounds, turn: currentTurn))
            return
        }
        let followingPlace = next(after: index, skipping: ["of", "different", "years", "year", "the"])
        var following = name(at: followingPlace) ?? distinctName(at: followingPlace)
        let before = hintBefore()
        if !range.isPlain, range.time == nil, following.map({ !$0.namesTable }) ?? true, before == nil,
            let counted = countedBehind(followingPlace)
        {
            following = counted
        }

        // "more than 3 orders": how many rows, if the name is a table's.
        if !range.isPlain || keyword(at: index - 1) == nil, range.time == nil || range.mayBeYear, let following,
            range.time == nil, following.namesTable || !hasMeasure(following), !(before.map(hasMeasure) ?? false)
        {
            if name(at: followingPlace) == following || keyword(at: followingPlace) == .distinct { use(followingPlace) }
            if keyword(at: followingPlace) == .distinct { use(followingPlace + 1) }
            if !following.namesTable, keyword(at: index - 1) != .count, range.isPlain, !isPossessive {
                addRange(range, hint: before.map { .name($0) })
                return
            }
            intent.groupConditions.append(
                Intent.GroupCondition(
                    aggregate: .count, subject: following.namesTable ? .rows(following) : .name(following),
                    bounds: range.bounds, turn: currentTurn))
            if following.namesTable {
                intent.entities.append(Intent.Entity(choice: following, role: .related, turn: currentTurn))
            }
            lastName = nil
            return
        }
        if let following, range.time == nil, hasMeasure(following), before.map({ !boundable($0, by: range) }) ?? true {
            use(followingPlace)
            addRange(range, hint: .name(following))
            lastName = nil
            return
        }
        if let adjective = range.adjective, let found = Adjectives.meaning(of: adjective),
            !found.meaning.attributes.isEmpty
        {
            let concept = ConceptMention(
                span: range.span, attributes: found.meaning.attributes, inverse: found.meaning.inverse, types: [])
            let named = before.flatMap {
                !$0.namesTable && $0.columnScore >= 0.7 && boundable($0, by: range) ? $0 : nil
            }
            addRange(range, hint: named.map { .name($0) } ?? .concept(concept))
            lastName = nil
            return
        }
        if let last = lastProjectionToCompare(range) {
            // "average age above 30", "number of orders over 5": the aggregate itself is compared.
            intent.groupConditions.append(
                Intent.GroupCondition(
                    aggregate: last.aggregate ?? .count, subject: last.subject, bounds: range.bounds,
                    turn: currentTurn))
            return
        }
        if let before, boundable(before, by: range) {
            if let projection = lastName?.projection, intent.projections.indices.contains(projection),
                intent.projections[projection].aggregate == nil, !range.isPlain || range.time == nil
            {
                takeBackProjection(projection)
            }
            addRange(range, hint: .name(before))
            return
        }
        addRange(range, hint: nil)
    }

    /// The table whose rows are counted, behind a word or two that say which: "more than two big orders".
    private func countedBehind(_ place: Int) -> NameChoice? {
        for offset in 0...2 where elements.indices.contains(place + offset) {
            switch elements[place + offset].content {
            case .glossary(let entry):
                guard let table = entry.table else { return nil }
                return NameChoice(
                    span: elements[place + offset].span, words: entry.term, tables: [Scored(thing: table, score: 1)],
                    columns: [])
            case .name(let choice):
                if choice.namesTable { return offset == 0 ? nil : choice }
                guard choice.columns.contains(where: { slice.column($0.thing)?.type == .boolean }) else { return nil }
            case .value, .unknown: continue
            default: return nil
            }
        }
        return nil
    }

    /// The range with a comparison that stands before the name: "after minute 60".
    private func comparedBeforeName(_ range: RangeMention) -> RangeMention {
        guard range.isPlain, range.time == nil, let before = hintBefore(), before.span.lowerBound > 0 else {
            return range
        }
        let word = text.tokens[before.span.lowerBound - 1].folded
        var range = range
        let number = range.bounds.lower
        if ["after", "above", "over", "beyond", "since"].contains(word) {
            range.bounds = .init(unit: range.bounds.unit, lower: number, includesLower: word == "since")
            range.isPlain = false
        } else if ["before", "below", "under", "until"].contains(word) {
            range.bounds = .init(unit: range.bounds.unit, upper: number, includesUpper: word == "until")
            range.isPlain = false
        }
        return range
    }

    private var isPossessive: Bool {
        ["has", "have", "had", "with", "having"].contains(functionWord(at: index - 1) ?? "")
    }

    private func distinctName(at place: Int) -> NameChoice? {
        keyword(at: place) == .distinct ? name(at: place + 1) : nil
    }

    private mutating func addRange(_ range: RangeMention, hint: Intent.Subject?) {
        add(.range(range, hint: hint))
    }

    private mutating func takeBackProjection(_ projection: Int) {
        intent.projections.remove(at: projection)
        lastName = lastName.map { ($0.choice, $0.place, nil) }
    }

    func isKey(_ column: ColumnReference) -> Bool {
        slice.table(column.table)?.primaryKey == [column.column]
            || slice.foreignKeys.contains { $0.table == column.table && $0.columns.contains(column.column) }
    }

    mutating func use(_ place: Int) {
        guard elements.indices.contains(place) else { return }
        used.insert(place)
        self.place(elements[place])
    }

    /// The aggregate that was just read outside the head, to be compared with a number.
    private mutating func lastProjectionToCompare(_ range: RangeMention) -> Intent.Projection? {
        guard !range.isPlain, range.time == nil, let last = lastName, let projection = last.projection,
            intent.projections.indices.contains(projection), intent.projections[projection].aggregate != nil,
            !isHead, intent.projections.count > 1 || intent.entities.contains(where: { $0.role == .head })
        else { return nil }
        let found = intent.projections.remove(at: projection)
        lastName = nil
        return found
    }

    /// Reads a number that says how many rows are wanted: `top five`, `first 3`, `five customers`.
    private mutating func readLimit(_ range: RangeMention, _ element: Element) -> Bool {
        guard range.isPlain, range.time == nil, case .integer(let count)? = range.bounds.lower, count > 0,
            count <= 10_000
        else { return false }
        let before = keyword(at: index - 1)
        let after = keyword(at: index + 1)
        let isCounted =
            before == .top || before == .first || before == .last || before == .most || before == .fewest
            || before == .highest || before == .lowest || isSuperlativeConcept(at: index - 1)
        let counts =
            after == .most || after == .fewest || after == .highest || after == .lowest || after == .top
            || isSuperlativeConcept(at: index + 1)
        let opensHead =
            isHead && intent.entities.isEmpty && intent.projections.isEmpty
            && (name(at: index + 1)?.namesTable ?? false || unknownFollows) && keyword(at: index - 1) != .count
            && hasSuperlativeAhead
        guard isCounted || counts || opensHead else { return false }
        place(element)
        intent.limit = Int(count)
        return true
    }

    private var unknownFollows: Bool {
        guard elements.indices.contains(index + 1), case .unknown = elements[index + 1].content else { return false }
        return true
    }

    private var hasSuperlativeAhead: Bool {
        elements.indices.dropFirst(index + 1).contains { place in
            [.most, .fewest, .highest, .lowest, .maximum, .minimum].contains(keyword(at: place) ?? .and)
                || isSuperlativeConcept(at: place)
        }
    }

    func isSuperlativeConcept(at place: Int) -> Bool {
        guard elements.indices.contains(place), case .concept(let concept) = elements[place].content else {
            return false
        }
        return superlative(concept) != nil
    }

    /// Whether a concept is a superlative, and if so whether it speaks of large values.
    func superlative(_ concept: ConceptMention) -> (isHigh: Bool, meaning: Adjectives.Meaning)? {
        let tokens = text.tokens[concept.span]
        guard let first = tokens.first, let last = tokens.last else { return nil }
        if let found = Adjectives.meaning(of: last.folded), found.degree == .superlative {
            return (found.meaning.isHigh, found.meaning)
        }
        if first.folded == "most" || first.folded == "least", tokens.count == 2,

            let meaning = Adjectives.meaning(ofPlain: last.folded)
        {
            return (first.folded == "most" ? meaning.isHigh : !meaning.isHigh, meaning)
        }
        return nil
    }
}
