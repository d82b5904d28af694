import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// Predictions scored over real files.
struct ScorerTests {
    private let database: ScratchDatabase

    init() throws {
        database = try ScratchDatabase(
            """
            CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, country TEXT, age INTEGER);
            INSERT INTO singer VALUES (1, 'Ada', 'France', 40), (2, 'Bob', 'Spain', 30), (3, 'Cid', 'France', 20);
            """, name: "music")
    }

    private func score(
        _ gold: String, _ prediction: String, _ change: (inout ScoringOptions) -> Void = { _ in },
        database name: String = "music"
    ) async throws -> PairScore {
        var options = ScoringOptions()
        change(&options)
        let scorer = try Scorer(options: options, databases: try DatabaseFolder(database.folder))
        let pair = QueryPair(place: 1, database: name, gold: gold, prediction: prediction)
        return try #require(try await scorer.scores(of: [pair]).first)
    }

    @Test func aRightPredictionIsRight() async throws {
        let score = try await score(
            "SELECT name FROM singer WHERE age > 25", "SELECT T.name FROM singer T WHERE 25 < T.age")
        #expect(score.execution == Comparison(.right))
        #expect(score.hardness == .easy)
        #expect(score.match?.isExact == false)
        #expect(score.softF1 == nil)
    }

    @Test(arguments: [
        ("SELECT name FROM singer", "SELECT name, age FROM singer", Comparison.Reason.Kind.columnCount),
        ("SELECT name FROM singer", "SELECT name FROM singer WHERE age > 25", .rowCount),
        ("SELECT name FROM singer WHERE age > 25", "SELECT name FROM singer WHERE age < 35", .rows),
        ("SELECT age FROM singer ORDER BY age", "SELECT age FROM singer ORDER BY age DESC", .order),
        ("SELECT age FROM singer", "SELECT agee FROM singer", .predictionFailed), ("SELECT 1", "", .noPrediction),
        ("SELECT 1", "DELETE FROM singer", .predictionRefused), ("SELECT 1", "SELECT 1; SELECT 2", .predictionRefused),
        ("SELECT 1", "SELECT load_extension('x')", .predictionRefused),
        ("SELECT 1", "ATTACH 'x.sqlite' AS x", .predictionRefused), ("SELECT 1", "SELEC 1", .predictionRefused),
    ])
    func aWrongPredictionHasItsReason(gold: String, prediction: String, kind: Comparison.Reason.Kind) async throws {
        let before = try database.bytes
        let comparison = try #require(try await score(gold, prediction).execution)
        #expect(comparison.outcome == .wrong)
        #expect(comparison.reason?.kind == kind)
        #expect(comparison.reason?.detail.isEmpty == false)
        #expect(try database.bytes == before)
    }

    @Test func goldThatFailsLeavesThePairUnscored() async throws {
        for gold in ["SELECT nothing FROM nowhere", "DELETE FROM singer"] {
            let comparison = try #require(try await score(gold, "SELECT 1").execution)
            #expect(comparison.outcome == .unscored)
            #expect(comparison.reason?.kind == .goldFailed)
        }
        let missing = try #require(try await score("SELECT 1", "SELECT 1", database: "nowhere").execution)
        #expect(missing.outcome == .unscored && missing.reason?.kind == .databaseUnavailable)
        let outside = try #require(try await score("SELECT 1", "SELECT 1", database: "../music").execution)
        #expect(outside.reason?.kind == .databaseUnavailable)
    }

