internal import ArgumentParser
internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// `plumb runs`: the runs that are kept.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the runs that are kept.",
        discussion: """
            EXAMPLES
              plumb runs
              plumb runs list --format markdown last
              plumb runs show last
            """,
        subcommands: [RunsListCommand.self, RunsShowCommand.self], defaultSubcommand: RunsListCommand.self)
}

/// `plumb runs list`.
struct RunsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the runs that are kept, the latest first.")

    @Argument(help: "Runs to show, each its name, a beginning of it, or last; all where none is named.")
    var names: [String] = []

    @Option(help: "How many are shown.")
    var limit = 20

    @Option(help: "How to print: text, jsonl, or markdown, a table to be kept in a document.")
    var format = ListFormat.text

    /// How lists of runs are printed.
    enum ListFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
        case text, jsonl, markdown
    }

    @OptionGroup var store: StoreOption

    func run() async throws {
        try await store.run { console in
            var entries: [RunStore.Entry] = []
            if names.isEmpty {
                entries = Array(try await store.entries().prefix(max(limit, 0)))
            } else {
                let runStore = try await store.openExisting()
                for name in names { entries.append(try await runStore.run(named: name)) }
            }
            if format == .jsonl {
                for entry in entries { try console.output.write(JSONLines.bytes(of: entry)) }
                return
            }
            guard !entries.isEmpty else {
                console.say("There are no runs in \(VisibleText.of(try store.name())): plumb eval makes one.\n")
                return
            }
            let runs = entries.map { entry in
                RunRecord(
                    id: entry.id, startedAt: entry.startedAt, isComplete: entry.summary != nil, making: entry.making,
                    examples: [], summary: entry.summary ?? RunSummary())
            }
            if format == .markdown {
                try console.output.write(text: RunsMarkdown(runs).text)
                return
            }
            try console.output.write(text: RunsTable(Array(runs), on: console.output.screen).text)
        }
    }
}

/// `plumb runs show`: what made a run, and what it came to.
struct RunsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a run's figures and what made it.")

    @Argument(help: "The run: its name, a beginning of it, or last.")
    var name: String

    @OptionGroup var store: StoreOption

    func run() async throws {
        try await store.run { console in
            let record = try await store.openExisting().record(named: name, isWhole: false)
            try console.output.write(text: RunReport(record, on: console.output.screen).text)
        }
    }
}

/// How exports are printed.
enum RunFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, jsonl
}
