import Foundation
import Plumb
import TestSupport
import Testing

/// Questions of a real file.
struct SessionTests {
    private static let music = """
        CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, age INTEGER);
        INSERT INTO singer VALUES (1, 'Ada', 'France', 40), (2, 'Bob', 'Spain', 30), (3, 'Cid', 'France', 20);
        CREATE TABLE secret (id INTEGER PRIMARY KEY, token TEXT);
        INSERT INTO secret VALUES (1, 'hunter2');
        CREATE TABLE reading (id INTEGER PRIMARY KEY, value REAL);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO reading SELECT i, i * 0.5 FROM n;
        """

    private let database: ScratchDatabase

    init() throws {
        database = try ScratchDatabase(Self.music, name: "music")
    }

    private func session() async throws -> Session {
        try await Session(database: "sqlite:\(database.path)", options: database.options)
    }

    private func rows(_ session: Session, _ sql: String) async throws -> [Row] {
        let cursor = try await session.execute(sql)
        var rows: [Row] = []
        while let batch = try await cursor.next() { rows += batch }
        return rows
    }

    // MARK: Answers

    @Test func aQuestionIsAnswered() async throws {
        let answer = try await session().answer("How many singers are from France?")
        #expect(answer.result?.rows == [[.integer(2)]])
        #expect(answer.sql?.contains("France") == true)
        #expect(answer.stages.map(\.kind) == StageKind.allCases)
    }

    @Test func eventsComeInOrderAndTheAnswerIsTheLast() async throws {
        var kinds: [StageKind] = []
        var answer: Answer?
        for try await event in try await session().ask("How many singers are there?") {
            #expect(answer == nil)
            switch event {
            case .stageStarted(let start): kinds.append(start.kind)
            case .modelWrote: Issue.record("no model was named")
            case .stageFinished(let record): #expect(record.kind == kinds.last)
            case .answer(let given): answer = given
            }
        }
        #expect(kinds == StageKind.allCases)
        #expect(answer?.result?.rows == [[.integer(3)]])
    }

    @Test func theAnswerKeepsAsManyRowsAsAsked() async throws {
        let answer = try await session().answer("List all readings", options: AskOptions(previewRows: 10))
        #expect(answer.result?.rows.count == 10)
        #expect(answer.result?.isComplete == false)
    }

    @Test func unknownWordsAreAskedBack() async throws {
        let answer = try await session().answer("How many elephants are there?")
        guard case .clarify(let question) = answer.verdict else {
            Issue.record("\(answer.verdict)")
            return
        }
        #expect(question.unplacedWords == ["elephants"])
        #expect(question.known.contains("singer"))
    }

