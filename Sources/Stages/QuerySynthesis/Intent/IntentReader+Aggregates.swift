internal import PlumbCore
internal import PlumbLanguage

extension IntentReader {
    mutating func readCount() {
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

    mutating func readAggregate(_ aggregate: Aggregate) {
        let following = next(after: index, skipping: Self.articles)
        if aggregate == .sum, keyword(at: following) == .count { return }
        aggregates.append(aggregate)
    }
}
