internal import PlumbCore
internal import PlumbDatabases
internal import PlumbPipeline
internal import PlumbSQL

/// A database as one thread of a run sees it.
struct RunDatabase: Sendable {
    let database: OpenDatabase
    /// The same database for gold queries, which may use old ways to write strings.
    let goldDatabase: OpenDatabase
    /// Reads results of gold and of what stands beside it.
    let results: any ResultReader
    let index: SchemaIndex
    let schema: SpiderSchema

    init(_ database: OpenDatabase, gold: OpenDatabase, results: any ResultReader) {
        self.database = database
        goldDatabase = gold
        self.results = results
        index = SchemaIndex(database.catalog)
        schema = SpiderSchema(database.catalog)
    }
}

/// Runs one example: the pipeline as it is, then with gold in place of its first stages, and every stage beside gold.
struct ExampleRunner {
    let pipeline: Pipeline
    let replay: any ReplayStore
    /// Where gold's queries run, which may use old ways to write strings.
    let goldReplay: any ReplayStore
    let contract: ComparisonContract
    let limits: ExecutionLimits
    /// How many rows of a result are read.
    let mostRows: Int
    /// Models that stages may ask.
    let models: (any ChatService)?
    /// Whether stages are measured on gold's inputs too.
    let isolates: Bool

    /// How many mutants of gold the execution check is shown.
    private static let mutants = 6

    /// Runs an example.
    ///
    /// - Throws: `PlumbError` where the database is lost, or `CancellationError`.
    func run(_ example: Example, over database: RunDatabase) async throws -> ExampleRecord {
        var gold = try await GoldResults(example.gold, from: database.results)
        do {
            return try await run(example, over: database, beside: &gold)
        } catch let error as PlumbError where error.code.isModelFailure {
            return failed(example, gold, error)
        }
    }

    private func run(
        _ example: Example, over database: RunDatabase, beside gold: inout GoldResults
    ) async throws -> ExampleRecord {
        let answer = try await walk(example, database)
        let ending = Self.ending(answer)
        var record = ExampleRecord(
            id: example.id, database: example.database, question: example.asked, tags: example.tags,
            difficulty: example.difficulty, expected: example.expected, group: example.group, gold: gold.records,
            stages: answer.stages.map(Self.compact), ending: ending, sql: answer.sql,
            result: Self.preview(answer.result),
            confidence: answer.confidence, seconds: answer.stages.reduce(0) { $0 + $1.cost.seconds },
            secondsByStage: answer.stages.reduce(into: [:]) { $0[$1.kind, default: 0] += $1.cost.seconds },
            usageByStage: Self.usage(answer))
        for (place, gold) in record.gold.enumerated() {
            let schema = GoldSchema(gold.sql, in: database.index, dialect: database.database.catalog.dialect)
            record.gold[place].tables = schema?.tables.sorted()
            record.gold[place].columns = schema?.columns.sorted()
        }
        guard !example.gold.isEmpty else { return record }
        guard gold.canJudge else {
            if example.expected == .answer, ending == .answered {
                record.comparison = Comparison(
                    .goldFailed, gold.records.compactMap(\.problem).first ?? "no gold query runs")
            }
            return record
        }
        if let sql = answer.sql {
            record.comparison = try await gold.judge(sql).comparisons[contract]
        }
        record.scores.mending = try await mending(answer, &gold)
        // Where a question back is right, no stage is to blame for there being no answer.
        guard example.expected == .answer else { return record }
        guard isolates else {
            try await scoreChained(example, answer, &gold, database, into: &record)
            return record
        }
        try await attribute(example, answer, &gold, database, into: &record)
        return record
    }

    /// The record of an example of which a model gave no reply.
    private func failed(_ example: Example, _ gold: GoldResults, _ error: PlumbError) -> ExampleRecord {
        ExampleRecord(
            id: example.id, database: example.database, question: example.asked, tags: example.tags,
            difficulty: example.difficulty, expected: example.expected, group: example.group, gold: gold.records,
            ending: .failed, failure: error.code.description)
    }

    /// Scores what stages gave, chained only.
    private func scoreChained(
        _ example: Example, _ answer: Answer, _ gold: inout GoldResults, _ database: RunDatabase,
        into record: inout ExampleRecord
    ) async throws {
        let selection = SelectionEvaluator(gold: schemas(example, gold, database))
        record.scores.tables = answer.tables.flatMap(selection.score)
        record.scores.columns = answer.columns.flatMap(selection.score)
        let evaluator = SynthesisEvaluator(contract: contract, schema: database.schema)
        if let queries = answer.queries {
            record.scores.queries = try await evaluator.score(queries, &gold)
        }
    }