    @Test(arguments: ["", "?", String(repeating: "x ", count: 50_000)])
    func questionsThatCanNotBeReadAreTurnedAway(text: String) async throws {
        let session = try await session()
        await #expect(throws: PlumbError.self) { try await session.answer(text) }
        await #expect(throws: PlumbError.self) {
            for try await _ in session.ask(text) {}
        }
    }

    @Test func manyQuestionsAtOnceAreAllAnswered() async throws {
        let session = try await session()
        let questions = [
            ("How many singers are there?", Int64(3)), ("How many singers are from Spain?", 1),
            ("How many readings are there?", 5_000),
        ]
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            for task in 0..<60 {
                group.addTask { (task % 3, try await session.answer(questions[task % 3].0)) }
            }
            for try await (index, answer) in group {
                #expect(answer.result?.rows == [[.integer(questions[index].1)]])
            }
        }
    }

    // MARK: Queries

    @Test func rowsAreStreamed() async throws {
        let cursor = try await session().execute("SELECT id, value FROM reading ORDER BY id")
        #expect(cursor.columns.map(\.name) == ["id", "value"])
        var count = 0
        var batches = 0
        while let batch = try await cursor.next() {
            #expect(!batch.isEmpty)
            count += batch.count
            batches += 1
        }
        #expect(count == 5_000 && batches > 1)
        #expect(await !cursor.isTruncated)
    }

    @Test func aClosedCursorLetsTheNextQueryRun() async throws {
        let session = try await session()
        let cursor = try await session.execute("SELECT * FROM reading, reading AS other")
        _ = try await cursor.next()
        await cursor.close()
        #expect(try await rows(session, "SELECT count(*) FROM singer") == [[.integer(3)]])
    }

    @Test func cancellingStopsARunawayQuery() async throws {
        let session = try await session()
        let start = ContinuousClock.now
        let task = Task {
            let cursor = try await session.execute(
                "SELECT sum(a.value * b.value) FROM reading a, reading b, reading c", limits: .init(seconds: 60))
            while try await cursor.next() != nil {}
        }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(try await rows(session, "SELECT 1") == [[.integer(1)]])
    }

    @Test func aRunawayQueryStopsAtItsLimit() async throws {
        let session = try await session()
        do {
            let cursor = try await session.execute(
                "SELECT count(*) FROM reading a, reading b, reading c", limits: .init(seconds: 0.3))
            while try await cursor.next() != nil {}
            Issue.record("no error")
        } catch let error as PlumbError {
            #expect(error.code == .limitExceeded)
        }
    }

    // MARK: Safety

    @Test(arguments: [
        "DELETE FROM singer", "INSERT INTO singer VALUES (9, 'x', 'y', 1)", "UPDATE singer SET age = 1",
        "DROP TABLE singer", "CREATE TABLE t (x)", "PRAGMA user_version = 9", "ATTACH 'x.db' AS x",
        "VACUUM INTO 'x.db'",
        "SELECT 1; DELETE FROM singer", "WITH x AS (SELECT 1) DELETE FROM singer", "SELECT load_extension('x')",
        "SELECT writefile('x', 'y')", "BEGIN", "REINDEX", "SELECT 1;;SELECT 2", "/* x */ DELETE FROM singer", "",
    ])
    func nothingButOneSelectIsRun(sql: String) async throws {
        let before = try database.bytes
        let session = try await session()
        await #expect(throws: PlumbError.self) { try await rows(session, sql) }
        #expect(try database.bytes == before)
    }

    @Test func askingWritesNothingToTheFile() async throws {
        let before = try database.bytes
        let session = try await session()
        for question in [
            "How many singers are there?", "delete all singers", "drop table singer", "List the names of singers",
        ] {
            _ = try await session.answer(question)
        }
        #expect(try database.bytes == before)
        let files = try FileManager.default.contentsOfDirectory(atPath: database.folder).sorted()
        #expect(files == ["cache", "music.sqlite"])
    }

    @Test func hiddenTablesCanNotBeReadByAnyWay() async throws {
        var options = database.options
        options.policy = AccessPolicy(
            deniedTables: ["secret"], deniedColumns: [ColumnReference("singer", "age")])
        let session = try await Session(database: database.path, options: options)
        #expect(session.catalog.table("secret") == nil)
        #expect(session.catalog.column(ColumnReference("singer", "age")) == nil)
        for sql in [
            "SELECT * FROM secret", "SELECT token FROM SECRET", "SELECT (SELECT token FROM secret)",
            "WITH x AS (SELECT * FROM main.secret) SELECT * FROM x",
            "SELECT name FROM singer UNION SELECT token FROM secret",
            "SELECT age FROM singer", "SELECT name FROM singer ORDER BY age", "SELECT * FROM singer",
            "SELECT sql FROM sqlite_master",
            "SELECT name FROM singer WHERE EXISTS (SELECT 1 FROM secret WHERE token > '')",
        ] {
            await #expect(throws: PlumbError.self, "\(sql)") { try await rows(session, sql) }
        }
        #expect(try await rows(session, "SELECT count(name) FROM singer") == [[.integer(3)]])
        let answer = try await session.answer("Show all secret tokens", options: AskOptions(acceptsGuess: true))
        #expect(answer.result?.rows.joined().contains(.text("hunter2")) != true)
    }

    @Test func aFileTakesNoSettings() async throws {
        let session = try await session()
        let error = #expect(throws: PlumbError.self) { try session.with(settings: ["app.tenant": "acme"]) }
        #expect(error?.code == .badInput)
        #expect(error?.message.contains("music") == true)
    }

    @Test func whatAnnotationsHideCanNotBeReadEither() async throws {
        try "tables:\n  secret:\n    hidden: true\n".write(
            toFile: database.folder + "/music.yaml", atomically: true, encoding: .utf8)
        let session = try await session()
        #expect(session.catalog.table("secret") == nil)
        await #expect(throws: PlumbError.self) { try await rows(session, "SELECT token FROM secret") }
    }

    // MARK: Catalog

    @Test func aChangedDatabaseIsNoticed() async throws {
        #expect(try await session().isCatalogCached == false)
        #expect(try await session().isCatalogCached)
        try database.run(
            "CREATE TABLE concert (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO concert VALUES (1, 'x');")
        let changed = try await session()
        #expect(!changed.isCatalogCached)
        #expect(try await changed.answer("How many concerts are there?").result?.rows == [[.integer(1)]])
    }

    @Test func aMissingFileIsTold() async throws {
        do {
            _ = try await Session(database: database.folder + "/nowhere.sqlite", options: database.options)
            Issue.record("no error")
        } catch let error as PlumbError {
            #expect(error.code == .databaseUnavailable && error.message.contains("nowhere.sqlite"))
        }
    }
}
