import Foundation
import Testing

/// `plumb eval` and what reads its runs, as a person and a CI use them.
struct EvalCommandTests: ShopRuns {
    let workplace: Workplace

    init() throws {
        workplace = try Self.makeWorkplace()
        try write(
            "shop.jsonl",
            """
            {"id": "s1", "database": "shop", "question": "How many customers are there?", "gold": [{"sql": "SELECT count(*) FROM customers"}], "difficulty": "easy", "tags": ["aggregate"]}
            {"id": "s2", "database": "shop", "question": "List the names of customers from France", "gold": [{"sql": "SELECT name FROM customers WHERE country = 'France'"}], "difficulty": "easy"}
            {"id": "s3", "database": "shop", "question": "How many unicorns did we sell?", "gold": [], "expected": "clarify"}
            {"id": "s4", "database": "shop", "question": "What is the total of all orders?", "gold": [{"sql": "SELECT sum(total) FROM orders"}], "difficulty": "medium"}

            """)
    }

    private func plumb(_ arguments: String...) throws -> PipedRun {
        try PipedRun(arguments + ["--store", workplace.path("runs.sqlite")], in: workplace)
    }

    private func eval(_ more: String...) throws -> PipedRun {
        try PipedRun(
            ["eval", "shop.jsonl", "--databases", "databases", "--store", workplace.path("runs.sqlite")] + more,
            in: workplace)
    }

    @Test func measuresAndKeepsARun() throws {
        let run = try eval("--json", "run.json")
        #expect(run.code == 0, "\(run.messages)")
        #expect(run.output.contains("answered right"))
        #expect(run.output.contains("table selection") && run.output.contains("headroom"))
        #expect(run.messages.hasPrefix("run 20"))
        struct Record: Decodable {
            struct Example: Decodable {
                var id: String
                var rightWithGoldThrough: [Bool?]
            }
            var isComplete: Bool
            var examples: [Example]
        }
        let data = try Data(contentsOf: URL(filePath: workplace.path("run.json")))
        let record = try JSONDecoder().decode(Record.self, from: data)
        #expect(record.isComplete && record.examples.map(\.id) == ["s1", "s2", "s3", "s4"])
        #expect(record.examples[0].rightWithGoldThrough == [true, true, true, true, true])
        let runs = try plumb("runs")
        #expect(runs.code == 0 && runs.output.contains("20"))
        #expect(try plumb("runs", "show", "last").output == run.output)
        #expect(try plumb("report", "last").code == 0)
        let yesterday = try plumb("report", "yesterday")
        #expect(yesterday.code == 64 && yesterday.messages.contains("there is no run 'yesterday'"))
    }

    @Test func reportsInEveryForm() throws {
        #expect(try eval().code == 0)
        let run = try plumb(
            "report", "last", "--html", "r.html", "--markdown", "r.md", "--json", "r.json", "--junit", "r.xml")
        #expect(run.code == 0 && run.output == "" && run.messages == "", "\(run.messages)")
        let html = try String(contentsOfFile: workplace.path("r.html"), encoding: .utf8)
        #expect(html.contains("<svg") && !html.contains("http://") && html.contains("How many"))
        #expect(try String(contentsOfFile: workplace.path("r.md"), encoding: .utf8).contains("%"))
        #expect(try String(contentsOfFile: workplace.path("r.xml"), encoding: .utf8).contains("<testcase"))
        let missing = try plumb("report", "last", "--html", "nowhere/r.html")
        #expect(missing.code == 64 && missing.messages.contains("nowhere/r.html can't be written"))
    }

