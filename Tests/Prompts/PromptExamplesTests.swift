import Foundation
import PlumbCore
import PlumbPrompts
import Testing

/// Examples for prompts, chosen by how questions are built.
struct PromptExamplesTests {
    private func examples(_ lines: String) throws -> PromptExamples {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(lines.utf8).write(to: file)
        return try PromptExamples(contentsOf: file.path)
    }

    private static let lines = """
        {"question": "How many dogs are there?", "gold": [{"sql": "SELECT count(*) FROM dog"}]}
        {"question": "Which cat is the oldest?", "gold": [{"sql": "SELECT name FROM cat ORDER BY age DESC LIMIT 1"}]}
        {"question": "And the youngest?", "gold": [{"sql": "SELECT 1"}], "turns": [{"question": "a", "sql": "b"}]}
        {"question": "Delete it", "gold": [], "expected": "refuse"}
        """

    @Test func theLikestComesLast() throws {
        let chosen = try examples(Self.lines).likest("How many birds are there?", count: 2)
        #expect(chosen.map(\.question) == ["Which cat is the oldest?", "How many dogs are there?"])
    }

    /// An example that is the question itself would give the answer away.
    @Test func theQuestionItselfIsNeverChosen() throws {
        let chosen = try examples(Self.lines).likest("how many DOGS are there", count: 5)
        #expect(chosen.map(\.question) == ["Which cat is the oldest?"])
    }

    @Test func theirQueriesAreInTheSQLThatIsAskedFor() throws {
        let lines = """
            {"question": "In May?", "gold": [{"sql": "strftime", "dialect": "sqlite"}, {"sql": "extract", "dialect": "postgres"}]}
            {"question": "In June?", "gold": [{"sql": "strftime", "dialect": "sqlite"}]}
            {"question": "How many?", "gold": [{"sql": "count"}]}
            """
        let examples = try examples(lines)
        #expect(examples.likest("x", count: 5, dialect: .postgres).map(\.sql) == ["count", "extract"])
        #expect(examples.likest("x", count: 5, dialect: .sqlite).map(\.sql) == ["count", "strftime", "strftime"])
    }

    @Test func mistakesNameTheLine() {
        #expect { try examples("{\"question\": \"a\"}\n{nonsense}") } throws: {
            ($0 as? PlumbError)?.message.contains("line 2") == true
        }
        #expect { try PromptExamples(contentsOf: "/nowhere.jsonl") } throws: {
            ($0 as? PlumbError)?.code == .badInput
        }
    }
}
