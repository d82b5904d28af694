import Foundation
import Testing

/// Commands that ask models, with replies that were recorded.
struct ModelCommandTests {
    private let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try Data(
            """
            models:
              small: {model: test-model, base_url: http://127.0.0.1:9/v1, retries: 0}
            pipelines:
              mended: {extends: model, execution_check: {use: [mend]}, model: small}
            """.utf8
        ).write(to: URL(filePath: workplace.path("plumb.yaml")))
    }

    private static let question = "How many customers are from France?"
    private var asking: [String] { [Self.question, "-d", workplace.database, "--today", "2026-01-01"] }

    /// Records a reply to what the pipeline would ask.
    private func record(_ reply: String, pipeline: String = "mended") throws -> String {
        let prompt = try PipedRun(
            ["prompt", "query-synthesis"] + asking + ["--pipeline", pipeline], in: workplace)
        try #require(prompt.code == 0, "\(prompt.messages)")
        var messages: [[String: String]] = []
        for part in ("\n" + prompt.output).components(separatedBy: "\n--- ").dropFirst() {
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            var text = lines.count > 1 ? String(lines[1]) : ""
            if text.hasSuffix("\n") { text.removeLast() }
            messages.append(["role": String(lines[0]), "text": text])
        }
        let line: [String: Any] = [
            "request": [
                "provider": "openai", "model": "test-model", "messages": messages,
                "sampling": ["temperature": 0, "maximum-tokens": 400, "stop": []] as [String: Any],
            ] as [String: Any],
            "reply": [
                "text": reply, "ending": "complete",
                "usage": ["calls": 1, "prompt-tokens": 321, "reply-tokens": 12, "seconds": 1.5] as [String: Any],
            ] as [String: Any],
        ]
        let file = workplace.path("replies.jsonl")
        try JSONSerialization.data(withJSONObject: line).write(to: URL(filePath: file))
        return file
    }

    @Test func aRecordedReplyIsAnAnswer() throws {
        let file = try record("```sql\nSELECT count(*) FROM customers WHERE country = 'France'\n```")
        let run = try PipedRun(
            ["ask"] + asking + ["--pipeline", "mended", "--replay", "only", "--recordings", file, "--format", "csv"],
            in: workplace)
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.output.hasSuffix("3\n") || run.output.hasSuffix("3\r\n"))
        #expect(run.messages.contains("1 call read back"))
        #expect(run.messages.contains("321 + 12 tokens"))
    }

    @Test func whatIsMendedIsSaid() throws {
        let file = try record("SELECT count(*) FROM customers WHERE contry = 'France'")
        let run = try PipedRun(
            ["ask"] + asking + ["--pipeline", "mended", "--replay", "only", "--recordings", file], in: workplace)
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.messages.contains("mended"))
        #expect(run.messages.contains("(spelling)"))
    }

    @Test func aMissingReplyIsAClearError() throws {
        let run = try PipedRun(
            ["ask"] + asking + ["--pipeline", "mended", "--replay", "only"], in: workplace)
        #expect(run.code == 4)
        #expect(run.output == "")
        #expect(run.messages.contains("no recorded reply of openai/test-model"))
        #expect(run.messages.contains("--replay use"))
    }

    @Test func aServerThatIsNotThereIsNamed() throws {
        let run = try PipedRun(["ask"] + asking + ["--model", "small"], in: workplace)
        #expect(run.code == 4)
        #expect(run.messages.contains("127.0.0.1:9"))
        let doctor = try PipedRun(["doctor", "-d", workplace.database, "--model", "small"], in: workplace)
        #expect(doctor.code == 1)
        #expect(doctor.output.contains("✓ database"))
        #expect(doctor.output.contains("✗ openai/test-model"))
    }

    @Test func withoutAModelTheDoctorIsContent() throws {
        let run = try PipedRun(["doctor", "-d", workplace.database], in: workplace)
        #expect(run.code == 0, "\(run.output)")
        #expect(run.output.contains("built-in"))
    }

    /// A key that lies around is no reason to send anybody's data anywhere, and is shown nowhere.
    @Test func aKeyAloneAsksNobody() throws {
        let key = "sk-test-8d1f2a"
        let run = try PipedRun(
            ["ask"] + asking + ["--explain", "--verbose"], in: workplace, environment: ["OPENAI_API_KEY": key])
        #expect(run.messages.contains("query synthesis  compose"))
        #expect(!run.messages.contains(key) && !run.output.contains(key))
    }

    @Test func keysAreNeverShown() throws {
        let key = "sk-test-8d1f2a"
        let environment = ["OPENAI_API_KEY": key, "MY_KEY": key]
        let base = ["--model", "small", "--key-variable", "MY_KEY", "--verbose"]
        for arguments in [["ask"] + asking + base, ["doctor", "-d", workplace.database] + base] {
            let run = try PipedRun(arguments, in: workplace, environment: environment)
            #expect(run.code != 0)
            #expect(!run.messages.contains(key) && !run.output.contains(key))
        }
        let files = try #require(FileManager.default.enumerator(atPath: workplace.folder.path))
        for case let file as String in files {
            let data = FileManager.default.contents(atPath: workplace.path(file)) ?? Data()
            #expect(data.range(of: Data(key.utf8)) == nil, "\(file)")
        }
    }

    /// What the policy denies reaches no prompt, whoever makes it; bounds of the file hold.
    @Test func policyAndLimitsOfTheConfigurationHold() throws {
        let config = workplace.path("strict.yaml")
        try Data("policy: {deny: [customers.country]}\nlimits: {rows: 2}\n".utf8).write(to: URL(filePath: config))
        let prompt = try PipedRun(
            ["prompt", "query-synthesis"] + asking + [
                "--config", config, "--model", "m", "--base-url", "http://127.0.0.1:9",
            ],
            in: workplace)
        #expect(prompt.code == 0, "\(prompt.messages)")
        #expect(prompt.output.contains("joined_on") && !prompt.output.contains("country"))
        let rows = try PipedRun(
            [
                "ask", "List the names of all customers", "-d", workplace.database, "--config", config, "--format",
                "csv",
            ],
            in: workplace)
        #expect(rows.code == 0, "\(rows.messages)")
        #expect(rows.output.split(whereSeparator: \.isNewline).count == 3)
        // Rows that the policy leaves out are not counted, whoever asks, and people are told.
        try Data("policy: {rows: {customers: 'id = ${ONE}'}}\ndatabases: {alias: \(workplace.database)}\n".utf8).write(
            to: URL(filePath: workplace.path("rows.yaml")))
        let count = try PipedRun(
            ["ask", "How many customers are there?", "-d", "alias", "--config", "rows.yaml", "--format", "csv"],
            in: workplace, environment: ["ONE": "1"])
        #expect(count.output.split(whereSeparator: \.isNewline).last == "1", "\(count.messages)")
        #expect(count.messages.contains("only some rows of customers"))
        let schema = try PipedRun(
            ["schema", "-d", "alias", "--config", "rows.yaml"], in: workplace, environment: ["ONE": "1"])
        #expect(
            schema.code == 0 && schema.output.contains("customers") && schema.output.contains("1 row"),
            "\(schema.output)")
        // In an eval the same holds: the recorded prompt of an open one is not the one that is asked for.
        try Data(
            #"{"id": "a", "database": "shop", "question": "How many customers are there?", "gold": [{"sql": "SELECT count(*) FROM customers"}]}"#
                .utf8
        ).write(to: URL(filePath: workplace.path("one.jsonl")))
        let eval = try PipedRun(
            [
                "eval", "one.jsonl", "--databases", workplace.folder.path, "--config", config, "--chained", "--json",
                "run.json",
            ], in: workplace)
        #expect(eval.code == 0, "\(eval.messages)")
        let record = String(decoding: try Data(contentsOf: URL(filePath: workplace.path("run.json"))), as: UTF8.self)
        #expect(record.contains("joined_on") && !record.contains("country"))
    }

    @Test func promptsArePrintedAndPrivateOnesHoldNoValues() throws {
        let prompt = ["prompt", "query-synthesis"] + asking + ["--model", "small"]
        let open = try PipedRun(prompt, in: workplace)
        #expect(open.code == 0)
        #expect(open.output.contains("--- user\nCREATE TABLE customers"))
        #expect(open.output.contains("customers.country = 'France'"))
        let closed = try PipedRun(prompt + ["--private"], in: workplace)
        #expect(closed.code == 0)
        for value in ["'France'", "Lovelace", "Switzerland"] { #expect(!closed.output.contains(value)) }
        let none = try PipedRun(["prompt", "table-selection"] + asking + ["--model", "small"], in: workplace)
        #expect(none.code == 64)
        #expect(none.messages.contains("asks no model"))
    }

    @Test(arguments: [
        (["ask", "x", "-d", "shop.sqlite", "--pipeline", "modle"], "model"),
        (["ask", "x", "-d", "shop.sqlite", "--pipeline", "direct"], "--model"),
        (["ask", "x", "-d", "shop.sqlite", "--base-url", "http://127.0.0.1:1"], "--model"),
        (["ask", "x", "-d", "shop.sqlite", "--model", "a", "--base-url", "not a url"], "http"),
        (["ask", "x", "-d", "shop.sqlite", "--config", "missing.yaml"], "missing.yaml"),
        (["stages", "show", "lexikal"], "lexical"),
    ])
    func mistakesAreClear(arguments: [String], hint: String) throws {
        let run = try PipedRun(arguments, in: workplace)
        #expect(run.code == 64, "\(run.messages)")
        #expect(run.output == "")
        #expect(run.messages.contains(hint), "\(run.messages)")
    }

    @Test func stagesAndTheConfigurationAreListed() throws {
        let stages = try PipedRun(["stages"], in: workplace)
        for name in ["lexical", "draft", "compose", "guarded", "mend", "vote", "judge", "repair", "skip"] {
            #expect(stages.output.contains("  \(name) "))
        }
        #expect(try PipedRun(["stages", "show", "lexical"], in: workplace).output.contains("fill_columns"))
        let check = try PipedRun(["config", "check"], in: workplace)
        #expect(check.code == 0, "\(check.messages)")
        #expect(check.output.contains("openai/test-model at http://127.0.0.1:9/v1"))
        let schema = try PipedRun(["config", "schema"], in: workplace)
        #expect(try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) is [String: Any])
    }
}
