import Foundation
import Testing

/// `plumb score`, as a person and as a script use it.
struct ScoreCommandTests {
    private let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        // The folder of databases: the shop under another name, as benchmarks lay it out.
        let folder = URL(filePath: workplace.path("databases/shop"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: URL(filePath: workplace.database), to: folder.appending(path: "shop.sqlite"))
        try write(
            "gold.sql",
            """
            SELECT count(*) FROM customers\tshop
            SELECT name FROM customers WHERE country = 'France'\tshop
            SELECT DISTINCT country FROM customers ORDER BY country\tshop
            SELECT nothing FROM nowhere\tshop

            """)
        try write(
            "pred.sql",
            """
            SELECT count(id) FROM customers
            SELECT name FROM customers WHERE country = "Switzerland"
            SELECT country FROM customers ORDER BY country
            SELECT 1

            """)
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: workplace.path(name), atomically: true, encoding: .utf8)
    }

    private func score(_ more: String...) throws -> PipedRun {
        let files = ["--gold", "gold.sql", "--predictions", "pred.sql", "--databases", "databases"]
        return try PipedRun(["score"] + files + more, in: workplace)
    }

    @Test func tellsAccuracyAndWhatIsNotRight() throws {
        let run = try score()
        #expect(run.code == 0)
        #expect(run.messages == "")
        for line in [
            "2 of 3 results agree by contract spider/1; unknown names in double quotes are strings",
            "1 pair could not be scored, and counts neither way", "not right: gold fails 1, other rows 1",
        ] {
            #expect(run.output.contains(line), "\(run.output)")
        }
        let accuracy = run.output.split(separator: "\n").first { $0.hasPrefix("execution accuracy") }
        #expect(accuracy?.hasSuffix("0.667") == true)
    }

    @Test func writesALineForEachPair() throws {
        let run = try score("--format", "jsonl", "--examples", "examples.jsonl")
        #expect(run.code == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 4)
        struct Line: Decodable {
            struct Execution: Decodable {
                struct Reason: Decodable {
                    var kind: String
                    var detail: String
                }
                var outcome: String
                var reason: Reason?
            }
            var place: Int
            var database: String
            var hardness: String?
            var execution: Execution
        }
        let decoded = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(decoded.map(\.place) == [1, 2, 3, 4])
        #expect(decoded.map(\.execution.outcome) == ["right", "wrong", "right", "unscored"])
        #expect(decoded[1].execution.reason?.kind == "rows")
        #expect(decoded[3].execution.reason?.kind == "goldFailed")
        #expect(decoded[0].hardness == "easy")
        #expect(run.messages.contains("execution accuracy"))
        #expect(try String(contentsOfFile: workplace.path("examples.jsonl"), encoding: .utf8) == run.output)
        // The same bytes, however many work on it.
        #expect(try score("--format", "jsonl", "--jobs", "1").output == run.output)
        #expect(try score("--format", "jsonl", "--jobs", "7").output == run.output)
    }

    @Test func writesASummaryForPrograms() throws {
        let run = try score("--format", "json", "--contract", "strict", "--keep-distinct", "--metric", "execution")
        struct Summary: Decodable {
            struct Level: Decodable {
                struct Share: Decodable {
                    var count: Int
                    var total: Int
                    var value: Double
                }
                var pairs: Int
                var unscored: Int
                var execution: Share
            }
            var contract: String
            var all: Level
            var reasons: [String: Int]
        }
        let summary = try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8))
        #expect(summary.contract == "strict/1")
        #expect(summary.all.pairs == 4 && summary.all.unscored == 1)
        #expect(summary.all.execution.count == 1 && summary.all.execution.total == 3)
        #expect(summary.reasons == ["rows": 1, "rowCount": 1, "goldFailed": 1])
    }

    @Test(arguments: [
        (["--contract", "other"], "'other' is invalid"), (["--jobs", "0"], "--jobs takes"),
        (["--steps", "-3"], "--steps"), (["--gold", "nowhere.sql"], "there is no file nowhere.sql"),
        (["--tables", "pred.sql"], "is not a list of databases"), (["--databases", "nowhere"], "there is no folder"),
        (["--examples", "nowhere/examples.jsonl"], "can't be written"), (["--predictions", "two.sql"], "4 queries"),
        (["--examples", "databases"], "it is a folder"),
        (["--examples", "pred.sql"], "one of the files that are read"),
        (["--metric", "speed"], "'speed' is invalid"), (["--timeout", "soon"], "'soon' is invalid"),
    ])
    func explainsBadUsage(arguments: [String], words: String) throws {
        try write("two.sql", "SELECT 1\nSELECT 2\n")
        // The last of two options of one name counts.
        let given = Set(arguments.filter { $0.hasPrefix("--") })
        let files = [("--gold", "gold.sql"), ("--predictions", "pred.sql"), ("--databases", "databases")]
        let run = try PipedRun(
            ["score"] + files.filter { !given.contains($0.0) }.flatMap { [$0.0, $0.1] } + arguments, in: workplace)
        #expect(run.code == 64)
        #expect(run.output == "")
        #expect(run.messages.contains(words), "\(run.messages)")
        for word in ["PlumbError", "Error(", "Optional", "DecodingError"] { #expect(!run.messages.contains(word)) }
    }

    @Test func examplesGoThroughLinksAndPipes() throws {
        try write("target.jsonl", "before")
        try FileManager.default.createSymbolicLink(
            atPath: workplace.path("link.jsonl"), withDestinationPath: workplace.path("target.jsonl"))
        #expect(try score("--examples", "link.jsonl").code == 0)
        let written = try String(contentsOfFile: workplace.path("target.jsonl"), encoding: .utf8)
        #expect(written.split(separator: "\n").count == 4)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: workplace.path("link.jsonl")).isEmpty == false)
        let run = try score("--examples", "/dev/stderr")
        #expect(run.code == 0 && run.messages == written)
    }

    @Test func aDashIsStandardOutput() throws {
        let run = try score("--examples", "-")
        #expect(run.code == 0 && run.messages.contains("2 of 3 results agree"), "\(run.messages)")
        #expect(try run.output == score("--format", "jsonl").output)
        #expect(!FileManager.default.fileExists(atPath: workplace.path("-")))
        let twice = try score("--examples", "-", "--format", "jsonl")
        #expect(twice.code == 64 && twice.messages.contains("leave one of them out"), "\(twice.messages)")
    }

    @Test func aFullDiskTakesNoFigureAway() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let run = try score("--examples", "/dev/full")
        #expect(run.code == 74)
        #expect(run.output.contains("2 of 3 results agree"))
        #expect(run.messages == "plumb: the output can't be written: /dev/full: No space left on device\n")
    }

    @Test func aMissingDatabaseLeavesItsPairsUnscored() throws {
        try write("gold.sql", "SELECT 1\tshop\nSELECT 1\tnowhere\n")
        try write("pred.sql", "SELECT 1\nSELECT 1\n")
        let run = try score()
        #expect(run.code == 0)
        #expect(run.output.contains("1 of 1 results agree"))
        #expect(run.output.contains("no database 1"))
    }

    @Test func showsProgressOnATerminal() async throws {
        let many = String(
            repeating: "SELECT count(*) FROM readings AS a JOIN readings AS b ON a.id < b.id\tshop\n", count: 20)
        try write("gold.sql", many)
        try write("pred.sql", many.replacing("\tshop", with: ""))
        let files = [("--gold", "gold.sql"), ("--predictions", "pred.sql"), ("--databases", "databases")]
        let run = try TerminalRun(
            ["score", "--timeout", "200ms"] + files.flatMap { [$0.0, workplace.path($0.1)] }, in: workplace)
        let code = try await run.end()
        #expect(code == 0)
        #expect(run.raw.contains("scored "))
        #expect(run.raw.contains(" s left"))
    }

    @Test func aReaderThatHasSeenEnoughIsNoFailure() throws {
        let script = """
            "$PLUMB" score --gold gold.sql --predictions pred.sql --databases databases --format jsonl 2>messages | head -n 1
            echo "${PIPESTATUS[0]}"
            """
        let run = try PipedRun(script: script, in: workplace)
        #expect(run.output.hasSuffix("\n0\n"))
    }
}
