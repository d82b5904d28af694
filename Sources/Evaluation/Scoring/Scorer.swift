public import PlumbCore
internal import PlumbDatabases
internal import Synchronization

/// Scores predictions beside gold, several at a time.
public struct Scorer: Sendable {
    private let options: ScoringOptions
    private let databases: DatabaseFolder?
    private let tables: SpiderTablesFile?

    /// Makes a scorer.
    ///
    /// - Parameters:
    ///   - options: what is scored.
    ///   - databases: the databases; nil where only `match` is wanted and `tables` tells all.
    ///   - tables: the path of Spider's `tables.json`, whose foreign keys then count instead of the databases' own.
    /// - Throws: `PlumbError` with `badInput`.
    public init(options: ScoringOptions, databases: DatabaseFolder?, tables: String? = nil) throws(PlumbError) {
        self.options = options
        self.databases = databases
        self.tables = try tables.map { path throws(PlumbError) in try SpiderTablesFile(contentsOf: path) }
        if databases == nil, tables == nil || options.metrics != [.match] {
            throw PlumbError(.badInput, "no databases are named", suggestion: "Add --databases FOLDER.")
        }
    }

    /// Scores pairs.
    ///
    /// Cancelling the task stops the queries that run.
    ///
    /// - Parameters:
    ///   - pairs: the pairs.
    ///   - progress: given each score as soon as it is there, from any thread, in any order.
    /// - Returns: the scores, in the order of the pairs.
    /// - Throws: `PlumbError` with `cancelled`, or `CancellationError`.
    public func scores(
        of pairs: [QueryPair], progress: @escaping @Sendable (PairScore) -> Void = { _ in }
    ) async throws -> [PairScore] {
        let work = WorkList(pairs.map(\.database))
        let schemas = SchemaShelf()
        let scores = ScoreList(count: pairs.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, min(options.jobs, work.count)) {
                group.addTask {
                    let thread = ReadingThread(options: databaseOptions)
                    while let chunk = work.next() {
                        try Task.checkCancellation()
                        try await thread.perform { connections in
                            for index in chunk {
                                let score = try score(pairs[index], connections, schemas)
                                scores.keep(score, at: index)
                                progress(score)
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return scores.all
    }

    private var databaseOptions: SQLiteDatabase.Options {
        var database = SQLiteDatabase.Options(allowsDoubleQuotedStrings: options.allowsDoubleQuotedStrings)
        database.thousandsOfSteps = options.thousandsOfSteps
        return database
    }

    // MARK: One pair

    private func score(
        _ pair: QueryPair, _ connections: ReadingConnections, _ schemas: SchemaShelf
    ) throws(PlumbError) -> PairScore {
        var score = PairScore(
            place: pair.place, session: pair.session, turn: pair.turn, database: pair.database, gold: pair.gold,
            prediction: pair.prediction)
        if options.metrics.contains(.match) {
            do throws(PlumbError) {
                let schema = try schemas.schema(of: pair.database) { () throws(PlumbError) in
                    try readSchema(of: pair.database, connections)
                }
                if let match = PairMatch(schema: schema, asPublished: options.asPublished).score(pair) {
                    (score.hardness, score.match) = match
                }
            } catch {
                if error.code == .cancelled { throw error }
                score.execution = Comparison(.databaseUnavailable, error.message)
            }
        }
        if options.metrics.contains(.execution) || options.metrics.contains(.softF1), score.execution == nil {
            try execute(pair, connections, into: &score)
        }
        return score
    }

    private func execute(
        _ pair: QueryPair, _ connections: ReadingConnections, into score: inout PairScore
    ) throws(PlumbError) {
        let files: [String]
        do {
            files = try databases?.files(of: pair.database) ?? []
        } catch {
            score.execution = Comparison(.databaseUnavailable, error.message)
            return
        }
        // A test suite is right only where every one of its files says so.
        for (index, file) in files.enumerated() {
            let outcome = try PairExecution(options: options, file: file).run(pair, connections)
            if index == 0 { score.softF1 = outcome.softF1 }
            score.execution = outcome.comparison
            guard outcome.comparison.outcome == .right else {
                if files.count > 1 {
                    score.execution?.reason?.detail +=
                        " (in \(file.split(separator: "/").last.map(String.init) ?? file))"
                }
                return
            }
        }
    }

    private func readSchema(of name: String, _ connections: ReadingConnections) throws(PlumbError) -> SpiderSchema {
        let entry = tables?.entries[name]
        // The script takes keys from the file and everything else from the database.
        if let entry, databases == nil || !options.asPublished { return SpiderSchema(entry) }
        guard let databases else {
            throw PlumbError(.databaseUnavailable, "there is no database '\(name)' in the file of tables")
        }
        let file = try databases.files(of: name)[0]
        let declared = SpiderSchema(try connections.reader(of: file, for: "gold").declaredCatalog())
        return entry.map { SpiderSchema($0, tables: declared) } ?? declared
    }
}

/// The schemas that were read so far.
private final class SchemaShelf: Sendable {
    private let schemas = Mutex<[String: SpiderSchema]>([:])

    func schema(
        of name: String, or read: () throws(PlumbError) -> SpiderSchema
    ) throws(PlumbError) -> SpiderSchema {
        if let schema = schemas.withLock({ $0[name] }) { return schema }
        let schema = try read()
        schemas.withLock { $0[name] = schema }
        return schema
    }
}
