internal import ArgumentParser
internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// `plumb report`: a run as people read it.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Report on a run: on the terminal, as HTML, Markdown, JSON or JUnit.",
        discussion: """
            EXAMPLES
              plumb report last
              plumb report last --html report.html --junit report.xml
              plumb report last --json - | jq .summary           - is standard output, for one of them
            """)

    @Argument(help: "The run: its name, a beginning of it, or last.")
    var name = "last"

    @Option(help: "Write one self-contained HTML file.", completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "Write Markdown, such as for a pull request.", completion: .file(extensions: ["md"]))
    var markdown: String?

    @Option(help: "Write the whole run as JSON.", completion: .file(extensions: ["json"]))
    var json: String?

    @Option(help: "Write JUnit's XML: a test case for each example.", completion: .file(extensions: ["xml"]))
    var junit: String?

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard [html, markdown, json, junit].count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Only one form can go to standard output: name files for the others.")
        }
    }

    func run() async throws {
        try await store.run { console in
            let files = try [html, markdown, json, junit].map { path throws(PlumbError) in
                try path.map { path throws(PlumbError) in try OutputFile(path) }
            }
            let record = try await store.openExisting().record(named: name, isWhole: true)
            let pretty = PrettySQL(dialect: record.making.dialect ?? .sqlite)
            try files[0]?.write(text: RunHTML(record, prettySQL: { pretty.text($0) }).text)
            try files[1]?.write(text: RunMarkdown(record).text)
            try files[2]?.write([record])
            try files[3]?.write(text: RunJUnit(record).text)
            if files.allSatisfy({ $0 == nil }) {
                try console.output.write(text: RunReport(record, on: console.output.screen).text)
            }
        }
    }
}
