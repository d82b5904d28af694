import Foundation
import PlumbCore
import PlumbSQL
import SQLFuzzing
import TestSupport
import Testing

/// Queries with words changed, and SQLite's own parser as the judge of which are queries still.
struct MutationTests {
    private struct Question: Decodable { var query: String }

    @Test func sqliteAndWeTakeTheSameOfEditedFixtures() throws {
        try compare(try FixtureFile.lines(of: "sqlite.sql").map(\.input), edits: 20_000, seed: 1)
    }

    @Test(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
    func sqliteAndWeTakeTheSameOfEditedGold() throws {
        let file = try #require(Repository.spider).appending(path: "questions.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let queries = try lines.map { try JSONDecoder().decode(Question.self, from: Data($0.utf8)).query }
        try compare(queries, edits: 20_000, seed: 2)
    }

    private func compare(_ seeds: [String], edits: Int, seed: UInt64) throws {
        let judge = SQLiteJudge(tables: ["a", "b", "c", "t", "u", "v", "w", "x", "y"])
        var mutation = TextMutation(seeds: seeds, random: SeededGenerator(seed: seed))
        var sound = 0
        for _ in 0..<edits {
            let text = mutation.wordEdit()
            // To SQLite a NUL ends the text; we refuse what others might read on behind it.
            guard !text.utf8.contains(0) else { continue }
            let result = SQLParser.parse(text, dialect: .sqlite)
            guard result.statements.allSatisfy({ $0.query != nil }) else { continue }
            let problem = result.diagnostics.first
            switch judge.verdict(on: text) {
            case .prepared:
                sound += 1
                #expect(problem == nil, "SQLite prepares \(text)")
                if problem == nil { expectRoundTrip(text, .sqlite) }
            // Something that isn't there stops nobody from reading the text, but SQLite says some rules only then.
            case .refused(let message) where Self.isUnknown(message):
                sound += 1
                #expect(problem == nil, "SQLite reads \(text), and says \(message)")
                if problem == nil { expectRoundTrip(text, .sqlite) }
            case .unread(let message) where !Self.isTakenLater(message):
                #expect(problem != nil, "SQLite can't read \(text): \(message)")
            case .refused, .unread, .notOne: break
            }
        }
        #expect(sound > edits / 50)
    }

    private static func isUnknown(_ message: String) -> Bool {
        message.hasPrefix("no such column") || message.hasPrefix("no such table: ")
            || message.hasPrefix("no such function")
    }

    /// Later versions than 3.40 take `ORDER BY` among a function's arguments, and so do we.
    private static func isTakenLater(_ message: String) -> Bool { message.lowercased().hasPrefix("near \"order\"") }
}
