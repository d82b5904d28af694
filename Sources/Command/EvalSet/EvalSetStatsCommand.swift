internal import ArgumentParser
internal import PlumbCore
internal import PlumbEvaluation

/// `plumb evalset stats`: what eval sets are made of.
struct EvalSetStatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Count a set's examples by database, difficulty, tag and voice.",
        discussion: """
            EXAMPLES
              plumb evalset stats evalsets/*.jsonl
              plumb evalset stats dev.jsonl --format json
            """)

    @Argument(help: "Eval sets, JSON Lines.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    @Option(name: .shortAndLong, help: "How to print: text or json.")
    var format = EvalSetFormat.text

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    func run() async throws {
        let console = Console()
        do {
            let statistics = EvalSetStatistics(try files.flatMap { try EvalSet(contentsOf: $0).examples })
            switch format {
            case .json: try console.output.write(JSONLines.bytes(of: statistics))
            case .text: try console.output.write(text: StatisticsText(statistics).text)
            }
        } catch {
            console.complain(error, isVerbose: verbose)
            throw Outcome(of: error).exitCode
        }
    }
}
