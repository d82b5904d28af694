import Foundation
import Plumb
import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// How examples go.
struct EvaluatorTests {
    private let database: ScratchDatabase

    init() throws {
        database = try ScratchDatabase(
            """
            CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, age INTEGER);
            INSERT INTO singer VALUES (1, 'Ada', 'France', 40), (2, 'Bob', 'Spain', 30), (3, 'Cid', 'France', 20);
            """)
    }

    private func score(_ question: String, gold: [String], acceptsGuess: Bool = false) async throws -> ExampleScore {
        let session = try await Session(database: database.path, options: database.options)
        let queries = try gold.map { String(decoding: try JSONEncoder().encode(["sql": $0]), as: UTF8.self) }
        let text =
            #"{"id": "1", "database": "scratch", "question": "\#(question)", "gold": [\#(queries.joined(separator: ","))]}"#
        let example = try JSONDecoder().decode(Example.self, from: Data(text.utf8))
        return try await Evaluator(acceptsGuess: acceptsGuess).score(example, session: session, gold: session)
    }

    @Test func aRightAnswerIsRight() async throws {
        let score = try await score("How many singers are there?", gold: ["SELECT count(*) FROM singer"])
        #expect(score.outcome == .right)
        #expect(score.sql != nil && score.confidence > 0 && score.seconds > 0 && score.reason == nil)
    }

    @Test func anyGoldQueryWillDo() async throws {
        let gold = ["SELECT 99", "SELECT count(id) FROM singer"]
        #expect(try await score("How many singers are there?", gold: gold).outcome == .right)
    }

    @Test func anotherAnswerIsWrong() async throws {
        #expect(try await score("How many singers are there?", gold: ["SELECT 99"]).outcome == .wrong)
    }

    @Test func aQuestionBackIsUnanswered() async throws {
        let score = try await score("How many zebras are there?", gold: ["SELECT count(*) FROM singer"])
        #expect(score.outcome == .unanswered)
        #expect(score.reason?.contains("zebras") == true)
    }

    @Test func withoutGoldThatRunsNothingIsScored() async throws {
        for gold in ["SELECT nothing FROM nowhere", "DELETE FROM singer", "SELECT", ""] {
            let score = try await score("How many singers are there?", gold: [gold])
            #expect(score.outcome == .unscored)
            #expect(score.reason?.hasPrefix("gold: ") == true)
        }
    }

    @Test func oneGoldQueryThatRunsIsEnough() async throws {
        let score = try await score(
            "How many singers are there?", gold: ["SELECT nothing FROM nowhere", "SELECT count(*) FROM singer"])
        #expect(score.outcome == .right)
    }

    @Test func orderCountsWhereGoldOrders() async throws {
        let descending = "SELECT name FROM singer ORDER BY name DESC"
        #expect(try await score("List the names of singers sorted by name", gold: [descending]).outcome == .wrong)
        #expect(try await score("List the names of singers", gold: ["SELECT name FROM singer"]).outcome == .right)
    }
}
