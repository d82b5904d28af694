import Foundation
import Testing

struct AskTests {
    private let workplace: Workplace
    private let question = "How many customers are there?"

    init() throws { workplace = try Workplace() }

    private func ask(_ arguments: String..., input: String = "") throws -> PipedRun {
        try PipedRun(
            ["ask", "--database", workplace.database] + arguments, input: Data(input.utf8), in: workplace)
    }

    @Test func sendsRowsOneWayAndEverythingElseTheOther() throws {
        let run = try ask(question, "--format", "csv")
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\r\n").last == "5")
        for word in ["table selection", "query synthesis", "SELECT", "1 row"] { #expect(run.messages.contains(word)) }
        #expect(!run.output.contains("SELECT"))
        #expect(!(run.output + run.messages).contains("\u{1B}"))
    }

    @Test func quietSaysNothingButRows() throws {
        let run = try ask(question, "--quiet")
        #expect(run.code == 0)
        #expect(run.messages == "")
        #expect(run.output.contains("5"))
    }

    @Test func sqlOnlyPrintsTheQuery() throws {
        let run = try ask(question, "--sql-only", "--quiet")
        #expect(run.code == 0)
        #expect(run.output.uppercased().hasPrefix("SELECT"))
        #expect(run.output.hasSuffix("\n"))
    }

    @Test func explainShowsEveryStage() throws {
        let run = try ask(question, "--explain")
        for word in ["lexical", "compose", "guarded", "customers", "sure"] { #expect(run.messages.contains(word)) }
    }

    @Test(arguments: ["json", "jsonl", "csv", "markdown", "table"])
    func knowsEveryFormat(format: String) throws {
        let run = try ask("List the names of all customers", "--format", format, "--quiet")
        #expect(run.code == 0)
        #expect(run.output.contains("Émilie du Châtelet"))
    }

    @Test func readsTheQuestionFromStandardInput() throws {
        #expect(try ask("-", "--quiet", "-f", "csv", input: "How many\ncustomers are there?").output.contains("5"))
        #expect(try ask("--quiet", "-f", "csv", input: question + "\n").output.contains("5"))
    }

    @Test func takesAQuestionWithoutQuotes() throws {
        #expect(try ask("How", "many", "customers", "-q", "-f", "csv").output.contains("5"))
    }

    @Test func tablesStopAtAHundredRowsAndSaySo() throws {
        let run = try ask("List all orders")
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\n").count == 102)
        #expect(run.messages.contains("the first 100 of 300 rows"))
        #expect(run.messages.contains("--limit all"))
        #expect(try ask("List all orders", "--limit", "all", "-q").output.split(separator: "\n").count == 302)
        #expect(
            try ask("List all orders", "--limit", "7", "-q", "-f", "jsonl").output.split(separator: "\n").count == 7)
    }

    @Test func otherFormatsPrintEveryRow() throws {
        let run = try ask("List all readings", "-q", "-f", "jsonl")
        #expect(run.output.split(separator: "\n").count == 20_000)
    }

    @Test func endsQuietlyWhenNobodyReadsOn() throws {
        let run = try PipedRun(
            script: """
                "$PLUMB" ask "List all readings" -d "$DB" -f csv -q | head -2 > first
                echo "${PIPESTATUS[0]}"
                """, in: workplace)
        #expect(run.output == "0\n")
        #expect(run.messages == "")
    }

    @Test func saysWhenTheOutputIsFull() throws {
        let run = try PipedRun(
            script: #""$PLUMB" ask "List all readings" -d "$DB" -f csv -q > /dev/full"#, in: workplace)
        #expect(run.code == 74)
        #expect(run.messages.contains("can't be written: No space left"))
    }

    @Test func aRunawayQueryStopsAtItsLimit() throws {
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        let start = ContinuousClock.now
        let run = try ask("--time-limit", "300ms", input: "\\sql \(endless)\n")
        #expect(run.code == 3)
        #expect(run.messages.hasPrefix("plumb: "))
        #expect(ContinuousClock.now - start < .seconds(3))
    }

    @Test func saysWhichWordItCouldNotPlace() throws {
        let run = try ask("How many unicorns are there?")
        #expect(run.code == 1)
        #expect(run.output == "")
        for word in ["unicorns", "customers", "orders"] { #expect(run.messages.contains(word)) }
    }

    @Test func followsUp() throws {
        let run = try ask("-q", "-f", "csv", input: "How many customers are there?\nand only in France?\n")
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\r\n").filter { Int($0) != nil } == ["5", "3"])
    }

    @Test(arguments: ["900ms", "10s", "2m", "1.5", "0.5m"])
    func takesTimesAsPeopleWriteThem(time: String) throws {
        #expect(try ask(question, "--time-limit", time, "-q").code == 0)
    }
}
