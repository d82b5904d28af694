internal import ArgumentParser
internal import PlumbCore
internal import PlumbEvaluation

/// `plumb export`: scored examples of one stage, for people who tune prompts or models.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a stage's scored examples as JSON Lines: input, output, gold and score.",
        discussion: """
            EXAMPLES
              plumb export last --stage column-selection > columns.jsonl
            """)

    @Argument(help: "The run: its name, a beginning of it, or last.")
    var name = "last"

    @Option(help: "The stage: \(ExportedStage.allCases.map(\.rawValue).joined(separator: ", ")).")
    var stage: ExportedStage

    @OptionGroup var store: StoreOption

    func run() async throws {
        try await store.run { console in
            let record = try await store.openExisting().record(named: name, isWhole: true)
            for example in record.examples {
                guard let line = StageExample(example, of: stage.kind) else { continue }
                try console.output.write(JSONLines.bytes(of: line))
            }
        }
    }
}

/// The stages by the names under which they are exported.
enum ExportedStage: String, ExpressibleByArgument, CaseIterable, Sendable {
    case tableSelection = "table-selection"
    case columnSelection = "column-selection"
    case querySynthesis = "query-synthesis"
    case executionCheck = "execution-check"

    var kind: StageKind {
        switch self {
        case .tableSelection: .tableSelection
        case .columnSelection: .columnSelection
        case .querySynthesis: .querySynthesis
        case .executionCheck: .executionCheck
        }
    }
}
