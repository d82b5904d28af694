public import PlumbCore

extension ExecutionCheck {
    /// Checks that a verdict fulfils the contract: an accepted query is one of the candidates, with a confidence in
    /// 0...1 and rows as wide as its columns.
    ///
    /// - Throws: `PlumbError` with `contractViolated`.
    public static func validate(_ output: Output, for input: Input) throws(PlumbError) {
        guard case .accepted(let query) = output else { return }
        guard input.candidates.indices.contains(query.candidate) else {
            throw PlumbError(
                .contractViolated,
                "the execution check accepted candidate \(query.candidate + 1) of \(input.candidates.count)")
        }
        guard (0...1).contains(query.confidence) else {
            throw PlumbError(.contractViolated, "the execution check gave a confidence outside 0...1")
        }
        guard query.result.rows.allSatisfy({ $0.count == query.result.columns.count }) else {
            throw PlumbError(.contractViolated, "the execution check gave rows that are not as wide as their columns")
        }
    }
}
