internal import ArgumentParser
internal import Plumb
internal import PlumbCore
internal import PlumbModels
internal import PlumbPipeline
internal import PlumbReports

/// `plumb ask`: one question, or a conversation.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask a question, or hold a conversation.",
        usage: """
            plumb ask "Which five customers spent the most in 2024?" --database shop.sqlite
            plumb ask --database shop.sqlite
            """,
        discussion: """
            Without a question, lines are read from standard input: on a terminal as a conversation, where \\help shows \
            the commands and a question may follow up the one before; elsewhere one question a line.

            Rows go to standard output, everything else to standard error.

            EXIT CODES
              \(Outcome.documentation)
            """)

    @Argument(help: "The question; - reads it from standard input.")
    var question: [String] = []

    @OptionGroup var database: DatabaseOption

    @OptionGroup(title: "Pipelines and models") var pipeline: PipelineOption

    @Option(name: .shortAndLong, help: "How rows are written.")
    var format: ResultFormat = .table

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How many rows to show: a number or all. The default is 100 for tables, all for other formats.",
            valueName: "rows"))
    var limit: RowLimit?

    @Option(
        help: ArgumentHelp(
            "How long a query may take, \(TimeLimit.help); default: what the configuration says, or 10s.",
            valueName: "time"))
    var timeLimit: TimeLimit?

    @Option(help: ArgumentHelp("A hint, such as what a word means in this database.", valueName: "hint"))
    var evidence: String?

    @Option(help: ArgumentHelp("The day that words like “last month” count from, yyyy-mm-dd.", valueName: "date"))
    var today: CalendarDate?

    @Flag(help: "Show every stage's output with its evidence and timing.")
    var explain = false

    @Flag(help: "Print the SQL instead of the rows.")
    var sqlOnly = false

    @Flag(help: "Answer with the best guess instead of asking back.")
    var bestGuess = false

    @Flag(name: .shortAndLong, help: "Print nothing but rows and errors.")
    var quiet = false

    func run() async throws {
        let console = Console()
        let outcome: Outcome
        do {
            outcome = try await answer(on: console)
        } catch {
            console.complain(error, isVerbose: database.verbose)
            outcome = Outcome(of: error)
        }
        if outcome != .answered { throw outcome.exitCode }
    }

    private func answer(on console: Console) async throws -> Outcome {
        let isConversation = question.isEmpty
        let source = try pipeline.source()
        let settings = settings(source.configuration.limits)
        let interrupts = Interrupts(endsWhenIdle: !(isConversation && console.isInteractive))
        if !isConversation {
            let text = question == ["-"] ? try await StandardInput.all() : question.joined(separator: " ")
            let asked = Question(
                try QuestionText.checked(text), evidence: evidence, askedOn: today ?? .today)
            return try await interrupts.cancelling {
                let (session, models) = try await open(source, on: console)
                let run = QuestionRun(session: session, settings: settings, console: console)
                let outcome = try await run.run(asked).outcome
                try pipeline.keepRecording(of: models)
                return outcome
            }
        }
        let (session, models) = try await interrupts.cancelling { try await open(source, on: console) }
        var conversation = Conversation(
            session: session, settings: settings, console: console, interrupts: interrupts,
            template: Question("", evidence: evidence, askedOn: today ?? .today))
        let outcome = try await conversation.run()
        try pipeline.keepRecording(of: models)
        return outcome
    }

    private func open(_ source: PipelineSource, on console: Console) async throws -> (Session, ModelClient?) {
        let models = try pipeline.client(source, isPersonWaiting: true)
        if models == nil, !quiet, console.messages.screen.columns != nil { ModelHint.say(on: console) }
        let session = try await database.open(showingProgressOn: console, source: source, models: models)
        if !quiet {
            for remark in session.remarks {
                console.say(console.messages.screen.coloring(.faint, VisibleText.lines(of: remark)) + "\n")
            }
        }
        return (session, models)
    }

    private func settings(_ limits: Configuration.Limits) -> AskSettings {
        AskSettings(
            format: format, limit: limit, timeLimit: timeLimit ?? TimeLimit(seconds: limits.seconds ?? 10),
            mostRows: limits.rows, mostBytes: limits.bytes, explains: explain, printsSQL: sqlOnly,
            acceptsGuess: bestGuess, isQuiet: quiet, isVerbose: database.verbose)
    }
}

/// How questions are answered, and what is shown of it.
struct AskSettings: Sendable {
    var format: ResultFormat
    var limit: RowLimit?
    var timeLimit: TimeLimit
    /// Bounds on what is read of a result, from the configuration; nil for none.
    var mostRows: Int?
    var mostBytes: Int?
    var explains: Bool
    var printsSQL: Bool
    var acceptsGuess: Bool
    var isQuiet: Bool
    var isVerbose: Bool

    /// Bounds on a query of which so many rows are wanted; nil for all.
    func limits(rows: Int?) -> ExecutionLimits {
        ExecutionLimits(
            seconds: timeLimit.seconds, rows: [rows, mostRows].compactMap(\.self).min(), bytes: mostBytes)
    }

    /// The number of rows to show; nil for all.
    var shownRows: Int? {
        limit.map(\.rows) ?? (format == .table ? 100 : nil)
    }
}
