import Foundation
import Testing

struct ScreenTests {
    private let workplace: Workplace

    init() throws { workplace = try Workplace() }

    private func ask(columns: Int, environment: [String: String] = [:]) async throws -> TerminalRun {
        let terminal = try TerminalRun(
            ["ask", "List all customers", "-d", workplace.database], columns: columns, in: workplace,
            environment: environment)
        #expect(try await terminal.end() == 0)
        return terminal
    }

    @Test func colorsATerminal() async throws {
        let terminal = try await ask(columns: 80)
        #expect(terminal.raw.contains("\u{1B}[1m"))
        #expect(terminal.text.contains("Ada Lovelace"))
    }

    @Test func showsHowFarTheFirstReadingIs() async throws {
        let first = try await ask(columns: 80)
        #expect(first.text.contains("reading the catalog"))
        let second = try await ask(columns: 80)
        #expect(!second.text.contains("reading the catalog"))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func staysPlainWhereAskedTo(environment: [String: String]) async throws {
        let terminal = try await ask(columns: 80, environment: environment)
        #expect(!terminal.raw.contains("\u{1B}[1m"))
        #expect(!terminal.raw.contains("\u{1B}[2m"))
        #expect(terminal.text.contains("Ada Lovelace"))
    }

    @Test(arguments: [100, 40, 20])
    func fitsTheWindow(columns: Int) async throws {
        let terminal = try await ask(columns: columns)
        for line in terminal.text.split(separator: "\n") where !line.contains("/") { #expect(line.count <= columns) }
    }

    @Test func dataDrivesNoTerminal() async throws {
        try SampleDatabase.run(
            "INSERT INTO customers VALUES (6, char(27) || '[2J' || char(7) || 'boo', char(155) || '31m', NULL)",
            in: workplace.database)
        for format in ["table", "csv", "json", "markdown"] {
            let terminal = try TerminalRun(
                ["ask", "List all customers", "-d", workplace.database, "-f", format], in: workplace)
            #expect(try await terminal.end() == 0)
            #expect(terminal.text.contains("boo"))
            #expect(!terminal.raw.contains("\u{1B}[2J"))
            #expect(!terminal.raw.contains("\u{7}"))
            #expect(!terminal.raw.contains("\u{9B}"))
        }
        for arguments in [
            ["schema"], ["schema", "-f", "json"], ["schema", "-t", "customers"], ["schema", "-t", "\u{9B}x"],
        ] {
            let terminal = try TerminalRun(arguments + ["-d", workplace.database], in: workplace)
            _ = try await terminal.end()
            #expect(!terminal.raw.contains("\u{1B}[2J"))
            #expect(!terminal.raw.contains("\u{9B}"))
        }
    }
}
