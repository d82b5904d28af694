internal import ArgumentParser
internal import Plumb
internal import PlumbCore
internal import PlumbPipeline
internal import PlumbReports

/// `plumb schema`: what is known of a database.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Show the tables and columns of a database, with keys and values.")

    /// How the catalog is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var database: DatabaseOption
    @OptionGroup var configuration: ConfigurationOption

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Only this table, with all that is known of it.", valueName: "name"))
    var table: String?

    @Option(name: .shortAndLong, help: "How the catalog is written.")
    var format: Format = .text

    func run() async throws {
        let console = Console()
        let interrupts = Interrupts()
        do {
            try await interrupts.cancelling {
                let source = PipelineSource(configuration: try configuration.read())
                let session = try await database.open(showingProgressOn: console, source: source)
                for remark in session.remarks {
                    console.say(console.messages.screen.coloring(.faint, VisibleText.lines(of: remark)) + "\n")
                }
                try SchemaPrinter(catalog: session.catalog, output: console.output).print(table: table, format: format)
            }
        } catch {
            console.complain(error, isVerbose: database.verbose)
            let outcome = Outcome(of: error)
            if outcome != .answered { throw outcome.exitCode }
        }
    }
}

/// Prints the catalog, for the command and for the conversation.
struct SchemaPrinter {
    let catalog: Catalog
    let output: Output

    /// Prints the catalog or one table of it.
    ///
    /// - Parameters:
    ///   - table: the table's name; nil for all.
    ///   - format: how to write it.
    /// - Throws: `OutputError`; `PlumbError` with `badInput` where there is no such table.
    func print(table: String?, format: SchemaCommand.Format) throws {
        let report = SchemaReport(catalog)
        let bytes: [UInt8]?
        switch (format, table) {
        case (.json, let table): bytes = try report.json(ofTable: table)
        case (.text, nil): bytes = Array(report.text(for: output.screen).utf8)
        case (.text, let table?): bytes = report.text(ofTable: table, for: output.screen).map { Array($0.utf8) }
        }
        guard let bytes else {
            let names = report.tableNames(near: table ?? "").prefix(5).joined(separator: ", ")
            throw PlumbError(
                .badInput, "there is no table “\(table ?? "")” in \(catalog.database)",
                suggestion: names.isEmpty ? "It has no tables at all." : "It has: \(names).")
        }
        try output.write(bytes)
    }
}
