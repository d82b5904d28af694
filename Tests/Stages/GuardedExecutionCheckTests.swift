import PlumbCore
import PlumbDatabases
import PlumbExecutionCheck
import TestSupport
import Testing

/// What `guarded` lets through, and what it says of results.
struct GuardedExecutionCheckTests {
    private static func slice(values: [ValueLink] = [], keys: [ForeignKey] = []) -> SchemaSlice {
        let tables = ["singer", "song"].map { name in
            Table(
                name: TableName(name),
                columns: ["id", "name", "singer_id", "fee"].map { Column(name: $0, type: .text) }, primaryKey: ["id"])
        }
        let names = tables.map(\.name)
        let columns = tables.flatMap { table in table.columns.map { ColumnReference(table.name, $0.name) } }
        return SchemaSlice(
            catalog: Catalog(database: "music", dialect: .sqlite, fingerprint: "", tables: tables, foreignKeys: keys),
            tables: .init(ranked: names.map { ScoredTable(table: $0, score: 1, evidence: []) }, kept: names),
            columns: .init(
                ranked: columns.map { ScoredColumn(column: $0, score: 1, evidence: []) }, kept: columns, values: values)
        )
    }

    private func verdict(
        _ candidates: [(String, Double)], stage: GuardedExecutionCheck = GuardedExecutionCheck(),
        slice: SchemaSlice = slice(), unplaced: [String] = [], repairs: Int = 0,
        database: (any QueryExecutor)? = FakeExecutor(), limits: ExecutionLimits = .init()
    ) async throws -> Verdict {
        let input = ExecutionCheck.Input(
            question: Question("how many?"), slice: slice,
            candidates: candidates.map { Candidate(sql: $0.0, confidence: $0.1) }, unplacedWords: unplaced,
            remainingRepairs: repairs)
        let verdict = try await stage.run(input, with: StageServices(database: database, limits: limits))
        try ExecutionCheck.validate(verdict, for: input)
        return verdict
    }

    private func accepted(_ verdict: Verdict) throws -> AcceptedQuery {
        guard case .accepted(let query) = verdict else { throw PlumbError(.queryFailed, "\(verdict)") }
        return query
    }

    // MARK: Safety, with a database that would run anything

    @Test(arguments: [
        "DELETE FROM singer", "DROP TABLE singer", "INSERT INTO singer VALUES (1)", "UPDATE singer SET id = 1",
        "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE singer", "PRAGMA writable_schema = 1", "ATTACH 'x' AS y",
        "VACUUM INTO 'x'", "WITH x AS (SELECT 1) DELETE FROM singer", "SELECT load_extension('x')",
        "SELECT writefile('a', 'b')", "/* SELECT 1 */ DROP TABLE singer", "SELECT 1; -- \nDELETE FROM singer",
        "EXPLAIN SELECT 1", "BEGIN", "", "SELECT", "\u{0}", "CREATE TABLE t AS SELECT 1",
        "REPLACE INTO singer VALUES (1)",
    ])
    func whatIsNotOneSelectIsNeverRun(sql: String) async throws {
        let database = FakeExecutor()
        let verdict = try await verdict([(sql, 0.9)], database: database)
        switch verdict {
        case .refuse(let reason): #expect(!reason.isEmpty)
        // What can't be read is no query: whoever wrote it may try again.
        case .fail(let reason): #expect(["SELECT", "\u{0}"].contains(sql) && !reason.isEmpty)
        default: Issue.record("\(verdict)")
        }
        #expect(database.queries.isEmpty)
    }

    @Test func aRefusedCandidateGivesWayToTheNext() async throws {
        let database = FakeExecutor()
        let query = try accepted(
            try await verdict([("DROP TABLE singer", 0.9), ("SELECT 2", 0.8)], database: database))
        #expect(query.candidate == 1 && query.sql == "SELECT 2")
        #expect(query.rejected.map(\.candidate) == [0])
        #expect(database.queries == ["SELECT 2"])
    }

    @Test func functionsThatTheDatabaseAllowsMayBeCalled() async throws {
        let database = FakeExecutor(allowedFunctions: ["twice"]) { _ in
            QueryResult(columns: [ResultColumn(name: "n")], rows: [[.integer(1)]])
        }
        let query = try accepted(
            try await verdict([("SELECT other(4)", 0.9), ("SELECT twice(4)", 0.8)], database: database))
        #expect(query.sql == "SELECT twice(4)")
        #expect(database.queries == ["SELECT twice(4)"])
    }

    @Test func withoutADatabaseNothingIsAccepted() async throws {
        guard case .fail = try await verdict([("SELECT 1", 0.9)], database: nil) else {
            Issue.record("no failure")
            return
        }
    }

    // MARK: Falling back

