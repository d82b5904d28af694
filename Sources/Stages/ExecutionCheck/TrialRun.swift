internal import PlumbCore
internal import PlumbSQL

/// Tries candidates: nothing runs but one permitted SELECT, inside limits, mended where rules say so.
struct TrialRun {
    let input: ExecutionCheck.Input
    let services: StageServices
    let database: any QueryExecutor
    let previewRows: Int
    /// What mends candidates; nil for nothing.
    let mender: Mender?
    private let scope: MendScope

    init(
        _ input: ExecutionCheck.Input, _ services: StageServices, _ database: any QueryExecutor, previewRows: Int,
        mend: [String]
    ) throws(PlumbError) {
        self.input = input
        self.services = services
        self.database = database
        self.previewRows = previewRows
        mender = mend.isEmpty ? nil : Mender(rules: try MendRules.named(mend))
        scope = MendScope(slice: input.slice, question: input.question, services: services)
    }

    /// Tries a candidate, and what it is mended to where that runs.
    func trial(at index: Int) async throws -> Trial {
        try Task.checkCancellation()
        let trial = try await attempt(input.candidates[index].sql, at: index)
        guard let mender else { return trial }
        let problem: String?
        switch trial.outcome {
        case .clean, .doubted: problem = nil
        case .failed(let reason): problem = reason
        // A function that another engine has may be exchanged; what comes out is checked like any query. What is refused
        // for any other reason stays refused.
        case .refused(let reason) where database.dialect == .postgres && namesOtherFunctions(trial.sql):
            problem = reason
        case .refused: return trial
        }
        let query = try await mender.mend(trial.sql, problem: problem, in: scope)
        guard !query.mends.isEmpty else { return trial }
        var other = try await attempt(query.sql, at: index)
        guard other.result != nil else { return trial }
        other.mends = query.mends
        return other
    }

    private func safety(of sql: String) -> SafetyVerdict {
        SafetyAnalysis.check(sql, dialect: database.dialect, allowedFunctions: database.allowedFunctions)
    }

    private func namesOtherFunctions(_ sql: String) -> Bool {
        let violations = safety(of: sql).violations
        return !violations.isEmpty && violations.allSatisfy { [.function, .notReadable].contains($0.code) }
    }

    private func attempt(_ sql: String, at index: Int) async throws -> Trial {
        let safety = safety(of: sql)
        guard let query = safety.query, safety.isSafe else {
            // What is no query at all failed; what is one and may not run is refused.
            let isUnreadable = safety.violations.allSatisfy { $0.code == .notReadable }
            return Trial(
                index: index, sql: sql,
                outcome: isUnreadable ? .failed(safety.description) : .refused(safety.description))
        }
        var limits = services.limits
        limits.rows = min(limits.rows ?? .max, previewRows)
        do {
            let result = try await database.result(of: sql, limits: limits)
            let doubts = ResultDoubts.find(in: result, of: query, slice: input.slice)
            return Trial(index: index, sql: sql, outcome: doubts.isEmpty ? .clean : .doubted(doubts), result: result)
        } catch let error as PlumbError {
            switch error.code {
            case .refused: return Trial(index: index, sql: sql, outcome: .refused(error.message))
            case .queryFailed, .limitExceeded: return Trial(index: index, sql: sql, outcome: .failed(error.message))
            default: throw error
            }
        }
    }
}
