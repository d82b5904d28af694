public import PlumbCore
public import PlumbDatabases
public import PlumbPipeline
internal import PlumbSQL

/// A database that is open for questions.
///
/// ```swift
/// let session = try await Session(database: "sqlite:shop.sqlite")
/// let answer = try await session.answer("Which five customers spent the most in 2024?")
/// print(answer.sql ?? "no confident answer")
/// ```
///
/// A session may be used from any number of tasks at once. Queries of a SQLite file run one after another; of a Postgres
/// database several run at a time, as many as `PostgresDatabase.Options.connections` says.
public struct Session: Sendable {
    private let database: OpenDatabase
    private let source: PipelineSource
    private let models: (any ChatService)?
    /// The pipeline of questions with standard options.
    private let standard: Pipeline

    /// What is known of the database.
    public var catalog: Catalog { database.catalog }

    /// What a person should know of the database before asking: tables that can't be read, rows that the policy leaves out.
    public var remarks: [String] { database.remarks }

    /// Whether the catalog was read from the cache, not from the database.
    public var isCatalogCached: Bool { database.isCatalogCached }

    /// Opens a database, read-only, and reads its catalog.
    ///
    /// - Parameters:
    ///   - database: a path, `sqlite:PATH`, `postgres://USER@HOST/NAME`, or `postgres:` for what libpq's `PG*` variables
    ///     name.
    ///   - options: what may be read, and where the catalog is cached.
    ///   - source: which pipeline answers; the one without a model where nothing is said.
    ///   - models: the models that it asks, such as a `ModelClient`; a service makes one for all its sessions.
    ///   - progress: told how far the first reading of the catalog is.
    /// - Throws: `PlumbError` with `databaseUnavailable` or `badInput`.
    public init(
        database: String, options: DatabaseOptions = .init(), source: PipelineSource = .init(),
        models: (any ChatService)? = nil, progress: (@Sendable (CatalogProgress) -> Void)? = nil
    ) async throws {
        // What the pipeline is made of is read once, and found wrong now, not at the first question.
        standard = try source.pipeline()
        self.source = source
        self.models = models
        // Another core builds the word lists meanwhile; a failure to open does not wait for it.
        Task.detached { await Pipeline.builtIn().warmUp() }
        self.database = try await OpenDatabase.open(database, options: options, progress: progress)
    }

    private init(
        _ database: OpenDatabase, _ source: PipelineSource, _ models: (any ChatService)?, _ standard: Pipeline
    ) {
        self.database = database
        self.source = source
        self.models = models
        self.standard = standard
    }

    /// A session of the same database whose queries run with these settings, for row-level security.
    ///
    /// A service opens one session, and makes one of it for each request; they share the catalog and the connections,
    /// so that making one costs nothing.
    ///
    /// ```swift
    /// // CREATE POLICY tenants ON orders TO reader USING (tenant = current_setting('app.tenant'))
    /// let session = try await Session(
    ///     database: "postgres://plumb@localhost/shop", options: .init(postgres: .init(role: "reader")))
    /// let answer = try await session.with(settings: ["app.tenant": "acme"]).answer("How many orders are there?")
    /// ```
    ///
    /// - Parameter settings: settings of each query's transaction, in place of those that the session has; a name has a
    ///   dot.
    /// - Returns: the session.
    /// - Throws: `PlumbError` with `badInput` for a name without a dot, and for a database that is no Postgres database.
    public func with(settings: [String: String]) throws -> Session {
        Session(try database.with(settings: settings), source, models, standard)
    }

    /// Answers a question, telling what happens as it happens.
    ///
    /// Ending the stream early, or cancelling the task that reads it, stops the query.
    ///
    /// - Parameters:
    ///   - question: the question.
    ///   - options: bounds, and what counts as an answer.
    /// - Returns: a start and an end for each stage, then the answer. The stream throws `PlumbError`.
    public func ask(_ question: Question, options: AskOptions = .init())
        -> AsyncThrowingStream<PipelineEvent, any Error>
    {
        do {
            return try runner(options).events(for: question, catalog: catalog, services: services(options))
        } catch {
            return AsyncThrowingStream { $0.finish(throwing: error) }
        }
    }

    /// Answers a question, telling what happens as it happens.
    public func ask(_ question: String, options: AskOptions = .init())
        -> AsyncThrowingStream<PipelineEvent, any Error>
    {
        ask(Question(question), options: options)
    }

    /// Answers a question.
    ///
    /// - Parameters:
    ///   - question: the question.
    ///   - options: bounds, and what counts as an answer.
    /// - Returns: the answer; its verdict says where there is none.
    /// - Throws: `PlumbError`, or `CancellationError` when the task was cancelled.
    public func answer(_ question: Question, options: AskOptions = .init()) async throws -> Answer {
        try await runner(options).answer(question, catalog: catalog, services: services(options))
    }

    /// Answers a question.
    public func answer(_ question: String, options: AskOptions = .init()) async throws -> Answer {
        try await answer(Question(question), options: options)
    }

    /// What a stage would send to models for a question, without sending it; stages before it run as ever.
    ///
    /// - Parameters:
    ///   - kind: the stage.
    ///   - question: the question.
    /// - Returns: the requests in order; empty for a stage that asks no model.
    /// - Throws: `PlumbError`, or `CancellationError`.
    public func prompts(of kind: StageKind, for question: Question) async throws -> [ChatRequest] {
        let options = AskOptions()
        return try await runner(options).prompts(
            of: kind, for: question, catalog: catalog, services: services(options))
    }

    /// Runs a query, within the same bounds as any other: one SELECT, nothing written.
    ///
    /// - Parameters:
    ///   - sql: the query.
    ///   - limits: its bounds.
    /// - Returns: its rows.
    /// - Throws: `PlumbError` with `refused`, `queryFailed` or `limitExceeded`.
    public func execute(_ sql: String, limits: ExecutionLimits = .init()) async throws -> any RowCursor {
        let safety = SafetyAnalysis.check(
            sql, dialect: database.executor.dialect, allowedFunctions: database.executor.allowedFunctions)
        guard safety.isSafe else {
            let isUnreadable = safety.violations.allSatisfy { $0.code == .notReadable }
            throw PlumbError(isUnreadable ? .queryFailed : .refused, safety.description)
        }
        return try await database.executor.execute(sql, limits: limits)
    }

    private func runner(_ options: AskOptions) throws(PlumbError) -> Runner {
        let usual = AskOptions()
        if options.acceptsGuess == usual.acceptsGuess, options.previewRows == usual.previewRows {
            return Runner(standard)
        }
        return Runner(try source.pipeline(acceptsGuess: options.acceptsGuess, previewRows: options.previewRows))
    }

    private func services(_ options: AskOptions) -> StageServices {
        StageServices(database: database.executor, values: database.values, models: models, limits: options.limits)
    }
}

/// Bounds on an answer, and what counts as one.
public struct AskOptions: Sendable {
    /// Bounds on every query.
    public var limits: ExecutionLimits

    /// Whether a best guess is an answer, instead of a question back.
    public var acceptsGuess: Bool

    /// How many rows of the result the answer keeps.
    public var previewRows: Int

    /// Makes options.
    public init(limits: ExecutionLimits = .init(), acceptsGuess: Bool = false, previewRows: Int = 1_000) {
        self.limits = limits
        self.acceptsGuess = acceptsGuess
        self.previewRows = previewRows
    }
}
