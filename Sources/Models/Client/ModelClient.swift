public import PlumbCore
internal import Synchronization

/// Asks models: everything between a request and its reply.
///
/// Replies are read back where they are kept, calls wait for their turn, what fails is tried again and then asked of the
/// fallback model, and all is counted. One client serves a whole process; `run` gives each run a budget of its own.
public final class ModelClient: ChatService {
    /// What a client is made with, beside its models.
    public struct Options: Sendable {
        /// What is done with replies that are kept.
        public var replay: ReplayMode
        /// Where replies are looked for, in this order, and kept.
        public var stores: [any ReplyStore]
        /// What may be spent.
        public var budget: ModelBudget
        /// Whether what was asked and replied is held in memory, for `ModelClient.recording`.
        public var records: Bool
        /// What is known of models.
        public var profiles: ProfileTable
        /// Where keys and certificates are named.
        package var environment: Surroundings

        /// Makes options; nil is the environment of this process.
        public init(
            replay: ReplayMode = .use, stores: [any ReplyStore] = [], budget: ModelBudget = .init(),
            records: Bool = false,
            profiles: ProfileTable = .builtIn, environment: [String: String]? = nil
        ) {
            self.replay = replay
            self.stores = stores
            self.budget = budget
            self.records = records
            self.profiles = profiles
            self.environment = Surroundings(environment)
        }
    }

    private let shared: SharedModels
    private let options: Options
    private let account: BudgetAccount
    private let flights = SharedFlights()
    private let used = Mutex(Recording())

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - models: those that can be asked; each once.
    ///   - options: how.
    /// - Throws: `PlumbError` with `badInput` for a configuration that can't be used. No key is read, and nothing is
    ///   asked, before the first call.
    public convenience init(_ models: [ModelConfiguration], options: Options = .init()) throws(PlumbError) {
        try self.init(models, options: options, time: SystemTime(), random: { .random(in: 0...1) })
    }

    /// Makes a client with a time and a chance of its own, for tests.
    package convenience init(
        _ models: [ModelConfiguration], options: Options, time: any Timekeeper, random: @escaping @Sendable () -> Double
    ) throws(PlumbError) {
        self.init(try SharedModels(models, options, time: time, random: random), options)
    }

    private init(_ shared: SharedModels, _ options: Options) {
        self.shared = shared
        self.options = options
        account = BudgetAccount(options.budget, time: shared.time)
    }

    /// A client of the same models, connections, turns and rates, that counts for itself.
    ///
    /// - Parameter budget: what it may spend.
    /// - Returns: the client of one run.
    public func run(budget: ModelBudget = .init()) -> ModelClient {
        var options = options
        options.budget = budget
        return ModelClient(shared, options)
    }

    /// The models, by the names of their configurations.
    public var models: [ModelConfiguration] { shared.configurations }

    /// The model of a configuration's name, or of its own.
    ///
    /// - Throws: `PlumbError` with `badInput` for an unknown one.
    public func model(named name: String) throws(PlumbError) -> ModelName {
        try shared.server(named: name).configuration.modelName
    }

    /// What is known of a model.
    ///
    /// - Throws: `PlumbError` with `badInput` for an unknown one.
    public func profile(of model: ModelName) throws(PlumbError) -> ModelProfile { try shared.server(of: model).profile }

    /// All that this client's replies have cost, those included that were read back.
    public var usage: ModelUsage { account.usage }

    /// All that was asked, with the replies: to be committed, and read back where there is no network.
    ///
    /// Empty unless the client was made with `Options.records`.
    public var recording: Recording { used.withLock { $0 } }

    // MARK: Asking

    /// Asks a model.
    ///
    /// - Throws: `PlumbError`, `CancellationError`.
    public func reply(to request: ChatRequest, onText: (@Sendable (String) -> Void)?) async throws -> ChatReply {
        let server = try shared.server(of: request.model)
        do {
            return try await reply(of: server, request, onText)
        } catch let error as PlumbError where error.code.isModelFailure || error.code == .replayMissing {
            guard let next = try shared.fallback(of: server) else { throw error }
            return try await fallBack(to: next, request, onText, behind: error, past: [server.configuration.name])
        }
    }

    private func fallBack(
        to server: ModelServer, _ request: ChatRequest, _ onText: (@Sendable (String) -> Void)?,
        behind first: PlumbError, past: [String]
    ) async throws -> ChatReply {
        var request = request
        request.model = server.configuration.modelName
        do {
            var reply = try await reply(of: server, request, onText)
            if first.code.isModelFailure { reply.usage.failures["\(first.code)", default: 0] += 1 }
            return reply
        } catch let error as PlumbError where error.code.isModelFailure || error.code == .replayMissing {
            let past = past + [server.configuration.name]
            // What the model that was meant says tells most.
            guard let next = try shared.fallback(of: server), !past.contains(next.configuration.name) else {
                throw first
            }
            return try await fallBack(to: next, request, onText, behind: first, past: past)
        }
    }

    /// The reply of one model: one that is kept, or a new one.
    private func reply(
        of server: ModelServer, _ request: ChatRequest, _ onText: (@Sendable (String) -> Void)?
    ) async throws -> ChatReply {
        let request = server.completed(request)
        if options.replay == .use || options.replay == .only {
            for store in options.stores {
                if let reply = try await store.reply(to: request) { return readBack(reply, request, onText) }
            }
        }
        guard options.replay != .only else { throw Self.missing(request) }
        // The likeliest reply is the same for all who ask; drawn ones are to differ.
        guard request.sampling.temperature == 0 else { return try await ask(server, request, onText) }
        let (reply, isShared) = try await flights.reply(to: request) { try await ask(server, request, onText) }
        return isShared ? readBack(reply, request, onText) : reply
    }

    private func ask(
        _ server: ModelServer, _ request: ChatRequest, _ onText: (@Sendable (String) -> Void)?
    ) async throws -> ChatReply {
        let reply = try await ModelTries(server: server, shared: shared, account: account).reply(to: request, onText)
        if options.replay != .off { for store in options.stores { try await store.keep(reply, to: request) } }
        note(reply, request)
        return reply
    }

    private func readBack(
        _ reply: ChatReply, _ request: ChatRequest, _ onText: (@Sendable (String) -> Void)?
    ) -> ChatReply {
        note(reply, request)
        var reply = reply
        reply.usage.replayedCalls = reply.usage.calls
        reply.usage.failures = [:]
        account.add(reply.usage)
        if !reply.text.isEmpty { onText?(reply.text) }
        return reply
    }

    private func note(_ reply: ChatReply, _ request: ChatRequest) {
        if options.records { used.withLock { $0.add(reply, to: request) } }
    }

    private static func missing(_ request: ChatRequest) -> PlumbError {
        let last = request.messages.last?.text.split(separator: "\n").last.map { $0.prefix(120) } ?? ""
        return PlumbError(
            .replayMissing,
            "There is no recorded reply of \(request.model) to the prompt that ends with “\(last)”, and only recorded replies may be used.",
            suggestion: "Record it: run the same once with --replay use, where the model can be asked.")
    }
}
