internal import ArgumentParser
internal import PlumbCore
internal import PlumbPipeline
internal import PlumbReports

/// `plumb stages`: what pipelines can be made of.
struct StagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages", abstract: "List the implementations of each stage, and what they take.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    /// `plumb stages list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the implementations of each stage.")

        func run() throws {
            let console = Console()
            var lines = Lines(for: console.output.screen)
            for kind in StageKind.allCases {
                if kind != .tableSelection { lines.add() }
                lines.add(kind.title, after: "", role: .title)
                for implementation in StageRegistry.standard.implementations(of: kind) {
                    lines.add(
                        implementation.summary, after: "  " + VisibleText.padded(implementation.name, to: 10),
                        leadRole: .name)
                }
            }
            lines.add()
            lines.add("plumb stages show NAME lists what an implementation takes.", after: "", role: .faint)
            try console.output.write(text: lines.text)
        }
    }

    /// `plumb stages show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what an implementation takes.")

        @Argument(help: "The implementation's name.")
        var name: String

        func run() throws {
            let console = Console()
            let found = StageRegistry.standard.implementations.filter { $0.name == name }
            guard !found.isEmpty else {
                var names: [String] = []
                for implementation in StageRegistry.standard.implementations where !names.contains(implementation.name)
                {
                    names.append(implementation.name)
                }
                throw PlumbError(
                    .badInput, "there is no implementation '\(name)'",
                    suggestion: "There are: \(names.joined(separator: ", ")).")
            }
            var lines = Lines(for: console.output.screen)
            for (index, implementation) in found.enumerated() {
                if index > 0 { lines.add() }
                lines.add(
                    implementation.summary, after: "\(implementation.kind.title) \(implementation.name)  ",
                    leadRole: .title)
                if implementation.parameters.isEmpty { lines.add("It takes nothing.", after: "  ", role: .faint) }
                for parameter in implementation.parameters {
                    let standard = parameter.standard.map { ", default \($0)" } ?? ""
                    lines.add(
                        "\(parameter.help) (\(parameter.formText)\(standard))",
                        after: "  " + VisibleText.padded(parameter.name, to: 20), leadRole: .name)
                }
            }
            try console.output.write(text: lines.text)
        }
    }
}
