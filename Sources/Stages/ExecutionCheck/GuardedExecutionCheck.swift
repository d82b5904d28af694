public import PlumbCore

/// The execution check: nothing runs but one permitted SELECT, inside limits, and the result is looked at as a careful
/// analyst would.
///
/// Candidates are tried in their order. The first whose result raises no doubt is accepted; where all raise one, the
/// first that ran is, with the doubts as warnings. Steps add to that: mending, voting, a judge, and repair.
public struct GuardedExecutionCheck: Stage {
    /// Whether a best guess is an answer, instead of a question back.
    public var acceptsGuess: Bool

    /// How many rows of the result the verdict keeps.
    public var previewRows: Int

    /// Below this confidence the person is asked back, 0...1.
    public var minimumConfidence: Double

    /// What is done beside.
    public var steps: CheckSteps

    /// Makes the stage.
    public init(
        acceptsGuess: Bool = false, previewRows: Int = 1_000, minimumConfidence: Double = 0.1,
        steps: CheckSteps = .init()
    ) {
        self.acceptsGuess = acceptsGuess
        self.previewRows = previewRows
        self.minimumConfidence = minimumConfidence
        self.steps = steps
    }

    /// `guarded`, or the steps' names; with its parameters.
    public var implementation: Implementation {
        let parameters = [
            "acceptsGuess": "\(acceptsGuess)", "previewRows": "\(previewRows)",
            "minimumConfidence": "\(minimumConfidence)",
        ]
        // Without steps as it always was, so that what was kept of such runs is found again.
        return Implementation(
            name: steps.names.isEmpty ? "guarded" : steps.names.joined(separator: ", "),
            version: steps.votes || steps.judge != nil ? 2 : 1,
            parameters: parameters.merging(steps.parameters) { $1 })
    }

    /// A candidate that is doubted gives way only to one at least this sure, relative to it.
    private static let rivalShare = 0.6

    /// What is left of a confidence where something is to be doubted.
    private static let doubtedShare = 0.7

    /// Judges the candidates.
    public func run(_ input: ExecutionCheck.Input, with services: StageServices) async throws -> Verdict {
        if let reason = ForbiddenRequest.reason(input.question.text) { return .refuse(reason: reason) }
        let clarifications = Clarifications(input: input)
        if !acceptsGuess, let question = clarifications.beforeTrying(minimumConfidence: minimumConfidence) {
            return .clarify(question)
        }
        guard !input.candidates.isEmpty else { return .clarify(clarifications.ofNothing) }
        guard let database = services.database else {
            return .fail(reason: "no database is open, so no query could be tried")
        }
        let run = try TrialRun(input, services, database, previewRows: previewRows, mend: steps.mend)
        var trials: [Trial] = []
        for index in input.candidates.indices {
            trials.append(try await run.trial(at: index))
            if !steps.votes, trials[index].isClean { break }
        }
        guard let (chosen, confidence) = choice(among: trials, input) else { return rejection(trials, input) }
        return try await verdict(on: chosen, confidence, trials, input, services)
    }

    // MARK: Choice

    /// The trial that is taken, and how sure that is; nil where none ran.
    private func choice(among trials: [Trial], _ input: ExecutionCheck.Input) -> (Trial, confidence: Double)? {
        if steps.votes {
            guard let outcome = ResultVote(input: input).outcome(of: trials) else { return nil }
            let all = input.candidates.reduce(0) { $0 + $1.confidence }
            return (trials[outcome.winner], min(outcome.share * all, 1))
        }
        let doubted = trials.first { $0.result != nil && !$0.isClean }
        guard let clean = trials.first(where: \.isClean) else {
            return doubted.map { ($0, input.candidates[$0.index].confidence) }
        }
        let confidence = input.candidates[clean.index].confidence
        if let doubted, confidence < input.candidates[doubted.index].confidence * Self.rivalShare {
            return (doubted, input.candidates[doubted.index].confidence)
        }
        return (clean, confidence)
    }

    // MARK: Verdicts

    private func verdict(
        on trial: Trial, _ confidence: Double, _ trials: [Trial], _ input: ExecutionCheck.Input,
        _ services: StageServices
    ) async throws -> Verdict {
        var warnings = trial.doubts
        var goesBack = steps.repairsDoubts && !warnings.isEmpty
        if let judge = steps.judge {
            switch try await ResultJudge(prompt: judge, input: input, services: services).finding(on: trial) {
            case .nothing: break
            case .unreadable: warnings.append("what the judge replied can't be read, so that the result is not judged")
            case .problem(let problem):
                warnings.append(problem)
                goesBack = true
            }
        }
        if steps.repairs, input.remainingRepairs > 0, goesBack {
            return .repair(RepairFeedback(sql: trial.sql, problem: warnings.joined(separator: "; "), ran: true))
        }
        if !input.unplacedWords.isEmpty {
            warnings.append(
                "could not place \(Clarifications.quoted(input.unplacedWords)); the answer ignores it")
        }
        let rejected = trials.compactMap { other -> RejectedCandidate? in
            guard other.index != trial.index, let reason = other.rejection else { return nil }
            return RejectedCandidate(candidate: other.index, reason: reason)
        }
        return .accepted(
            AcceptedQuery(
                sql: trial.sql, candidate: trial.index,
                confidence: confidence * (warnings.isEmpty ? 1 : Self.doubtedShare),
                assumptions: input.candidates[trial.index].assumptions, warnings: warnings,
                result: trial.result ?? QueryResult(columns: [], rows: []), rejected: rejected, mends: trial.mends))
    }

    private func rejection(_ trials: [Trial], _ input: ExecutionCheck.Input) -> Verdict {
        var refusal: String?
        for trial in trials {
            if case .failed(let reason) = trial.outcome {
                let goesBack = input.remainingRepairs > 0 && (steps.names.isEmpty || steps.repairs)
                return goesBack
                    ? .repair(RepairFeedback(sql: input.candidates[trial.index].sql, problem: reason))
                    : .fail(reason: reason)
            }
            if case .refused(let reason) = trial.outcome, refusal == nil { refusal = reason }
        }
        return .refuse(reason: refusal ?? "no candidate may run")
    }
}