    // MARK: Gold in place of stages

    private func attribute(
        _ example: Example, _ answer: Answer, _ gold: inout GoldResults, _ database: RunDatabase,
        into record: inout ExampleRecord
    ) async throws {
        let schemas = schemas(example, gold, database)
        let selection = SelectionEvaluator(gold: schemas)
        record.scores.tables = answer.tables.flatMap(selection.score)
        record.scores.columns = answer.columns.flatMap(selection.score)
        guard let schema = schemas.first, let goldSQL = gold.firstSQL else {
            record.rightWithGoldThrough = [
                record.comparison.map { $0.outcome == .right } ?? false, nil, nil, nil, true,
            ]
            return
        }
        let stages = GoldSubstitutes(schema: schema, catalog: database.database.catalog, question: example.asked)
        let withTables = try await walk(example, database, .init(tables: stages.tables))
        let found = withTables.columns ?? ColumnSelection.Output(ranked: [], kept: [])
        record.scores.columnsIsolated = selection.score(found)
        let columns = stages.columns(found)
        let withColumns = try await walk(example, database, .init(tables: stages.tables, columns: columns))
        let withQueries = try await walk(
            example, database,
            .init(tables: stages.tables, columns: columns, queries: GoldSubstitutes.queries(goldSQL)))
        let answers = [answer, withTables, withColumns, withQueries]
        let judged = try await gold.judge(answers.compactMap(\.sql))
        var place = 0
        record.rightWithGoldThrough =
            answers.map { answer -> Bool? in
                guard answer.sql != nil else { return false }
                defer { place += 1 }
                switch judged[place].comparisons[contract]?.outcome {
                case .right: return true
                case .wrong: return false
                case .unscored, nil: return nil
                }
            } + [true]
        try await scoreQueries(answer, withColumns, &gold, database, into: &record)
        let slice = SchemaSlice(catalog: database.database.catalog, tables: stages.tables, columns: columns)
        record.scores.check = try await check(example, answer, &gold, slice, database)
    }

    private func scoreQueries(
        _ answer: Answer, _ isolated: Answer, _ gold: inout GoldResults, _ database: RunDatabase,
        into record: inout ExampleRecord
    ) async throws {
        let evaluator = SynthesisEvaluator(contract: contract, schema: database.schema)
        if let queries = answer.queries { record.scores.queries = try await evaluator.score(queries, &gold) }
        if let queries = isolated.queries { record.scores.queriesIsolated = try await evaluator.score(queries, &gold) }
    }

    private func check(
        _ example: Example, _ answer: Answer, _ gold: inout GoldResults, _ slice: SchemaSlice,
        _ database: RunDatabase
    ) async throws -> CheckScore? {
        guard let goldSQL = gold.firstSQL else { return nil }
        let candidates = answer.queries?.candidates.map(\.sql) ?? []
        let mutants =
            (try? SQLParser.query(goldSQL, dialect: gold.dialect)).map {
                Mutations.of($0, in: database.index, limit: Self.mutants * 3)
            } ?? []
        let tried = candidates + mutants.map(\.sql)
        let judgements = try await gold.judge(tried)
        var cases = [CheckEvaluator.Case(fault: nil, sql: goldSQL)]
        for (sql, judgement) in zip(candidates, judgements) where judgement.prepares {
            let isRight = judgement.comparisons[contract]?.outcome == .right
            cases.append(.init(fault: isRight ? nil : "candidate", sql: sql))
        }
        // A mutant that gives gold's result is no case: nothing on the data tells it from gold.
        let wrong = zip(mutants, judgements.dropFirst(candidates.count)).filter {
            $1.prepares && $1.comparisons[contract]?.outcome == .wrong
        }
        cases += wrong.prefix(Self.mutants).map { .init(fault: $0.0.name, sql: $0.0.sql) }
        let evaluator = CheckEvaluator(pipeline: pipeline, services: services(database.goldDatabase))
        var score = try await evaluator.score(cases, question: example.asked, slice: slice)
        score.repair = try await repair(answer, &gold)
        return score
    }

    /// What became of the first candidate of a first try that was sent back.
    private func repair(
        _ answer: Answer, _ gold: inout GoldResults
    ) async throws -> CheckScore.Repair? {
        let tries = answer.stages.filter { $0.kind == .querySynthesis }
        guard tries.count > 1, case .queries(let first) = tries[0].output, let before = first.candidates.first else {
            return nil
        }
        let judged = try await gold.judge([before.sql] + (answer.sql.map { [$0] } ?? []))
        let wasRight = judged[0].comparisons[contract]?.outcome == .right
        let isRight = judged.count > 1 && judged[1].comparisons[contract]?.outcome == .right
        return Self.effect(before: wasRight, after: isRight)
    }

