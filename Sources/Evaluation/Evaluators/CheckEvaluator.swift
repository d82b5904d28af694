internal import PlumbCore
internal import PlumbPipeline

/// Judges the execution check as a judge: queries that are known to be right or wrong are put before it one at a time.
struct CheckEvaluator {
    /// A query with what is known of it.
    struct Case {
        /// What is wrong with it: a mutation's name, `candidate`; nil where it is right.
        var fault: String?
        var sql: String
    }

    let pipeline: Pipeline
    let services: StageServices

    /// The score of some cases.
    ///
    /// - Parameters:
    ///   - cases: the queries.
    ///   - question: the question.
    ///   - slice: what gold reads.
    /// - Returns: the score.
    /// - Throws: `PlumbError`, or `CancellationError`.
    func score(_ cases: [Case], question: Question, slice: SchemaSlice) async throws -> CheckScore {
        var accepted = ScoreSummary.Share(0, of: 0)
        var caught = ScoreSummary.Share(0, of: 0)
        var missed: [String: Int] = [:]
        for item in cases {
            let input = ExecutionCheck.Input(
                question: question, slice: slice, candidates: [Candidate(sql: item.sql, confidence: 1)])
            let verdict = try await pipeline.executionCheck.run(input, with: services)
            var isAccepted = false
            var hasWarning = false
            if case .accepted(let query) = verdict {
                isAccepted = true
                hasWarning = !query.warnings.isEmpty
            }
            if let fault = item.fault {
                let isCaught = !isAccepted || hasWarning
                caught = .init(caught.count + (isCaught ? 1 : 0), of: caught.total + 1)
                if !isCaught { missed[fault, default: 0] += 1 }
            } else {
                accepted = .init(accepted.count + (isAccepted ? 1 : 0), of: accepted.total + 1)
            }
        }
        return CheckScore(rightAccepted: accepted, wrongCaught: caught, missed: missed)
    }
}
