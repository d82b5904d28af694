internal import ArgumentParser
internal import PlumbCore
internal import PlumbModels
internal import PlumbPipeline
internal import PlumbReports

/// `plumb config`: the configuration file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check the configuration, or print what editors need to know of it.",
        subcommands: [Check.self, Schema.self], defaultSubcommand: Check.self)

    /// `plumb config check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the configuration, and list its models and pipelines.")

        @OptionGroup var pipeline: PipelineOption

        func run() throws {
            let console = Console()
            let source = try pipeline.source()
            var lines = Lines(for: console.output.screen)
            lines.add(source.configuration.file ?? "there is no plumb.yaml from here upwards", after: "", role: .title)
            for (name, model) in source.configuration.models.sorted(by: { $0.key < $1.key }) {
                lines.add(
                    [model.modelName.description, model.baseURL].compactMap(\.self).joined(separator: " at "),
                    after: "  model " + VisibleText.padded(name, to: 16), leadRole: .name)
            }
            for plan in source.configuration.plans {
                let isChosen = plan.name == source.name
                lines.add(
                    plan.summary, after: "  pipeline " + VisibleText.padded(plan.name + (isChosen ? " ✓" : ""), to: 16),
                    leadRole: .name)
            }
            // Made, so that files and models which a stage names are looked for too.
            _ = try source.pipeline()
            try console.output.write(text: lines.text)
        }
    }

    /// `plumb config schema`.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the JSON Schema of the file, for editors.")

        func run() throws {
            try Console().output.write(text: Configuration.jsonSchema + "\n")
        }
    }
}