    @Test func aDashIsStandardOutput() throws {
        let run = try eval("--json", "-")
        #expect(
            run.code == 0 && run.output.hasPrefix("{") && run.messages.contains("answered right"), "\(run.messages)")
        let json = try plumb("report", "last", "--json", "-", "--html", "r.html")
        #expect(json.code == 0 && json.output == run.output, "\(json.messages)")
        for (form, beginning) in [("--html", "<!"), ("--markdown", "#"), ("--junit", "<?xml")] {
            let report = try plumb("report", "last", form, "-")
            #expect(report.code == 0 && report.output.hasPrefix(beginning), "\(report.output.prefix(80))")
        }
        #expect(!FileManager.default.fileExists(atPath: workplace.path("-")))
        let both = try plumb("report", "last", "--json", "-", "--html", "-")
        #expect(both.code == 64 && both.messages.contains("Only one form"), "\(both.messages)")
        let empty = try plumb("report", "last", "--json", "")
        #expect(empty.code == 64 && empty.messages.contains("the name of a file to write is empty"))
        let recording = try eval("--record", "-")
        #expect(recording.code == 64 && recording.messages.contains("a recording can't go to standard output"))
    }

    @Test(arguments: [["runs"], ["report", "last"], ["eval", "shop.jsonl", "--databases", "databases"]])
    func aStoreHasAName(command: [String]) throws {
        let run = try PipedRun(command + ["--store", ""], in: workplace)
        #expect(run.code == 64 && run.output == "", "\(run.output)")
        #expect(run.messages.contains("the name of the run store is empty"), "\(run.messages)")
    }

    /// What only reads makes nothing, neither a file nor the standard folder.
    @Test(arguments: [
        ["runs", "show", "last"], ["report", "last"], ["compare", "last", "last~1"],
        ["export", "last", "--stage", "query-synthesis"],
    ])
    func readingMakesNothing(command: [String]) throws {
        for store in [["--store", "none.sqlite"], []] {
            let run = try PipedRun(command + store, in: workplace)
            #expect(run.code == 64 && run.output == "", "\(run.output)")
            let name = store.last ?? workplace.path("state/plumb/runs.sqlite")
            #expect(run.messages.contains("there are no runs in \(name)"), "\(run.messages)")
            let list = try PipedRun(["runs"] + store, in: workplace)
            #expect(list.code == 0 && list.output == "", "\(list.output)")
            #expect(list.messages.contains("There are no runs in \(name)"), "\(list.messages)")
            #expect(try PipedRun(["runs", "--format", "jsonl"] + store, in: workplace).messages == "")
        }
        #expect(!FileManager.default.fileExists(atPath: workplace.path("none.sqlite")))
        #expect(!FileManager.default.fileExists(atPath: workplace.path("state")))
        try Data().write(to: URL(filePath: workplace.path("empty.sqlite")))
        let empty = try PipedRun(command + ["--store", "empty.sqlite"], in: workplace)
        #expect(empty.code == 64 && empty.messages.contains("there are no runs in empty.sqlite"))
        #expect(try Data(contentsOf: URL(filePath: workplace.path("empty.sqlite"))).isEmpty)
    }

    @Test func comparesAndExports() throws {
        #expect(try eval().code == 0)
        #expect(try eval("--pipeline", "best-guess").code == 0)
        let names = try plumb("runs", "--format", "jsonl").output.split(separator: "\n").map { line in
            try #require(line.firstMatch(of: /"id":"([^"]+)"/)).1
        }
        let comparison = try plumb("compare", String(names[1]), String(names[0]))
        #expect(comparison.code == 0, "\(comparison.messages)")
        #expect(comparison.output.contains("accuracy"))
        let table = try plumb("compare", String(names[1]), String(names[0]), String(names[1]))
        #expect(table.code == 0 && table.output.contains(names[0]))
        for stage in ["table-selection", "column-selection", "query-synthesis", "execution-check"] {
            let export = try plumb("export", "last", "--stage", stage)
            #expect(export.code == 0)
            #expect(export.output.split(separator: "\n").allSatisfy { $0.contains("\"score\"") && $0.hasPrefix("{") })
            #expect(!export.output.isEmpty)
        }
    }

    @Test func gatesDecideTheExitCode() throws {
        try write(
            "low.yaml",
            "- figure: accuracy\n  at-least: 0.1\n- {figure: \"table selection, strict recall\", at-least: 0}\n")
        let low = try eval("--gate", "low.yaml")
        #expect(low.code == 0, "\(low.messages)")
        #expect(low.messages.contains("holds  accuracy"))
        try write(
            "high.yaml",
            "- figure: \"query synthesis, pass@k\"\n  at-least: 1\n- figure: accuracy\n  not-worse-than: last\n")
        let unreachable = try eval("--gate", "high.yaml")
        #expect([0, 1].contains(unreachable.code))
        #expect(unreachable.messages.contains("accuracy"))
        for (text, words) in [
            ("- figure: accuracy\n  at-leest: 1\n", "'at-leest' is none of"), ("x: 1\n", "is no list of gates"),
            ("- figure: speed\n  at-least: 0.5\n", "there is no figure 'speed'"), ("- [\n", "is no YAML"),
            ("- figure: accuracy\n  at-least: 2\n", "from 0 to 1"),
        ] {
            try write("bad.yaml", text)
            let bad = try eval("--gate", "bad.yaml")
            #expect(bad.code == 64 && bad.messages.contains(words), "\(bad.messages)")
        }
    }

    @Test func aKilledRunGoesOnToTheSameFigures() throws {
        // Enough to be killed in the middle of.
        let questions = (1...60).map { number in
            #"{"id": "k\#(number)", "database": "shop", "question": "How many orders have a total above \#(number)?", "gold": [{"sql": "SELECT count(*) FROM orders WHERE total > \#(number)"}]}"#
        }
        try write("many.jsonl", questions.joined(separator: "\n"))
        let whole = try PipedRun(
            ["eval", "many.jsonl", "--databases", "databases", "--store", workplace.path("whole.sqlite")], in: workplace
        )
        #expect(whole.code == 0, "\(whole.messages)")
        let script = """
            "$PLUMB" eval many.jsonl --databases databases --store runs.sqlite >first 2>messages &
            pid=$!
            for wait in $(seq 400); do
              done=$("$PLUMB" runs --store runs.sqlite --format jsonl 2>/dev/null | grep -o '"done":[0-9]*' | cut -d: -f2)
              [ "${done:-0}" -ge 3 ] && break
              sleep 0.01
            done
            kill -9 $pid 2>/dev/null
            wait $pid 2>/dev/null
            "$PLUMB" runs --store runs.sqlite --format jsonl | grep -o '"done":[0-9]*' | cut -d: -f2
            "$PLUMB" eval --resume last --databases databases --store runs.sqlite >second || exit 1
            "$PLUMB" runs --store runs.sqlite --format jsonl | grep -o '"done":[0-9]*' | cut -d: -f2
            """
        let run = try PipedRun(script: script, in: workplace)
        let done = run.output.split(separator: "\n").compactMap { Int($0) }
        #expect(done.count == 2 && done[0] >= 3 && done[1] == 60, "\(run.output) \(run.messages)")
        #expect(try figures("runs.sqlite") == figures("whole.sqlite"))
    }

    @Test(arguments: [
        (["eval"], "Name eval sets"), (["eval", "nowhere.jsonl"], "no eval set at nowhere.jsonl"),
        (["eval", "shop.jsonl", "--databases", "nowhere"], "there is no folder nowhere"),
        (["eval", "shop.jsonl", "--databases", "databases", "--sample", "0"], "--sample takes"),
        (["eval", "shop.jsonl", "--resume", "last"], "not both"),
        (["eval", "--resume", "last", "--databases", "databases"], "there is no run 'last'"),
        (["report", "yesterday"], "there are no runs in"), (["compare", "last"], "two runs or more"),
        (["eval", "shop.jsonl", "--databases", "databases", "--pipeline", "none"], "no pipeline 'none'"),
    ])
    func explainsBadUsage(arguments: [String], words: String) throws {
        let run = try PipedRun(arguments + ["--store", workplace.path("runs.sqlite")], in: workplace)
        #expect(run.code == 64)
        #expect(run.output == "")
        #expect(run.messages.contains(words), "\(run.messages)")
        for word in ["PlumbError", "Error(", "Optional", "DecodingError"] { #expect(!run.messages.contains(word)) }
    }

    @Test func saysWhatIsWrongWithAStore() throws {
        let run = try PipedRun(
            ["eval", "shop.jsonl", "--databases", "databases", "--store", workplace.database], in: workplace)
        #expect(run.code == 3 && run.messages.contains("is a database of another kind"), "\(run.messages)")
    }
}
