internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    /// Reads `more than … on average`, where no number follows.
    mutating func readComparedWithAverage() {
        let word = text.words(elements[index].span).lowercased()
        guard functionWord(at: index + 1) == "than" else { return }
        if readComparedWithRole(word == "more" ? .more : .less) { return }
        let last = min(index + 10, elements.count - 1)
        guard index + 2 <= last, let average = ((index + 2)...last).first(where: { keyword(at: $0) == .average }) else {
            return
        }
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
        guard let subject = name(at: place), !subject.columns.isEmpty, functionWord(at: place + 1) == "as" else {
            return false
        }
        let found = next(after: place + 1, skipping: ["their", "its", "his", "her", "own", "the"])
        guard let role = name(at: found) ?? name(at: found + 1), role.columns.contains(where: { isKey($0.thing) })
        else { return false }
        for place in place...found { use(place) }
        add(.role(.name(subject), .same, role), negated: false)
        isHead = false
        return true
    }

    /// Reads `above the university's average salary`.
    mutating func readNamedAverage(isAbove: Bool) {
        let last = min(index + 5, elements.count - 1)
        guard index < last, let average = ((index + 1)...last).first(where: { keyword(at: $0) == .average }) else {
            return
        }
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
    mutating func readComparedWithRole(_ comparison: Intent.Comparison) -> Bool {
        var place = index
        while place < min(index + 5, elements.count),
            !["their", "its", "his", "her"].contains(functionWord(at: place) ?? "")
        {
            place += 1
        }
        guard place < elements.count, ["their", "its", "his", "her"].contains(functionWord(at: place) ?? "") else {
            return false
        }
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
}
