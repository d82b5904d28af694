internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    /// Reads words that name a table or a column.
    mutating func read(_ choice: NameChoice) {
        let element = elements[index]
        place(element)
        defer { isDistinctNext = false }

        if isGroupNext, choice.namesTable, nameFollows(choice) {
            // "grouped by manufacturer name": the table only says whose column follows.
            addEntity(choice, role: .owner)
            return
        }
        if isGroupNext, !choice.namesTable, let following = name(at: index + 1), !following.namesTable {
            // "per sales channel" is per channel.
            return
        }
        if isGroupNext {
            isGroupNext = false
            let words = text.words(elements[max(index - 2, 0)].span.lowerBound..<element.span.lowerBound).lowercased()
            let isFirm = ["per", "by", "across", "grouped", "under"].contains { " \(words) ".contains(" \($0) ") }
            intent.groups.append(
                Intent.Group(key: .name(choice), isFirm: isFirm, isLeading: !hasHead && aggregates.isEmpty))
            lastName = (choice, index, nil)
            return
        }
        if isNegatedNext, readAbsence(choice) { return }
        if flagCondition(choice) { return }
        if let aggregate = aggregates.first {
            readAggregated(choice, aggregate)
            return
        }
        if conditionFollows(choice) {
            lastName = (choice, index, nil)
            if choice.namesTable { addEntity(choice) }
            if functionWord(at: index - 1) == "with" { isHead = false }
            return
        }
        if isHead {
            readHead(choice)
        } else {
            readModifier(choice)
        }
    }

    // MARK: Head

    private mutating func readHead(_ choice: NameChoice) {
        defer { lastName = lastName ?? (choice, index, nil) }
        if choice.namesTable {
            lastName = (choice, index, nil)
            let before = previous(before: index, skipping: ["the", "all", "a", "an", "our", "each", "any", "some"])
            let isOwned = ["of", "in", "at", "from", "for", "on", "by", "to"].contains(functionWord(at: before) ?? "")
            let hasHeadEntity = intent.entities.contains { $0.role == .head && $0.turn == currentTurn }
            if let following = name(at: index + 1), following.namesTable, following.tableScore >= 0.8,
                following.tables.first?.thing != choice.tables.first?.thing
            {
                // "student clubs" are clubs.
                addEntity(choice, role: .owner)
            } else if nameFollows(choice) {
                // "singer name", "department budget": the table only says whose column follows.
                addEntity(choice, role: hasHeadEntity ? .owner : .head)
            } else if hasHeadEntity, !isOwned, joinsList(at: index) {
                listEntity()
                intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
                addEntity(choice, role: .owner)
            } else {
                addEntity(choice, role: hasHeadEntity ? .owner : .head)
            }
            return
        }
        lastName = (choice, index, nil)
        let asksAnew = ["who", "what", "which", "where", "when"].contains(functionWord(at: index - 1) ?? "") && hasHead
        if asksAnew {
            listEntity()
        } else if isVerb(choice), hasHead || intent.asksWho,
            keyword(at: index - 1) != .and || functionWord(at: index + 1) == "by"
        {
            return
        }
        if isWordForName(choice), let last = intent.projections.last, case .name(let before) = last.subject,
            before.span.upperBound == choice.span.lowerBound
        {
            // "city names": the column says it all.
            return
        }
        if joinsList(at: index) || functionWord(at: previous(before: index, skipping: Self.articles)) == "with" {
            listEntity()
        }
        intent.projections.append(
            Intent.Projection(isDistinct: isDistinctNext, subject: .name(choice), turn: currentTurn))
        if isDistinctNext { intent.isDistinct = true }
        lastName = (choice, index, intent.projections.count - 1)
    }

    private func isWordForName(_ choice: NameChoice) -> Bool {
        choice.span.count == 1 && ["name", "names", "title", "titles"].contains(choice.words.lowercased())
    }

    /// "the warehouses and their cities": the rows themselves are to be shown too.
    mutating func listEntity() {
        guard intent.projections.isEmpty,
            let head = intent.entities.first(where: { $0.role == .head && $0.turn == currentTurn })
        else { return }
        var choice = head.choice
        choice.columns = []
        intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
    }

    /// Whether the element belongs to a list: `and` or a comma stands before it.
    private func joinsList(at place: Int) -> Bool {
        let before = previous(before: place, skipping: Self.articles)
        return keyword(at: before) == .and || keyword(at: before) == .comma
    }

    /// Whether a column's name follows at once.
    private func nameFollows(_ choice: NameChoice) -> Bool {
        guard let following = name(at: index + 1) else { return false }
        return !following.namesTable
            && following.columns.contains { column in
                choice.tables.contains { $0.thing == column.thing.table }
            }
    }

    mutating func addEntity(_ choice: NameChoice, role: Intent.Entity.Role? = nil) {
        let role = role ?? (isHead && !intent.entities.contains { $0.role == .head } ? .head : .related)
        intent.entities.append(Intent.Entity(choice: choice, role: role, turn: currentTurn))
    }

    /// Whether nothing more is said of the name.
    private var endsClause: Bool {
        guard elements.indices.contains(index + 1) else { return true }
        switch elements[index + 1].content {
        case .function(let word): return ["?", ".", "!"].contains(word)
        case .keyword(let keyword): return [.and, .comma].contains(keyword)
        default: return false
        }
    }

    // MARK: Modifiers

    private mutating func readModifier(_ choice: NameChoice) {
        lastName = (choice, index, nil)
        if !choice.namesTable, ["a", "an", "any", "some"].contains(functionWord(at: index - 1) ?? ""),
            ["have", "has", "had", "with"].contains(functionWord(at: index - 2) ?? ""), endsClause
        {
            // "loans that have a fine": a value is there.
            add(.missing(choice), negated: true)
            return
        }
        if choice.namesTable {
            let before = functionWord(
                at: previous(before: index, skipping: ["the", "a", "an", "any", "some", "all", "their", "each"]))
            let role: Intent.Entity.Role =
                ["of", "in", "at", "for", "from", "by", "to"].contains(before ?? "") ? .owner : .related
            addEntity(choice, role: intent.entities.contains { $0.role == .head } ? role : .head)
        } else if joinsList(at: index), keyword(at: index - 1) != nil,
            functionWord(at: index + 1) == nil
                || intent.projections.isEmpty
        {
            // "…, and their ages": the list of what to show goes on behind a modifier.
            let before = functionWord(at: index - 1) ?? ""
            if before == "their" || before == "its" || intent.projections.isEmpty {
                intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
            }
        } else if intent.projections.isEmpty, intent.entities.isEmpty {
            intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
        } else if ["their", "its", "his", "her"].contains(functionWord(at: index - 1) ?? "") {
            listEntity()
            intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
        }
    }

    // MARK: Aggregates

    private mutating func readAggregated(_ choice: NameChoice, _ aggregate: Aggregate) {
        if aggregate != .count, choice.namesTable, nameFollows(choice) {
            // "total scholarship money": the table only says whose column follows.
            addEntity(choice)
            return
        }
        let all = aggregates
        aggregates = []
        if aggregate == .count {
            readCounted(choice)
        } else {
            for aggregate in all where aggregate != .count {
                intent.projections.append(
                    Intent.Projection(
                        aggregate: aggregate, isDistinct: isDistinctNext, subject: .name(choice), turn: currentTurn))
            }
            lastName = (choice, index, intent.projections.count - 1)
            if case .keyword(let keyword)? = followingListKeyword(), keyword == .and || keyword == .comma,
                let following = name(at: next(after: index + 1, skipping: Self.articles)), !following.namesTable,
                all.count == 1
            {
                // "average age and salary": the aggregate holds for the next name too.
                aggregates = all
            }
        }
    }

    private func followingListKeyword() -> Element.Content? {
        elements.indices.contains(index + 1) ? elements[index + 1].content : nil
    }

    private mutating func readCounted(_ choice: NameChoice) {
        if choice.namesTable {
            intent.projections.append(
                Intent.Projection(
                    aggregate: .count, isDistinct: isDistinctNext, subject: .rows(choice), turn: currentTurn))
            let hasHead = intent.entities.contains { $0.role == .head && $0.turn == currentTurn }
            addEntity(choice, role: hasHead && !isHead ? .related : hasHead ? .owner : .head)
            lastName = (choice, index, nil)
        } else if hasMeasure(choice), intent.groups.isEmpty, isHead,
            intent.entities.contains(where: { $0.role == .head && $0.turn == currentTurn })
        {
            // "the departments with their number of beds": the number is there to be read.
            listEntity()
            intent.projections.append(Intent.Projection(subject: .name(choice), turn: currentTurn))
            lastName = (choice, index, intent.projections.count - 1)
        } else {
            intent.projections.append(
                Intent.Projection(
                    aggregate: .count, isDistinct: true, subject: .name(choice), turn: currentTurn))
            lastName = (choice, index, intent.projections.count - 1)
        }
    }

    // MARK: Conditions on the name itself

    /// Whether a value or a number that belongs to the name follows, so that the name is not to be shown.
    private func conditionFollows(_ choice: NameChoice) -> Bool {
        guard !choice.columns.isEmpty else { return false }
        let place = next(after: index, skipping: Self.copulas)
        guard elements.indices.contains(place) else { return false }
        let distance = place - index
        switch elements[place].content {
        case .value(let links):
            let owned = links.contains { link in choice.columns.contains { $0.thing == link.column } }
            // "names of France": a value of another column does not belong to the name.
            return owned && (distance > 1 || !isHead || choice.columnScore > 0.8)
        case .range(let range):
            if distance == 1, range.isPlain, range.time == nil, isHead {
                // "classroom 109": the number says which.
                return choice.columnScore >= 0.6 && boundable(choice, by: range) && name(at: place + 1) == nil
            }
            guard distance > 1 || !range.isPlain || !isHead else { return false }
            return !isHead || !range.isPlain || hasCopula(from: index + 1, to: place)
                ? boundable(choice, by: range) : false
        case .keyword(let keyword):
            switch keyword {
            case .aboveAverage, .belowAverage, .startsWith, .endsWith, .missing, .present: return true
            case .contains:
                return isTextOperand(at: place + 1)
            case .not:
                let after = next(after: place, skipping: Self.copulas)
                guard elements.indices.contains(after) else { return false }
                if case .value(let links) = elements[after].content {
                    return links.contains { link in choice.columns.contains { $0.thing == link.column } }
                }
                if case .range = elements[after].content { return true }
                if case .keyword(let keyword) = elements[after].content {
                    return [.missing, .contains, .startsWith, .endsWith].contains(keyword)
                }
                return false
            default: return false
            }
        default:
            return false
        }
    }

    private func hasCopula(from start: Int, to end: Int) -> Bool {
        (start..<max(start, end)).contains {
            ["is", "are", "was", "were", "=", "of", "in", "equal"].contains(functionWord(at: $0) ?? "")
        }
    }

    /// Whether one of the columns holds what the range bounds.
    func boundable(_ choice: NameChoice, by range: RangeMention) -> Bool {
        choice.columns.contains { scored in
            guard let column = slice.column(scored.thing) else { return false }
            if range.time != nil, column.type.isTemporal { return true }
            if range.time != nil, !NameWords.expanded(column.name).map(Stemmer.stem).contains("year"),
                choice.columnScore < 0.8 || saysWhen(range)
            {
                return false
            }
            if isKey(scored.thing), !Resolver.namesKey(choice.words), scored.score < 0.95 { return false }
            return column.type.isNumeric
                || (column.type == .text && range.isPlain && column.statistics?.minimum?.number != nil)
        }
    }

    /// Whether the word before a year makes it a time, whatever number stands before: "spent in 2023".
    private func saysWhen(_ range: RangeMention) -> Bool {
        guard range.isPlain, range.span.lowerBound > 0 else { return false }
        return ["in", "during", "for", "from", "throughout"].contains(text.tokens[range.span.lowerBound - 1].folded)
    }

    /// Reads "no orders", "without a phone": rows or values that are absent.
    private mutating func readAbsence(_ choice: NameChoice) -> Bool {
        let isNearlyTable =
            choice.tableScore >= 0.4 && choice.tableScore >= choice.columnScore - 0.25
            && choice.columns.allSatisfy { $0.score < 0.75 || isKey($0.thing) }
        if choice.namesTable || isNearlyTable {
            // "are not students of …" says something else than "have no students".
            let isVerbal = intent.entities.contains { $0.role == .head }
            guard isVerbal else { return false }
            isNegatedNext = false
            intent.entities.append(Intent.Entity(choice: choice, role: .absent, turn: currentTurn))
            lastName = (choice, index, nil)
            return true
        }
        if conditionFollows(choice) {
            lastName = (choice, index, nil)
            return true
        }
        if flagCondition(choice) { return true }
        guard intent.entities.contains(where: { $0.role == .head }) || !intent.projections.isEmpty,
            choice.columnScore >= 0.55
        else { return false }
        if let table = foreignTable(choice) {
            isNegatedNext = false
            intent.entities.append(Intent.Entity(choice: table, role: .absent, turn: currentTurn))
            return true
        }
        add(.missing(choice), negated: false)
        lastName = (choice, index, nil)
        return true
    }

    /// The choice as tables alone, where it names one nearly as well as a column.
    private func foreignTable(_ choice: NameChoice) -> NameChoice? {
        guard choice.tableScore >= 0.6, choice.tableScore >= choice.columnScore - 0.1 else { return nil }
        var choice = choice
        choice.columns = []
        return choice
    }

    /// Reads a yes-or-no column that is used as an adjective: `active customers`, `not published`.
    private mutating func flagCondition(_ choice: NameChoice) -> Bool {
        let hasRows = intent.entities.contains { $0.role == .head }
        guard let best = choice.columns.first(where: { slice.column($0.thing)?.type == .boolean }),
            best.score >= (hasRows ? 0.35 : 0.6), best.score >= choice.tableScore,
            best.score >= choice.columnScore - 0.05,
            aggregates.isEmpty
        else { return false }
        let before = previous(before: index, skipping: ["the", "a", "and"])
        let asksToShow = isHead && (keyword(at: before) == .comma || functionWord(at: before) == "show")
        guard !asksToShow else { return false }
        add(.flag(best))
        lastName = nil
        return true
    }
}
