internal import ArgumentParser

/// `plumb evalset`: what is done with sets of questions before anybody is measured with them.
struct EvalSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evalset", abstract: "Import, check and count sets of questions.",
        subcommands: [EvalSetImportCommand.self, EvalSetLintCommand.self, EvalSetStatsCommand.self])
}
