internal import ArgumentParser
internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// `plumb compare`: what changed from one run to another.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Say what changed from one run to another, and whether it is real.",
        discussion: """
            Two runs are compared example by example: each stage's figures, tags, and what went another way, with McNemar's \
            test and bootstrap intervals. More runs make a table.

            EXAMPLES
              plumb compare 2026-11-24-101500-1a2b last
            """)

    @Argument(help: "The runs: names, beginnings of them, or last; the first is what the others are compared with.")
    var names: [String]

    @Option(help: "How to print: text or jsonl.")
    var format = RunFormat.text

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard names.count >= 2 else { throw ValidationError("Name two runs or more.") }
    }

    func run() async throws {
        try await store.run { console in
            let runStore = try await store.openExisting()
            var runs: [RunRecord] = []
            for name in names { runs.append(try await runStore.record(named: name, isWhole: false)) }
            let comparisons = try runs.dropFirst().map { run throws(PlumbError) in
                try RunComparer(base: runs[0], other: run).comparison
            }
            if format == .jsonl {
                for comparison in comparisons { try console.output.write(JSONLines.bytes(of: comparison)) }
            } else if comparisons.count == 1 {
                let report = RunComparisonReport(comparisons[0], on: console.output.screen)
                try console.output.write(text: report.text)
            } else {
                try console.output.write(text: RunsTable(runs, on: console.output.screen).text)
                for comparison in comparisons { try console.output.write(text: comparison.verdict + "\n") }
            }
        }
    }
}