    @Test func rowsBesideAnEmptyGoldEndTheQuery() async throws {
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        for contract in ComparisonContract.allCases {
            let comparison = try #require(
                try await score("SELECT 1 WHERE 0", endless) { $0.contract = contract }.execution)
            #expect(comparison.outcome == .wrong && comparison.reason?.kind == .rowCount)
        }
    }

    @Test func bytesAreLimitedWhateverTheRows() async throws {
        let large = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT CAST(i AS TEXT) || hex(zeroblob(400000)) FROM n
            """
        let gold = try #require(try await score(large, "SELECT 1") { $0.bytes = 4 << 20 }.execution)
        #expect(gold.outcome == .unscored && gold.reason?.kind == .goldRows)
        #expect(gold.reason?.detail == "gold gives more than 4 MiB of values")
        let soft = try await score("SELECT 1", large) {
            $0.bytes = 4 << 20
            $0.metrics = [.softF1]
        }
        // The first row has settled the verdict; only F1 wants to see more.
        #expect(soft.execution?.outcome == .wrong && soft.execution?.reason?.kind == .rows)
        #expect(soft.softF1?.byPosition == 0)
    }

    /// 2^40 queries, were each name replaced by what it stands for.
    @Test(.timeLimit(.minutes(1))) func commonTablesThatDoubleAreNotWrittenOut() async throws {
        let doubling = (1..<40).map { "t\($0) AS (SELECT a.* FROM t\($0 - 1) a JOIN t\($0 - 1) b ON a.id = b.id)" }
        let query = "WITH t0 AS (SELECT * FROM singer), \(doubling.joined(separator: ", ")) SELECT 1 FROM t39"
        let same = try await score(query, query) { $0.metrics = [.match] }
        #expect(same.match?.isExact == true)
        let other = try await score("SELECT name FROM singer", query) { $0.metrics = [.match] }
        #expect(other.match?.isExact == false && other.match?.isPredictionRead == true)
    }

    private static let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    @Test func workIsLimitedBySteps() async throws {
        let prediction = try #require(
            try await score("SELECT 1", Self.endless) { $0.thousandsOfSteps = 1_000 }.execution)
        #expect(prediction.outcome == .wrong && prediction.reason?.kind == .predictionLimit)
        let gold = try #require(try await score(Self.endless, "SELECT 1") { $0.thousandsOfSteps = 1_000 }.execution)
        #expect(gold.outcome == .unscored && gold.reason?.kind == .goldLimit)
        let timed = try #require(try await score(Self.endless, "SELECT 1") { $0.seconds = 0.05 }.execution)
        #expect(timed.reason?.kind == .goldLimit)
    }

    @Test func rowsAreLimited() async throws {
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT 1 FROM n"
        let gold = try #require(try await score(many, "SELECT 1") { $0.rows = 50 }.execution)
        #expect(gold.reason?.kind == .goldRows && gold.outcome == .unscored)
        let prediction = try #require(
            try await score("SELECT 1", many) {
                $0.rows = 50
                $0.contract = .bird
            }.execution)
        #expect(prediction.reason?.kind == .predictionRows && prediction.outcome == .wrong)
    }

    @Test func distinctCountsWhereItIsKept() async throws {
        let gold = "SELECT DISTINCT country FROM singer"
        #expect(try await score(gold, "SELECT country FROM singer").execution?.outcome == .right)
        #expect(
            try await score(gold, "SELECT country FROM singer") { $0.keepsDistinct = true }.execution?.outcome == .wrong
        )
        #expect(
            try await score(gold, "SELECT country FROM singer") { $0.contract = .bird }.execution?.outcome == .right)
        #expect(
            try await score(gold, "SELECT country FROM singer") { $0.contract = .strict }.execution?.outcome == .wrong)
    }

    @Test func theOutermostQueryDecidesOnOrder() async throws {
        let gold = "SELECT name FROM singer WHERE age = (SELECT age FROM singer ORDER BY age LIMIT 1) OR id < 3"
        let prediction = "SELECT name FROM singer WHERE id IN (1, 2, 3) ORDER BY name DESC"
        #expect(try await score(gold, prediction).execution?.outcome == .right)
        #expect(try await score(gold, prediction) { $0.asPublished = true }.execution?.reason?.kind == .order)
    }

    @Test func doubleQuotedStringsAreAnOption() async throws {
        let gold = #"SELECT name FROM singer WHERE country = "France""#
        #expect(try await score(gold, gold).execution?.outcome == .right)
        let refused = try await score(gold, gold) { $0.allowsDoubleQuotedStrings = false }.execution
        #expect(refused?.reason?.kind == .goldFailed)
    }

    @Test func softF1IsGivenWhereItIsAskedFor() async throws {
        let score = try await score("SELECT name, age FROM singer", "SELECT name FROM singer") {
            $0.metrics = [.softF1]
        }
        #expect(score.match == nil)
        #expect(score.execution?.reason?.kind == .columnCount)
        #expect(abs((score.softF1?.byPosition ?? 0) - 2.0 / 3) < 1e-12)
    }

    @Test func everyFileOfATestSuiteMustAgree() async throws {
        let folder = "\(database.folder)/suite"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: database.path, toPath: "\(folder)/suite.sqlite")
        let other = try ScratchDatabase(
            "CREATE TABLE singer (id INTEGER, name TEXT, country TEXT, age INTEGER); INSERT INTO singer VALUES (9, 'Dee', 'Peru', 26);"
        )
        try FileManager.default.copyItem(atPath: other.path, toPath: "\(folder)/suite_1.sqlite")
        let right = try await score("SELECT count(*) FROM singer", "SELECT count(id) FROM singer", database: "suite")
        #expect(right.execution?.outcome == .right)
        // 25 and 27 are told apart by the second file only.
        let wrong = try await score(
            "SELECT name FROM singer WHERE age > 25", "SELECT name FROM singer WHERE age > 27", database: "suite")
        #expect(wrong.execution?.outcome == .wrong)
        #expect(wrong.execution?.reason?.detail.hasSuffix("(in suite_1.sqlite)") == true)
    }

    @Test func scoresComeInTheOrderOfThePairs() async throws {
        let scorer = try Scorer(options: .init(jobs: 4), databases: try DatabaseFolder(database.folder))
        let pairs = (0..<100).map {
            QueryPair(place: $0 + 1, database: "music", gold: "SELECT \($0)", prediction: "SELECT \($0 % 2)")
        }
        let scores = try await scorer.scores(of: pairs)
        #expect(scores.map(\.place) == Array(1...100))
        #expect(scores.count { $0.execution?.outcome == .right } == 2)
    }

    @Test func cancellingStopsTheQueryThatRuns() async throws {
        let scorer = try Scorer(
            options: .init(seconds: 600, thousandsOfSteps: .max), databases: try DatabaseFolder(database.folder))
        let pair = QueryPair(place: 1, database: "music", gold: Self.endless, prediction: "SELECT 1")
        let task = Task { try await scorer.scores(of: [pair]) }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func matchAloneNeedsNoDatabase() async throws {
        let tables = "\(database.folder)/tables.json"
        let entry =
            #"[{"db_id": "music", "table_names_original": ["singer"], "column_names_original": [[-1, "*"], [0, "name"]], "foreign_keys": []}]"#
        try entry.write(toFile: tables, atomically: true, encoding: .utf8)
        let scorer = try Scorer(options: .init(metrics: [.match]), databases: nil, tables: tables)
        let pair = QueryPair(
            place: 1, database: "music", gold: "SELECT name FROM singer", prediction: "SELECT name FROM singer")
        #expect(try await scorer.scores(of: [pair]).first?.match?.isExact == true)
        #expect(throws: PlumbError.self) { try Scorer(options: .init(), databases: nil, tables: tables) }
        try "[{}]".write(toFile: tables, atomically: true, encoding: .utf8)
        #expect(throws: PlumbError.self) {
            try Scorer(options: .init(metrics: [.match]), databases: nil, tables: tables)
        }
    }
}
