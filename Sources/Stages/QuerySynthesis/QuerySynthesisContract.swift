public import PlumbCore

extension QuerySynthesis {
    /// Checks that an output fulfils the contract: no candidate is blank or stands twice, and confidences are in
    /// 0...1 and never rise.
    ///
    /// - Throws: `PlumbError` with `contractViolated`, naming the candidate.
    public static func validate(_ output: Output, for input: Input) throws(PlumbError) {
        var seen: Set<String> = []
        var previous = 1.0
        for (index, candidate) in output.candidates.enumerated() {
            guard candidate.sql.contains(where: { !$0.isWhitespace }) else {
                throw PlumbError(.contractViolated, "query synthesis gave a blank query as candidate \(index + 1)")
            }
            guard seen.insert(candidate.sql).inserted else {
                throw PlumbError(.contractViolated, "query synthesis gave candidate \(index + 1) twice")
            }
            guard (0...1).contains(candidate.confidence), candidate.confidence <= previous else {
                throw PlumbError(
                    .contractViolated,
                    "query synthesis gave candidate \(index + 1) the confidence \(candidate.confidence); "
                        + "confidences are in 0...1, best first")
            }
            previous = candidate.confidence
        }
    }
}