    /// What mending the accepted query came to.
    private func mending(
        _ answer: Answer, _ gold: inout GoldResults
    ) async throws -> MendScore? {
        guard let accepted = answer.accepted, !accepted.mends.isEmpty else { return nil }
        // The candidates of the last try: the check saw those.
        let outputs = answer.stages.compactMap { stage -> QuerySynthesis.Output? in
            if case .queries(let output) = stage.output { output } else { nil }
        }
        guard let candidates = outputs.last?.candidates, candidates.indices.contains(accepted.candidate) else {
            return nil
        }
        let judged = try await gold.judge([candidates[accepted.candidate].sql, accepted.sql])
        let right = judged.map { $0.comparisons[contract]?.outcome == .right }
        var rules: [String] = []
        for mend in accepted.mends where !rules.contains(mend.rule) { rules.append(mend.rule) }
        return MendScore(rules: rules, effect: Self.effect(before: right[0], after: right[1]))
    }

    private static func effect(before: Bool, after: Bool) -> CheckScore.Repair {
        switch (before, after) {
        case (false, true): .fixed
        case (true, false): .harmed
        case (true, true): .keptRight
        case (false, false): .leftWrong
        }
    }

    // MARK: Pieces

    private func walk(
        _ example: Example, _ database: RunDatabase, _ substitutes: Substitutes = .init()
    ) async throws -> Answer {
        let isGold = substitutes.queries != nil
        return try await Runner(pipeline, replay: isGold ? goldReplay : replay).answer(
            example.asked, catalog: database.database.catalog,
            services: services(isGold ? database.goldDatabase : database.database), substitutes: substitutes)
    }

    private func services(_ database: OpenDatabase) -> StageServices {
        StageServices(
            database: database.executor, values: database.values,
            models: models, limits: ExecutionLimits(seconds: limits.seconds, rows: mostRows))
    }

    /// What gold needs: what the example says, or else what each gold query reads.
    private func schemas(_ example: Example, _ gold: GoldResults, _ database: RunDatabase) -> [GoldSchema] {
        if let stages = example.stages, !stages.tables.isEmpty {
            let values = stages.values.compactMap { value -> GoldSchema.GoldValue? in
                if case .text(let text) = value.value { .init(column: value.column, text: text) } else { nil }
            }
            return [GoldSchema(tables: Set(stages.tables), columns: Set(stages.columns), values: values)]
        }
        return gold.records.filter { $0.problem == nil }.compactMap {
            GoldSchema($0.sql, in: database.index, dialect: database.database.catalog.dialect)
        }
    }

    private static func ending(_ answer: Answer) -> ExampleRecord.Ending {
        switch answer.verdict {
        case .accepted: .answered
        case .clarify: .askedBack
        case .refuse: .refused
        case .fail, .repair: .failed
        }
    }

    private static func usage(_ answer: Answer) -> [StageKind: ModelUsage]? {
        let usage = answer.stages.reduce(into: [StageKind: ModelUsage]()) { sums, stage in
            if let usage = stage.cost.usage { sums[stage.kind] = (sums[stage.kind] ?? ModelUsage()) + usage }
        }
        return usage.isEmpty ? nil : usage
    }

    /// How many rows of a result a record keeps.
    private static let previewRows = 20

    private static func preview(_ result: QueryResult?) -> QueryResult? {
        result.map { result in
            QueryResult(
                columns: result.columns, rows: Array(result.rows.prefix(previewRows)),
                isComplete: result.isComplete && result.rows.count <= previewRows)
        }
    }

    /// The record of a stage without the rows that the example's record holds already.
    private static func compact(_ record: StageRecord) -> StageRecord {
        guard case .verdict(.accepted(var query)) = record.output else { return record }
        query.result = preview(query.result) ?? query.result
        var record = record
        record.output = .verdict(.accepted(query))
        return record
    }
}

extension Answer {
    /// What table selection gave; nil where it did not run.
    fileprivate var tables: TableSelection.Output? {
        for case .tables(let output) in stages.map(\.output) { return output }
        return nil
    }

    /// What column selection gave.
    fileprivate var columns: ColumnSelection.Output? {
        for case .columns(let output) in stages.map(\.output) { return output }
        return nil
    }

    /// What query synthesis gave at its first try.
    fileprivate var queries: QuerySynthesis.Output? {
        for case .queries(let output) in stages.map(\.output) { return output }
        return nil
    }
}