    private static func failing(_ sql: String, code: PlumbError.Code = .queryFailed) -> FakeExecutor {
        FakeExecutor { query in
            if query == sql { throw PlumbError(code, "no such column: shoe") }
            return QueryResult(columns: [ResultColumn(name: "n")], rows: [[.integer(1)]])
        }
    }

    @Test(arguments: [PlumbError.Code.queryFailed, .limitExceeded, .refused])
    func aCandidateThatFailsGivesWayToTheNext(code: PlumbError.Code) async throws {
        let query = try accepted(
            try await verdict([("SELECT 1", 0.9), ("SELECT 2", 0.5)], database: Self.failing("SELECT 1", code: code)))
        #expect(query.candidate == 1)
        #expect(query.rejected == [RejectedCandidate(candidate: 0, reason: "no such column: shoe")])
    }

    @Test func aLostDatabaseEndsTheRun() async {
        await #expect(throws: PlumbError.self) {
            try await verdict([("SELECT 1", 0.9)], database: Self.failing("SELECT 1", code: .databaseUnavailable))
        }
    }

    @Test func aQueryThatFailsGoesBackToSynthesisWhileItMay() async throws {
        let failing = Self.failing("SELECT 1")
        #expect(
            try await verdict([("SELECT 1", 0.9)], repairs: 1, database: failing)
                == .repair(RepairFeedback(sql: "SELECT 1", problem: "no such column: shoe")))
        #expect(try await verdict([("SELECT 1", 0.9)], database: failing) == .fail(reason: "no such column: shoe"))
    }

    private static let france = ValueLink(
        words: "France", span: 0..<1, column: ColumnReference("singer", "name"), value: .text("France"), match: .same,
        score: 0.9)

    private static let emptyFirst = FakeExecutor { query in
        QueryResult(columns: [ResultColumn(name: "n")], rows: query == "SELECT 1" ? [] : [[.integer(1)]])
    }

    @Test func noRowsThoughAValueMatchedIsDoubted() async throws {
        let slice = Self.slice(values: [Self.france])
        let query = try accepted(
            try await verdict([("SELECT 1", 0.9), ("SELECT 2", 0.8)], slice: slice, database: Self.emptyFirst))
        #expect(query.candidate == 1)
        #expect(query.rejected.first?.reason.contains("France") == true)
        let alone = try accepted(try await verdict([("SELECT 1", 0.9)], slice: slice, database: Self.emptyFirst))
        #expect(alone.warnings.count == 1 && alone.confidence < 0.9)
    }

    @Test func noRowsWithoutAValueAreAnAnswer() async throws {
        let query = try accepted(try await verdict([("SELECT 1", 0.9), ("SELECT 2", 0.8)], database: Self.emptyFirst))
        #expect(query.candidate == 0 && query.warnings.isEmpty && query.confidence == 0.9)
    }

    @Test func anUnlikelyRivalDoesNotReplaceADoubtedAnswer() async throws {
        let query = try accepted(
            try await verdict(
                [("SELECT 1", 0.9), ("SELECT 2", 0.3)], slice: Self.slice(values: [Self.france]),
                database: Self.emptyFirst))
        #expect(query.candidate == 0 && !query.warnings.isEmpty)
    }

    @Test func onlyNullsAreDoubted() async throws {
        let database = FakeExecutor { _ in QueryResult(columns: [ResultColumn(name: "n")], rows: [[.null]]) }
        #expect(try accepted(try await verdict([("SELECT 1", 0.9)], database: database)).warnings.count == 1)
    }

    @Test func aSumOverRowsThatAJoinRepeatsIsDoubted() async throws {
        let key = ForeignKey(
            table: "song", columns: ["singer_id"], referencedTable: "singer", referencedColumns: ["id"])
        let slice = Self.slice(keys: [key])
        func warnings(_ sql: String) async throws -> [String] {
            try accepted(try await verdict([(sql, 0.9)], slice: slice)).warnings
        }
        let join = "FROM singer JOIN song ON song.singer_id = singer.id"
        let repeated = try await warnings("SELECT sum(singer.fee) \(join)")
        #expect(repeated.count == 1 && repeated.first?.contains("song") == true)
        #expect(try await !warnings("SELECT avg(s.fee) FROM singer AS s JOIN song ON song.singer_id = s.id").isEmpty)
        #expect(try await warnings("SELECT sum(song.fee) \(join)").isEmpty)
        #expect(try await warnings("SELECT sum(DISTINCT singer.fee) \(join)").isEmpty)
        #expect(try await warnings("SELECT max(singer.fee) \(join)").isEmpty)
        #expect(try await warnings("SELECT sum(singer.fee) FROM singer").isEmpty)
    }

    // MARK: Asking back

    @Test func unplacedWordsAreAskedBack() async throws {
        let database = FakeExecutor()
        let verdict = try await verdict([("SELECT 1", 0.9)], unplaced: ["zebras"], database: database)
        guard case .clarify(let question) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(question.unplacedWords == ["zebras"])
        #expect(question.question.contains("'zebras'"))
        #expect(question.known == ["singer", "song"])
        #expect(question.guess?.sql == "SELECT 1")
        #expect(database.queries.isEmpty)
    }

    @Test func anUnsureGuessIsAskedBack() async throws {
        guard case .clarify(let question) = try await verdict([("SELECT 1", 0.09)]) else {
            Issue.record("no question")
            return
        }
        #expect(question.guess?.sql == "SELECT 1")
    }

    @Test(arguments: ["delete all customers", "Please drop table customers", "UPDATE prices", "create table x"])
    func aRequestToChangeDataIsRefused(text: String) async throws {
        let database = FakeExecutor()
        let slice = SchemaSlice(
            catalog: Catalog(database: "x", dialect: .sqlite, fingerprint: "", tables: []),
            tables: TableSelection.Output(ranked: [], kept: []), columns: ColumnSelection.Output(ranked: [], kept: []))
        let input = ExecutionCheck.Input(
            question: Question(text), slice: slice, candidates: [Candidate(sql: "SELECT 1", confidence: 0.9)])
        let verdict = try await GuardedExecutionCheck(acceptsGuess: true).run(
            input, with: StageServices(database: database))
        guard case .refuse(let reason) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(reason.contains("only reads"))
        #expect(database.queries.isEmpty)
    }

    @Test func withoutCandidatesThereIsAQuestionBack() async throws {
        for stage in [GuardedExecutionCheck(), GuardedExecutionCheck(acceptsGuess: true)] {
            guard case .clarify(let question) = try await verdict([], stage: stage) else {
                Issue.record("no question")
                return
            }
            #expect(question.guess == nil && question.known.count == 2)
        }
    }

    @Test func aGuessIsAnAnswerWhereItIsAccepted() async throws {
        let stage = GuardedExecutionCheck(acceptsGuess: true)
        let query = try accepted(try await verdict([("SELECT 1", 0.1)], stage: stage, unplaced: ["zebras"]))
        #expect(query.warnings.contains { $0.contains("'zebras'") })
        #expect(query.confidence < 0.1)
    }

    // MARK: Limits

    @Test func onlyThePreviewIsRead() async throws {
        let rows = (0..<5_000).map { [SQLValue.integer(Int64($0))] }
        let database = FakeExecutor { _ in QueryResult(columns: [ResultColumn(name: "n")], rows: rows) }
        let stage = GuardedExecutionCheck(previewRows: 20)
        let query = try accepted(
            try await verdict(
                [("SELECT 1", 0.9)], stage: stage, database: database, limits: .init(seconds: 3, bytes: 9)))
        #expect(query.result.rows.count == 20 && !query.result.isComplete)
        #expect(database.limits.map(\.rows) == [20])
        #expect(database.limits.map(\.seconds) == [3])
        #expect(database.limits.map(\.bytes) == [9])
        let fewer = try accepted(
            try await verdict([("SELECT 1", 0.9)], stage: stage, database: database, limits: .init(rows: 5)))
        #expect(fewer.result.rows.count == 5)
    }

    @Test func memoryIsBoundedByThePreview() async throws {
        let scratch = try ScratchDatabase("CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT);")
        let database = try await scratch.open()
        let sql =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, printf('%.1000c', 'x') FROM n"
        let query = try accepted(
            try await verdict(
                [(sql, 0.9)], stage: GuardedExecutionCheck(previewRows: 100), database: database.executor))
        #expect(query.result.rows.count == 100 && !query.result.isComplete)
    }

    @Test func aTimeLimitIsReported() async throws {
        let scratch = try ScratchDatabase("CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT);")
        let database = try await scratch.open()
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        let start = ContinuousClock.now
        let verdict = try await verdict([(sql, 0.9)], database: database.executor, limits: .init(seconds: 0.2))
        #expect(ContinuousClock.now - start < .seconds(5))
        guard case .fail(let reason) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(reason.contains("0.2") || reason.contains("200") || reason.lowercased().contains("time"))
    }

    @Test func aCancelledCheckStopsItsQuery() async throws {
        let database = FakeExecutor { _ in
            try await Task.sleep(for: .seconds(600))
            return QueryResult(columns: [], rows: [])
        }
        let start = ContinuousClock.now
        let task = Task { try await verdict([("SELECT 1", 0.9), ("SELECT 2", 0.9)], database: database) }
        while database.queries.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(database.queries == ["SELECT 1"])
        #expect(ContinuousClock.now - start < .seconds(300))
    }
}
