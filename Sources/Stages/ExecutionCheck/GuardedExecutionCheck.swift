public import PlumbCore
internal import PlumbSQL

/// The execution check without a model: nothing runs but one permitted SELECT, inside limits, and the result is looked
/// at as a careful analyst would.
///
/// Candidates are tried in their order. The first whose result raises no doubt is accepted; where all raise one, the
/// first that ran is, with the doubts as warnings.
public struct GuardedExecutionCheck: Stage {
    /// Whether a best guess is an answer, instead of a question back.
    public var acceptsGuess: Bool

    /// How many rows of the result the verdict keeps.
    public var previewRows: Int

    /// Below this confidence the person is asked back, 0...1.
    public var minimumConfidence: Double

    /// The names of the rules by which candidates are mended, as in `MendRules`; empty for none.
    public var mend: [String]

    /// Makes the stage.
    public init(
        acceptsGuess: Bool = false, previewRows: Int = 1_000, minimumConfidence: Double = 0.1, mend: [String] = []
    ) {
        self.acceptsGuess = acceptsGuess
        self.previewRows = previewRows
        self.minimumConfidence = minimumConfidence
        self.mend = mend
    }

    /// `guarded`, with its parameters.
    public var implementation: Implementation {
        var parameters = [
            "acceptsGuess": "\(acceptsGuess)", "previewRows": "\(previewRows)",
            "minimumConfidence": "\(minimumConfidence)",
        ]
        // Left out where nothing is mended, so that what was kept of such runs is found again.
        if !mend.isEmpty { parameters["mend"] = mend.joined(separator: ",") }
        return Implementation(name: "guarded", version: 1, parameters: parameters)
    }

    /// A candidate that is doubted gives way only to one at least this sure, relative to it.
    private static let rivalShare = 0.6

    /// Judges the candidates.
    public func run(_ input: ExecutionCheck.Input, with services: StageServices) async throws -> Verdict {
        if let reason = ForbiddenRequest.reason(input.question.text) { return .refuse(reason: reason) }
        if !acceptsGuess, let question = clarification(input) { return .clarify(question) }
        guard !input.candidates.isEmpty else { return .clarify(nothingFound(input)) }
        guard let database = services.database else {
            return .fail(reason: "no database is open, so no query could be tried")
        }
        let mending = mend.isEmpty ? nil : try mending(input, services)
        var trials: [Trial] = []
        for (index, candidate) in input.candidates.enumerated() {
            try Task.checkCancellation()
            var trial = try await attempt(candidate.sql, at: index, input, database, services.limits)
            if let mending {
                trial = try await mended(trial, by: mending) { sql in
                    try await attempt(sql, at: index, input, database, services.limits)
                }
            }
            trials.append(trial)
            if case .clean = trial.outcome {
                let doubted = trials.first { if case .doubted = $0.outcome { true } else { false } }
                if let doubted, candidate.confidence < input.candidates[doubted.index].confidence * Self.rivalShare {
                    return accept(doubted, trials, input)
                }
                return accept(trial, trials, input)
            }
        }
        if let doubted = trials.first(where: { $0.result != nil }) { return accept(doubted, trials, input) }
        return rejection(trials, input)
    }

    // MARK: One candidate

    private struct Trial {
        var index: Int
        var sql: String
        var mends: [Mend] = []
        var outcome: Outcome
        var result: QueryResult?

        enum Outcome {
            case clean
            case doubted([String])
            case refused(String)
            case failed(String)
        }
    }

