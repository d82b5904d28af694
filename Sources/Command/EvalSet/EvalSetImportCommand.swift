internal import ArgumentParser
internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// `plumb evalset import`: an eval set from a benchmark's questions, or from a table.
struct EvalSetImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Turn a benchmark's questions, or a table of them, into an eval set.",
        discussion: """
            Forms:

              spider    JSON or JSON Lines: db_id, question, query
              bird      JSON or JSON Lines: question_id, db_id, question, evidence, SQL, difficulty
              wikisql   JSON Lines: question, table_id, sql; with --tables. The database is named after the file of \
            questions: dev.sqlite for dev.jsonl
              csv       a table with a header: question, database, gold; where they are known id, evidence, tags, difficulty

            An id is the file's name and the question's number. A difficulty that is not given is Spider's hardness of the \
            query (extra counts as hard); tags are what the query is made of. The file is written whole or not at all.

            EXAMPLES
              plumb evalset import spider --questions dev.json --databases database --output dev.jsonl
              plumb evalset import spider --questions dev.json --gold dev_gold.sql --databases database --output dev.jsonl
              plumb evalset import csv --questions questions.csv --databases . --output questions.jsonl
            """)

    @Argument(help: "The form of the questions: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: ImportFormat

    @Option(help: "The file of questions.", completion: .file())
    var questions: String

    @Option(
        help: "Gold queries, where the questions have none: SQL, a tab and the database's name on each line.",
        completion: .file())
    var gold: String?

    @Option(help: "WikiSQL's file of tables.", completion: .file())
    var tables: String?

    @Option(help: "The folder of the databases: NAME/NAME.sqlite or NAME.sqlite.", completion: .directory)
    var databases: String

    @Option(
        name: .shortAndLong, help: "The eval set to write; - is standard output.",
        completion: .file(extensions: ["jsonl"]))
    var output: String

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    func run() async throws {
        let console = Console()
        do {
            try await Interrupts().cancelling { try await load(console) }
        } catch {
            console.complain(error, isVerbose: verbose)
            throw Outcome(of: error).exitCode
        }
    }

    private func load(_ console: Console) async throws {
        let file = try OutputFile(output)
        let importer = Importer(format: format, databases: try DatabaseFolder(databases))
        let examples = try await importer.examples(questions: questions, gold: gold, tables: tables)
        try file.write(lines: try examples.map { try $0.line() })
        console.say(
            "wrote \(examples.count) examples to \(file.isStandardOutput ? "standard output" : VisibleText.of(output))\n"
        )
    }
}
