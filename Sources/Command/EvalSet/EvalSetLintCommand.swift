internal import ArgumentParser
internal import Foundation
internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// `plumb evalset lint`: what is wrong with eval sets.
struct EvalSetLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Say what is wrong with eval sets, line by line.",
        discussion: """
            With databases every gold query is run, and run again with rows whose order is left open the other way round: \
            what depends on an order that nothing fixes shows itself. The exit code is 1 where an error is found.

            EXAMPLES
              plumb evalset lint evalsets/*.jsonl --databases sample-dbs
              plumb evalset lint dev.jsonl --databases database --rule gold-ties --rule gold-order
              plumb evalset lint --list
            """)

    @Argument(help: "Eval sets, JSON Lines.", completion: .file(extensions: ["jsonl"]))
    var files: [String] = []

    @Option(
        help: "The folder of the databases: NAME/NAME.sqlite or NAME.sqlite; without it nothing is run.",
        completion: .directory)
    var databases: String?

    @Option(parsing: .singleValue, help: ArgumentHelp("Apply this rule only; may be repeated.", valueName: "name"))
    var rule: [String] = []

    @Flag(help: "List the rules.")
    var list = false

    @Option(name: .shortAndLong, help: "How to print: text or json.")
    var format = EvalSetFormat.text

    @Option(help: "SQLite's instructions that one query may run, in millions; beyond them it is slow.")
    var steps = 200

    @Option(name: .shortAndLong, help: "How many examples are looked at at a time; default: one for each core.")
    var jobs: Int?

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    func validate() throws {
        guard list || !files.isEmpty else { throw ValidationError("Name an eval set, or --list.") }
        for (name, value, most) in [("--steps", steps, 1_000_000_000), ("--jobs", jobs ?? 1, 256)] {
            guard (1...most).contains(value) else {
                throw ValidationError("\(name) takes a whole number from 1 to \(most).")
            }
        }
    }

    func run() async throws {
        let console = Console()
        do {
            if list {
                try console.output.write(text: try rules())
                return
            }
            let hasErrors = try await Interrupts().cancelling { try await lint(console) }
            if hasErrors { throw Outcome.unanswered.exitCode }
        } catch let code as ExitCode {
            throw code
        } catch {
            console.complain(error, isVerbose: verbose)
            throw Outcome(of: error).exitCode
        }
    }

    private func rules() throws -> String {
        switch format {
        case .json: return String(decoding: try JSONLines.bytes(of: Linter.rules), as: UTF8.self)
        case .text:
            let width = Linter.rules.map(\.name.count).max() ?? 0
            return Linter.rules.map { rule in
                let name = rule.name.padding(toLength: width, withPad: " ", startingAt: 0)
                let level = rule.level.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)
                return "\(name)  \(level)  \(rule.summary)\n"
            }.joined()
        }
    }

    /// Prints findings.
    ///
    /// - Returns: whether an error is among them.
    private func lint(_ console: Console) async throws -> Bool {
        let start = ContinuousClock.now
        let sets = try files.map { path throws(PlumbError) in try EvalSetFile(contentsOf: path) }
        let linter = try Linter(
            rules: rule, databases: try databases.map(DatabaseFolder.init), thousandsOfSteps: steps * 1_000,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        let count = sets.reduce(0) { $0 + $1.lines.count }
        let progress = EvalSetProgress(of: count, on: console)
        let findings: [LintFinding]
        do {
            defer { progress.end() }
            findings = try await linter.findings(in: sets) { progress.add() }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let summary = LintSummary(findings, examples: count)
        switch format {
        case .json:
            try console.output.write(JSONLines.bytes(of: LintReport(findings: findings, summary: summary)))
        case .text:
            try console.output.write(
                text: findings.map { finding in
                    let place = VisibleText.of("\(finding.file):\(finding.line)")
                    return "\(place): \(finding.rule): \(VisibleText.of(finding.message))\n"
                }.joined())
            console.say("\(summary.text), \(String(format: "%.1f", seconds)) s\n")
        }
        return findings.contains { $0.level == .error }
    }
}

/// How a set's findings and counts are printed.
enum EvalSetFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
}
