public import PlumbCore
internal import PlumbColumnSelection
internal import PlumbExecutionCheck
internal import PlumbQuerySynthesis
internal import PlumbTableSelection

/// Runs a pipeline's stages, each the same way: cancelled? replayed? start the clock, run, hold the output against the
/// contract, tell the observer.
public struct Runner: Sendable {
    /// What is run.
    public var pipeline: Pipeline

    /// Where outputs are kept and read back; nil for nowhere.
    public var replay: (any ReplayStore)?

    /// Makes a runner.
    public init(_ pipeline: Pipeline, replay: (any ReplayStore)? = nil) {
        self.pipeline = pipeline
        self.replay = replay
    }

    /// Answers a question.
    ///
    /// Ending the stream early, or cancelling the task that reads it, stops the stage that runs and its query.
    ///
    /// - Parameters:
    ///   - question: the question.
    ///   - catalog: what is known of the database.
    ///   - services: the database itself.
    /// - Returns: what happens, as it happens; the last event is the answer. The stream throws `PlumbError`, or
    ///   `CancellationError`.
    public func events(for question: Question, catalog: Catalog, services: StageServices)
        -> AsyncThrowingStream<PipelineEvent, any Error>
    {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    let answer = try await answer(question, catalog: catalog, services: services) {
                        continuation.yield($0)
                    }
                    continuation.yield(.answer(answer))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Answers a question.
    ///
    /// - Parameters:
    ///   - question: the question.
    ///   - catalog: what is known of the database.
    ///   - services: the database itself.
    ///   - substitutes: values that stand in for what stages would give; those stages don't run.
    ///   - observer: told of every stage's start and end, in order.
    /// - Returns: the answer.
    /// - Throws: `PlumbError`, or `CancellationError` when the task was cancelled.
    public func answer(
        _ question: Question, catalog: Catalog, services: StageServices, substitutes: Substitutes = .init(),
        observer: @escaping @Sendable (PipelineEvent) -> Void = { _ in }
    ) async throws -> Answer {
        try Self.check(question)
        var records: [StageRecord] = []
        func run<Input: Hashable & Sendable, Output>(
            _ stage: any Stage<Input, Output>, _ input: Input, attempt: Int, as contract: Contract<Input, Output>
        ) async throws -> Output {
            let (output, record) = try await self.run(
                stage, input, attempt: attempt, contract: contract, services: services, observer: observer)
            records.append(record)
            return output
        }

        let tables: TableSelection.Output
        if let substitute = substitutes.tables {
            tables = substitute
        } else {
            tables = try await run(
                pipeline.tableSelection, TableSelection.Input(question: question, catalog: catalog), attempt: 1,
                as: .tableSelection)
        }
        let columns: ColumnSelection.Output
        if let substitute = substitutes.columns {
            columns = substitute
        } else {
            columns = try await run(
                pipeline.columnSelection,
                ColumnSelection.Input(question: question, catalog: catalog, tables: tables.kept), attempt: 1,
                as: .columnSelection)
        }
        let slice = SchemaSlice(catalog: catalog, tables: tables, columns: columns)
        var feedback: [RepairFeedback] = []
        while true {
            let attempt = feedback.count + 1
            let queries: QuerySynthesis.Output
            if let substitute = substitutes.queries {
                queries = substitute
            } else {
                queries = try await run(
                    pipeline.querySynthesis,
                    QuerySynthesis.Input(question: question, slice: slice, feedback: feedback), attempt: attempt,
                    as: .querySynthesis)
            }
            // After a try that failed, no new query is no new question to the person: what failed is the answer.
            if queries.candidates.isEmpty, let last = feedback.last {
                let verdict = Verdict.fail(reason: last.problem)
                return Answer(question: question, verdict: verdict, stages: records)
            }
            let verdict = try await run(
                pipeline.executionCheck,
                ExecutionCheck.Input(
                    question: question, slice: slice, candidates: queries.candidates,
                    unplacedWords: queries.unplacedWords,
                    remainingRepairs: max(pipeline.maximumRepairs - feedback.count, 0)),
                attempt: attempt, as: .executionCheck)
            guard case .repair(let problem) = verdict else {
                return Answer(question: question, verdict: verdict, stages: records)
            }
            guard feedback.count < pipeline.maximumRepairs else {
                let verdict = Verdict.fail(reason: "no query stood after \(attempt) tries: \(problem.problem)")
                return Answer(question: question, verdict: verdict, stages: records)
            }
            feedback.append(problem)
        }
    }

    // MARK: One stage

    private func run<Input: Hashable & Sendable, Output>(
        _ stage: any Stage<Input, Output>, _ input: Input, attempt: Int, contract: Contract<Input, Output>,
        services: StageServices, observer: @escaping @Sendable (PipelineEvent) -> Void
    ) async throws -> (Output, StageRecord) {
        try Task.checkCancellation()
        let implementation = stage.implementation
        observer(.stageStarted(StageStart(kind: contract.kind, implementation: implementation, attempt: attempt)))
        let start = ContinuousClock.now
        var isReplayed = false
        var usage: ModelUsage?
        let models = services.models.map { MeteredModels($0) { observer(.modelWrote($0)) } }
        var services = services
        services.models = models
        let output: Output
        if let kept = try await replay?.output(of: implementation, kind: contract.kind, for: input),
            let value = contract.unwrap(kept.value)
        {
            output = value
            isReplayed = true
            usage = kept.usage
            if let calls = usage?.calls { usage?.replayedCalls = calls }
        } else {
            output = try await stage.run(input, with: services)
            try contract.validate(output, input)
            usage = models?.usage
            try await replay?.keep(KeptOutput(contract.wrap(output), usage: usage), of: implementation, for: input)
        }
        let cost = StageCost(
            seconds: (ContinuousClock.now - start).seconds, isReplayed: isReplayed, usage: usage)
        let record = StageRecord(
            implementation: implementation, attempt: attempt, output: contract.wrap(output), cost: cost)
        observer(.stageFinished(record))
        return (output, record)
    }

    /// The longest question that is read, in characters.
    public static let maximumQuestionLength = 4_000

    private static func check(_ question: Question) throws(PlumbError) {
        let text = question.text
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw PlumbError(
                .badInput, "the question is empty",
                suggestion: "Ask in a few words, such as \"how many customers are there?\".")
        }
        // Counting characters takes time in proportion to the text, so a huge one is turned away by its bytes.
        guard text.utf8.count <= maximumQuestionLength * 4, text.count <= maximumQuestionLength else {
            throw PlumbError(
                .badInput,
                "the question is \(text.utf8.count) bytes long; at most \(maximumQuestionLength) characters are read",
                suggestion: "Ask one thing at a time, in a few sentences.")
        }
    }
}

