import Foundation
import TestSupport
import Testing

/// `plumb eval` over databases of a server, beside the same questions over SQLite files.
@Suite(.needsPostgres)
struct PostgresEvalTests {
    private let workplace: Workplace
    private let server: String
    private let repository = Repository.root

    init() throws {
        workplace = try Workplace()
        server = try #require(TestPostgres.address)
    }

    private func record(_ place: String, _ more: String...) throws -> Run {
        let json = workplace.path("run.json")
        let run = try PipedRun(
            [
                "eval", repository.appending(path: "evalsets/museum.jsonl").path, "--databases", place, "--store",
                workplace.path("runs.sqlite"), "--json", json,
            ] + more, in: workplace)
        #expect(run.code == 0, "\(run.messages)")
        return try JSONDecoder().decode(Run.self, from: Data(contentsOf: URL(filePath: json)))
    }

    @Test func bothEnginesAnswerTheSameQuestions() throws {
        let samples = repository.appending(path: "sample-dbs").path
        let files = try record(samples)
        let served = try record(server, "--annotations", samples)
        #expect(files.examples.count == served.examples.count)
        // Every gold query runs on both.
        for run in [files, served] {
            let failed = run.examples.flatMap { example in example.gold.filter { $0.problem != nil } }
            #expect(failed.isEmpty, "\(failed)")
        }
        let pairs = zip(files.examples, served.examples)
        let differing = pairs.filter { $0.isRight != $1.isRight }.map(\.0.id)
        // Ties may be read in another order, which is no engine's mistake.
        #expect(differing.count <= 3, "\(differing)")
        #expect(served.examples.filter(\.isRight).count >= 25)
        let comparison = try PipedRun(
            ["compare", "last~1", "last", "--store", workplace.path("runs.sqlite")], in: workplace)
        #expect(comparison.output.contains("over \(files.examples.count) examples that both have"))
    }

    /// A server analyzes its tables whenever it likes.
    @Test func whoJoinsAfterAnalyzeIsWelcome() async throws {
        let address = try await TestPostgres.makeDatabase()
        try await TestPostgres.run(
            "CREATE TABLE pets AS SELECT i AS id, 'pet ' || i AS name FROM generate_series(1, 9) i", on: address)
        let name = try #require(
            try await TestPostgres.run("SELECT current_database()", on: address).first?.first ?? nil)
        try
            #"{"id": "a", "database": "\#(name)", "question": "How many pets are there?", "gold": [{"sql": "SELECT count(*) FROM pets"}]}"#
            .write(toFile: workplace.path("pets.jsonl"), atomically: true, encoding: .utf8)
        func eval(_ arguments: String...) throws -> PipedRun {
            try PipedRun(
                ["eval"] + arguments + ["--databases", server, "--store", workplace.path("runs.sqlite")], in: workplace)
        }
        for (change, code) in [("ANALYZE pets", Int32(0)), ("ALTER TABLE pets ADD owner text", 64)] {
            let begun = try eval("pets.jsonl", "--enqueue")
            #expect(begun.code == 0, "\(begun.messages)")
            try await TestPostgres.run(change, on: address)
            let joined = try eval("--resume", "last", "--worker")
            #expect(joined.code == code, "\(joined.messages)")
            #expect(joined.messages.contains("has changed since the run began") == (code != 0))
        }
    }

    @Test func aServerThatIsNotThereIsToldOnce() throws {
        let run = try PipedRun(
            [
                "eval", repository.appending(path: "evalsets/museum.jsonl").path, "--databases",
                "postgres://127.0.0.1:1",
            ],
            in: workplace)
        #expect(run.code == 3)
        #expect(run.messages.split(whereSeparator: \.isNewline).count <= 3, "\(run.messages)")
    }

    private struct Run: Decodable {
        var examples: [Example]

        struct Example: Decodable {
            var id: String
            var comparison: Comparison?
            var gold: [Gold]

            var isRight: Bool { comparison?.outcome == "right" }
        }

        struct Comparison: Decodable {
            var outcome: String
        }

        struct Gold: Decodable {
            var sql: String
            var problem: String?
        }
    }
}
