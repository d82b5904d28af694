import Foundation
import Testing

struct ConversationTests {
    private let workplace: Workplace
    private let endless =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"

    init() throws { workplace = try Workplace() }

    private func start(_ more: String..., environment: [String: String] = [:]) throws -> TerminalRun {
        try TerminalRun(["ask", "-d", workplace.database] + more, in: workplace, environment: environment)
    }

    @Test func holdsAConversation() async throws {
        let terminal = try start()
        var mark = try await terminal.wait(for: "\\help")
        terminal.type("How many customers are there?\r")
        mark = try await terminal.wait(for: "sure", after: mark)
        terminal.type("\\sql\r")
        mark = try await terminal.wait(for: "FROM customers", after: mark)
        terminal.type("\\explain\r")
        mark = try await terminal.wait(for: "accepted candidate", after: mark)
        terminal.type("\\schema orders\r")
        mark = try await terminal.wait(for: "customer_id", after: mark)
        terminal.type("\\format json\r")
        mark = try await terminal.wait(for: "format json", after: mark)
        terminal.type("\\sql select 6*7 as n\r")
        mark = try await terminal.wait(for: "{\"n\":42}", after: mark)
        terminal.type("\\shema\r")
        mark = try await terminal.wait(for: "do you mean \\schema?", after: mark)
        terminal.type("\\quit\r")
        #expect(try await terminal.end() == 0)
    }

    @Test func controlCGivesUpTheLineAndControlDEnds() async throws {
        let terminal = try start()
        var mark = try await terminal.wait(for: "> ")
        terminal.type("half a question\u{3}")
        mark = try await terminal.wait(for: "^C", after: mark)
        mark = try await terminal.wait(for: "> ", after: mark)
        terminal.type("\\limit all\r")
        mark = try await terminal.wait(for: "all rows\n> ", after: mark)
        terminal.type("\u{4}")
        #expect(try await terminal.end() == 0)
    }

    @Test func controlCStopsTheQueryAtOnce() async throws {
        let terminal = try start("--time-limit", "60s")
        var mark = try await terminal.wait(for: "> ")
        terminal.type("\\sql \(endless)\r")
        mark = try await terminal.wait(for: "FROM n", after: mark)
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        terminal.type("\u{3}")
        mark = try await terminal.wait(for: "stopped", after: mark)
        #expect(ContinuousClock.now - start < .seconds(1))
        terminal.type("\\sql select 6*7 as n\r")
        mark = try await terminal.wait(for: "42", after: mark)
        mark = try await terminal.wait(for: "1 row\n> ", after: mark)
        terminal.type("\u{4}")
        #expect(try await terminal.end() == 0)
    }

    @Test func keepsHistoryToItself() async throws {
        let first = try start()
        var mark = try await first.wait(for: "> ")
        first.type("\\sql select 'kept é' as text\r")
        mark = try await first.wait(for: "1 row\n> ", after: mark)
        first.type("\u{4}")
        #expect(try await first.end() == 0)

        let file = workplace.path("state/plumb/history")
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "\\sql select 'kept é' as text\n")

        let second = try start()
        mark = try await second.wait(for: "> ")
        second.type("\u{1B}[A")
        mark = try await second.wait(for: "kept é", after: mark)
        second.type("\r")
        try await second.wait(for: "1 row", after: mark)
    }

    @Test func completesCommandsAndNames() async throws {
        let terminal = try start()
        var mark = try await terminal.wait(for: "> ")
        terminal.type("\\sc\tcust\t\r")
        mark = try await terminal.wait(for: "joined_on", after: mark)
        terminal.type("\\s\t")
        try await terminal.wait(for: "\\schema  \\sql", after: mark)
    }

    @Test func readsLinesFromAPipeWithoutAPrompt() throws {
        let run = try PipedRun(
            ["ask", "-d", workplace.database, "-q", "-f", "csv"],
            input: Data("\\sql select 1 as a\n\n\\sql select 2 as b".utf8), in: workplace)
        #expect(run.output == "a\r\n1\r\nb\r\n2\r\n")
        #expect(run.messages == "")
        #expect(run.code == 0)
        let bad = try PipedRun(
            ["ask", "-d", workplace.database], input: Data("\\nothing\n\\sql drop table customers\n".utf8),
            in: workplace)
        #expect(bad.code == 2)
        #expect(bad.messages.contains("there is no command \\nothing"))
    }

    @Test func anInterruptEndsAPipedConversation() throws {
        let run = try PipedRun(
            script: """
                echo "\\sql \(endless)" > lines
                "$PLUMB" ask -d "$DB" --time-limit 60s < lines &
                plumb=$!
                # More than once: a shell lets its children ignore interrupts until they say otherwise.
                (while sleep 1; do kill -INT $plumb 2> /dev/null || break; done) &
                wait $plumb; echo $?
                """, in: workplace)
        #expect(run.output == "130\n")
    }
}
