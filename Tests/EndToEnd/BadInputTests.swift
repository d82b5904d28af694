import Foundation
import Testing

struct BadInputTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func check(_ run: PipedRun, code: Int32, says words: String...) {
        #expect(run.code == code)
        #expect(run.output == "")
        #expect(run.messages.hasPrefix("plumb: "))
        for word in words { #expect(run.messages.contains(word)) }
        // What only a developer understands.
        for word in ["PlumbError", "Error(", "Optional", "SQLITE_", "fatal"] { #expect(!run.messages.contains(word)) }
    }

    @Test(arguments: [
        (["ask", "x"], "no database is named"), (["ask", "x", "--databse", "y"], "Did you mean '--database'?"),
        (["ask", "x", "-d", "y", "--format", "xml"], "'xml' is invalid"),
        (["ask", "x", "-d", "y", "--time-limit", "soon"], "'soon' is invalid"),
        (["ask", "x", "-d", "y", "--limit", "0"], "'0' is invalid"),
        (["ask", "x", "-d", "y", "--today", "2024-02-30"], "'2024-02-30' is invalid"), (["asq"], "asq"),
    ])
    func explainsBadUsage(arguments: [String], words: String) throws {
        check(try PipedRun(arguments, in: workplace), code: 64, says: words)
    }

    @Test(arguments: ["", "   ", "\t\n"])
    func asksForAQuestion(text: String) throws {
        check(try PipedRun(["ask", text, "-d", workplace.database], in: workplace), code: 64, says: "is empty")
    }

    @Test func refusesAPastedDocument() throws {
        let long = Data(String(repeating: "word ", count: 20_000).utf8)
        let run = try PipedRun(["ask", "-", "-d", workplace.database], input: long, in: workplace)
        check(run, code: 64, says: "100000 bytes")
    }

    @Test func refusesControlCharacters() throws {
        let run = try PipedRun(
            ["ask", "-", "-d", workplace.database], input: Data("how many\0 customers".utf8), in: workplace)
        check(run, code: 64, says: "U+0000")
        check(
            try PipedRun(["ask", "a\u{1B}[2Jb", "-d", workplace.database], in: workplace), code: 64, says: "U+001B")
    }

    @Test func standsBytesThatAreNoText() throws {
        let run = try PipedRun(
            ["ask", "-", "-d", workplace.database], input: Data([0xFF, 0xFE, 0x68, 0x69]), in: workplace)
        #expect([0, 1].contains(run.code))
    }

    @Test(arguments: [
        "HOW MANY CUSTOMERS ARE THERE?", "how many customers 😀 are there", "客户有多少？", "?", "'; DROP TABLE customers; --",
        "customers customers customers", "\"", "how many \u{202E}customers",
    ])
    func answersOrSaysWhyNot(question: String) throws {
        let run = try PipedRun(["ask", question, "-d", workplace.database], in: workplace)
        // A question without a word is no question.
        #expect([0, 1, 2, 64].contains(run.code))
        #expect(run.code == 0 || !run.messages.isEmpty)
    }

    @Test func saysWhatIsWrongWithADatabase() throws {
        try Data("this is no database, whatever its name may say".utf8).write(
            to: URL(filePath: workplace.path("text.sqlite")))
        try Data().write(to: URL(filePath: workplace.path("empty.sqlite")))
        for name in ["missing.sqlite", "text.sqlite", "."] {
            let run = try PipedRun(["ask", "how many?", "-d", workplace.path(name)], in: workplace)
            check(run, code: 3)
        }
        let empty = try PipedRun(["ask", "how many?", "-d", workplace.path("empty.sqlite")], in: workplace)
        #expect([1, 3].contains(empty.code))
        #expect(!empty.messages.isEmpty)
    }
}
