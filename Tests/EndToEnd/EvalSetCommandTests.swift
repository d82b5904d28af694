import Foundation
import Testing

/// `plumb evalset`, as a person and as a script use it.
struct EvalSetCommandTests {
    private let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try write(
            "questions.json",
            """
            [{"db_id": "shop", "question": "How many customers?", "query": "SELECT count(*) FROM customers"},
             {"db_id": "shop", "question": "Who is French?", "query": "SELECT name FROM customers WHERE country = 'France'"}]
            """)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: workplace.path(name), atomically: true, encoding: .utf8)
    }

    private func importing(_ questions: String = "questions.json", to output: String = "set.jsonl") throws -> PipedRun {
        try PipedRun(
            ["evalset", "import", "spider", "--questions", questions, "--databases", ".", "--output", output],
            in: workplace)
    }

    @Test func importsAndFindsNothingWrong() throws {
        let run = try importing()
        #expect(run.code == 0 && run.output == "")
        #expect(run.messages == "wrote 2 examples to set.jsonl\n")
        let lint = try PipedRun(["evalset", "lint", "set.jsonl", "--databases", "."], in: workplace)
        #expect(lint.code == 0 && lint.output == "", "\(lint.output)")
        #expect(lint.messages.hasPrefix("0 errors, 0 warnings, 0 notes in 2 lines, "))
    }

    @Test func aDashIsStandardOutput() throws {
        #expect(try importing().code == 0)
        let run = try importing(to: "-")
        #expect(run.code == 0 && run.messages == "wrote 2 examples to standard output\n", "\(run.messages)")
        #expect(try String(contentsOfFile: workplace.path("set.jsonl"), encoding: .utf8) == run.output)
    }

    @Test func writesWholeOrNotAtAll() throws {
        try write("set.jsonl", "before")
        try write("broken.json", #"[{"db_id": "shop", "question": "?", "query": "SELECT 1"}, {"db_id": "shop"}]"#)
        let run = try importing("broken.json")
        #expect(run.code == 64)
        #expect(run.messages.contains("question' is missing"))
        #expect(try String(contentsOfFile: workplace.path("set.jsonl"), encoding: .utf8) == "before")
        #expect(try importing(to: "nowhere/set.jsonl").code == 64)
    }

    @Test func errorsEndWithOneAndWarningsDoNot() throws {
        try write(
            "set.jsonl",
            """
            {"id": "a", "database": "shop", "question": "who?", "gold": [{"sql": "SELECT nam FROM customers"}]}
            {"id": "b", "database": "shop", "question": "who came?", "gold": [{"sql": "SELECT name FROM customers LIMIT 2"}]}
            """)
        let lint = ["evalset", "lint", "set.jsonl", "--databases", "."]
        let all = try PipedRun(lint, in: workplace)
        #expect(all.code == 1)
        let lines = all.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("set.jsonl:1: unknown-names: there is no column nam") == true, "\(all.output)")
        #expect(lines.last?.hasPrefix("set.jsonl:2: gold-ties: LIMIT without ORDER BY") == true)
        #expect(try PipedRun(lint + ["--rule", "gold-ties"], in: workplace).code == 0)
        let unknown = try PipedRun(lint + ["--rule", "gold-rush"], in: workplace)
        #expect(unknown.code == 64 && unknown.messages.contains("there is no rule 'gold-rush'"))
    }

    /// What is looked for needs SQLite: rows the other way round, and limits by its instructions.
    @Test func aServerIsNoFolder() throws {
        #expect(try importing().code == 0)
        for address in ["postgres://ada:hush@127.0.0.1/shop", "postgres:"] {
            let run = try PipedRun(["evalset", "lint", "set.jsonl", "--databases", address], in: workplace)
            #expect(run.code == 64 && !run.messages.contains("hush"), "\(run.messages)")
            #expect(run.messages.contains("where a folder of SQLite files is needed"), "\(run.messages)")
        }
    }

    @Test func findingsAreJSONToo() throws {
        try write("set.jsonl", "{\n")
        let run = try PipedRun(["evalset", "lint", "set.jsonl", "--format", "json"], in: workplace)
        #expect(run.code == 1)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let finding = (object?["findings"] as? [[String: Any]])?.first
        #expect(finding?["rule"] as? String == "unreadable-line" && finding?["line"] as? Int == 1)
        #expect((object?["summary"] as? [String: Any])?["rules"] as? [String: Int] == ["unreadable-line": 1])
    }

    @Test func listsItsRules() throws {
        let run = try PipedRun(["evalset", "lint", "--list"], in: workplace)
        #expect(run.code == 0)
        for rule in ["duplicate-id", "gold-ties", "leaks-sql"] { #expect(run.output.contains(rule)) }
        #expect(try PipedRun(["evalset", "lint"], in: workplace).code == 64)
    }

    @Test func countsWhatASetIsMadeOf() throws {
        #expect(try importing().code == 0)
        let text = try PipedRun(["evalset", "stats", "set.jsonl"], in: workplace)
        #expect(text.code == 0)
        let all = text.output.split(separator: "\n").first { $0.hasPrefix("all ") }
        #expect(all?.split(separator: " ").map(String.init) == ["all", "2", "0", "0", "2"])
        let json = try PipedRun(["evalset", "stats", "set.jsonl", "--format", "json"], in: workplace)
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect((object?["examples"] as? [String: Int])?["all"] == 2)
        #expect(try PipedRun(["evalset", "stats", "nowhere.jsonl"], in: workplace).code == 64)
    }
}
