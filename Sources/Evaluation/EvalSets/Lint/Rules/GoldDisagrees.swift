internal import PlumbCore

/// Several gold queries of different results: readings of the question, or a mistake in one of them.
struct GoldDisagrees: LintRule {
    let name = "gold-disagrees"
    let level = LintLevel.note
    let summary = "gold queries of one example give different results: they are readings, or one is wrong"
    let needs = LintNeeds.rows

    func messages(for example: LintedExample) -> [String] {
        let contract = example.example.contract ?? .spider
        let results = example.gold.enumerated().compactMap { place, gold -> (Int, QueryResult, Bool)? in
            guard case .success(let rows) = gold.rows, !rows.isCut else { return nil }
            return (place + 1, rows.result, gold.query?.isOrdered ?? false)
        }
        guard let first = results.first else { return [] }
        let others = results.dropFirst().filter {
            contract.compare($0.1, with: first.1, isOrdered: first.2).outcome == .wrong
        }
        // Who says what each query takes the question to mean knows that they differ.
        guard !others.isEmpty, example.example.gold.contains(where: { $0.reading == nil }) else { return [] }
        let places = others.map { "\($0.0)" }.joined(separator: ", ")
        return [
            "by contract \(contract.identifier), gold \(others.count == 1 ? "query" : "queries") \(places) and gold query \(first.0) differ; say in 'reading' what each means"
        ]
    }
}
