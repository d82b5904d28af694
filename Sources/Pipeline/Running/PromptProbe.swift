public import PlumbCore
internal import Synchronization

extension Runner {
    /// What a stage would send to models for a question, without sending it.
    ///
    /// The stages before it run as ever, and may ask models themselves.
    ///
    /// - Parameters:
    ///   - kind: the stage.
    ///   - question: the question.
    ///   - catalog: what is known of the database.
    ///   - services: the database itself, and models for the stages before.
    /// - Returns: the requests in order; empty for a stage that asks no model.
    /// - Throws: `PlumbError`, or `CancellationError`.
    public func prompts(
        of kind: StageKind, for question: Question, catalog: Catalog, services: StageServices
    ) async throws -> [ChatRequest] {
        let probe = PromptProbe(kind, models: services.models)
        var services = services
        services.models = probe
        do {
            _ = try await answer(question, catalog: catalog, services: services) { event in
                if case .stageStarted(let start) = event { probe.begin(start.kind) }
            }
        } catch is PromptProbe.Done {
            // The stage after the one that was asked about had begun.
        } catch let error as PlumbError where error.code.isModelFailure && !probe.requests.isEmpty {
            // A stage may make nothing of the empty reply that it got.
        }
        return probe.requests
    }
}

/// Models that note what one stage asks, and answer it with nothing.
private final class PromptProbe: ChatService {
    /// Ends the pipeline behind the stage.
    struct Done: Error {}

    private let kind: StageKind
    private let models: (any ChatService)?
    private let state = Mutex<(current: StageKind?, requests: [ChatRequest])>((nil, []))

    init(_ kind: StageKind, models: (any ChatService)?) {
        self.kind = kind
        self.models = models
    }

    var requests: [ChatRequest] { state.withLock { $0.requests } }

    func begin(_ kind: StageKind) { state.withLock { $0.current = kind } }

    func reply(to request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws -> ChatReply {
        let current = state.withLock { state in
            if state.current == kind { state.requests.append(request) }
            return state.current
        }
        if current == kind { return ChatReply(text: "") }
        let kinds = StageKind.allCases
        let isBefore = current.flatMap(kinds.firstIndex).map { $0 < kinds.firstIndex(of: kind) ?? 0 } ?? false
        guard isBefore, requests.isEmpty, let models else { throw Done() }
        return try await models.reply(to: request, onText: onText)
    }
}