/// What the runner must know of a kind to run any implementation of it.
private struct Contract<Input, Output>: Sendable {
    var kind: StageKind
    var validate: @Sendable (Output, Input) throws -> Void
    var wrap: @Sendable (Output) -> StageOutput
    var unwrap: @Sendable (StageOutput) -> Output?
}

extension Contract where Input == TableSelection.Input, Output == TableSelection.Output {
    static var tableSelection: Self {
        Contract(
            kind: .tableSelection, validate: { try TableSelection.validate($0, for: $1) }, wrap: { .tables($0) },
            unwrap: { if case .tables(let output) = $0 { output } else { nil } })
    }
}

extension Contract where Input == ColumnSelection.Input, Output == ColumnSelection.Output {
    static var columnSelection: Self {
        Contract(
            kind: .columnSelection, validate: { try ColumnSelection.validate($0, for: $1) }, wrap: { .columns($0) },
            unwrap: { if case .columns(let output) = $0 { output } else { nil } })
    }
}

extension Contract where Input == QuerySynthesis.Input, Output == QuerySynthesis.Output {
    static var querySynthesis: Self {
        Contract(
            kind: .querySynthesis, validate: { try QuerySynthesis.validate($0, for: $1) }, wrap: { .queries($0) },
            unwrap: { if case .queries(let output) = $0 { output } else { nil } })
    }
}

extension Contract where Input == ExecutionCheck.Input, Output == ExecutionCheck.Output {
    static var executionCheck: Self {
        Contract(
            kind: .executionCheck, validate: { try ExecutionCheck.validate($0, for: $1) }, wrap: { .verdict($0) },
            unwrap: { if case .verdict(let output) = $0 { output } else { nil } })
    }
}

extension Duration {
    /// The duration in seconds.
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