    private func attempt(
        _ sql: String, at index: Int, _ input: ExecutionCheck.Input, _ database: any QueryExecutor,
        _ limits: ExecutionLimits
    ) async throws -> Trial {
        let safety = SafetyAnalysis.check(sql, dialect: database.dialect)
        guard let query = safety.query, safety.isSafe else {
            return Trial(index: index, sql: sql, outcome: .refused(safety.description))
        }
        var limits = limits
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

    // MARK: Mending

    private struct Mending {
        var mender: Mender
        var scope: MendScope
    }

    private func mending(_ input: ExecutionCheck.Input, _ services: StageServices) throws -> Mending {
        Mending(
            mender: Mender(rules: try MendRules.named(mend)),
            scope: MendScope(slice: input.slice, question: input.question, services: services))
    }

    /// The trial of the mended query, where there is one that runs; else the trial as it was.
    private func mended(
        _ trial: Trial, by mending: Mending, _ attempt: (String) async throws -> Trial
    ) async throws -> Trial {
        let problem: String?
        switch trial.outcome {
        case .clean, .doubted: problem = nil
        case .failed(let reason): problem = reason
        case .refused: return trial
        }
        let query = try await mending.mender.mend(trial.sql, problem: problem, in: mending.scope)
        guard !query.mends.isEmpty else { return trial }
        var other = try await attempt(query.sql)
        guard other.result != nil else { return trial }
        other.mends = query.mends
        return other
    }

    // MARK: Verdicts

    private func accept(_ trial: Trial, _ trials: [Trial], _ input: ExecutionCheck.Input) -> Verdict {
        let candidate = input.candidates[trial.index]
        var warnings: [String] = []
        if case .doubted(let doubts) = trial.outcome { warnings = doubts }
        if !input.unplacedWords.isEmpty {
            warnings.append("could not place \(quoted(input.unplacedWords)); the answer ignores it")
        }
        let rejected = trials.compactMap { other -> RejectedCandidate? in
            guard other.index != trial.index else { return nil }
            switch other.outcome {
            case .clean: return nil
            case .doubted(let doubts):
                return RejectedCandidate(candidate: other.index, reason: doubts.joined(separator: "; "))
            case .refused(let reason), .failed(let reason):
                return RejectedCandidate(candidate: other.index, reason: reason)
            }
        }
        return .accepted(
            AcceptedQuery(
                sql: trial.sql, candidate: trial.index,
                confidence: candidate.confidence * (warnings.isEmpty ? 1 : 0.7), assumptions: candidate.assumptions,
                warnings: warnings, result: trial.result ?? QueryResult(columns: [], rows: []), rejected: rejected,
                mends: trial.mends))
    }

    private func rejection(_ trials: [Trial], _ input: ExecutionCheck.Input) -> Verdict {
        var refusal: String?
        for trial in trials {
            if case .failed(let reason) = trial.outcome {
                if input.remainingRepairs > 0 {
                    return .repair(RepairFeedback(sql: input.candidates[trial.index].sql, problem: reason))
                }
                return .fail(reason: reason)
            }
            if case .refused(let reason) = trial.outcome, refusal == nil { refusal = reason }
        }
        return .refuse(reason: refusal ?? "no candidate may run")
    }

    // MARK: Questions back

    private func clarification(_ input: ExecutionCheck.Input) -> Clarification? {
        let guess = input.candidates.first
        if !input.unplacedWords.isEmpty {
            return Clarification(
                question: "What does \(quoted(input.unplacedWords)) mean in this database?",
                unplacedWords: input.unplacedWords, known: known(input.slice), guess: guess)
        }
        guard let guess, guess.confidence < minimumConfidence else { return nil }
        return Clarification(
            question: "Could you ask with words nearer to the data?", unplacedWords: [], known: known(input.slice),
            guess: guess)
    }

    private func nothingFound(_ input: ExecutionCheck.Input) -> Clarification {
        Clarification(
            question: input.unplacedWords.isEmpty
                ? "What should be looked up?" : "What does \(quoted(input.unplacedWords)) mean in this database?",
            unplacedWords: input.unplacedWords, known: known(input.slice))
    }

    private func known(_ slice: SchemaSlice) -> [String] {
        slice.tables.map(\.name.description) + slice.leftOut.map(\.description)
    }

    private func quoted(_ words: [String]) -> String {
        words.map { "'\($0)'" }.joined(separator: ", ")
    }
}
