internal import Plumb
internal import PlumbCore
internal import PlumbReports

/// Questions and commands, one a line, until the lines end.
struct Conversation {
    let session: Session
    var settings: AskSettings
    let console: Console
    let interrupts: Interrupts

    /// What every question shares: the hint and the day.
    let template: Question

    private var turns: [Question.Turn] = []
    private var lastAnswer: Answer?
    private var outcome = Outcome.answered

    /// How many earlier turns a question is told of.
    private static let rememberedTurns = 8

    init(
        session: Session, settings: AskSettings, console: Console, interrupts: Interrupts, template: Question
    ) {
        self.session = session
        self.settings = settings
        self.console = console
        self.interrupts = interrupts
        self.template = template
    }

    /// Talks until the lines end.
    ///
    /// - Returns: `answered` on a terminal, where each answer was seen; elsewhere the last outcome that was not.
    /// - Throws: `OutputError` where nobody reads the rows any more.
    mutating func run() async throws -> Outcome {
        let lines = lineSource()
        do {
            try await read(from: lines)
        } catch {
            await lines.close()
            throw error
        }
        await lines.close()
        return console.isInteractive ? .answered : outcome
    }

    private func lineSource() -> any LineSource {
        guard console.isInteractive, console.messages.canRedraw else { return PipedLines() }
        let tables = session.catalog.tables.count
        let screen = console.messages.screen
        console.say(
            screen.coloring(.title, VisibleText.of(session.catalog.database))
                + screen.coloring(
                    .faint, "  \(tables) \(tables == 1 ? "table" : "tables") · \\help says more")
                + "\n")
        // Bytes of value 1 tell libedit which part of the prompt takes no room.
        let prompt = screen.coloring == .ansi ? "\u{1}\u{1B}[1m\u{1}>\u{1}\u{1B}[0m\u{1} " : "> "
        let editor = LineEditor(
            prompt: prompt, completion: Completion(catalog: session.catalog), history: .standard)
        return editor ?? PipedLines() as any LineSource
    }

    private mutating func read(from lines: any LineSource) async throws {
        while true {
            switch await lines.next() {
            case .end: return
            case .interrupted: continue
            case .line(let line):
                let text = line.drop { $0.isWhitespace }
                if text.isEmpty { continue }
                if try await handle(String(text)) == .leaves { return }
            }
        }
    }

    private enum Next {
        case stays, leaves
    }

    private mutating func handle(_ line: String) async throws -> Next {
        do {
            guard let command = try SessionCommand(line) else {
                try await ask(line)
                return .stays
            }
            return try await run(command)
        } catch let problem as SessionCommand.Problem {
            outcome = .badUsage
            console.complain(problem.message)
        } catch  where error is OutputError || (error is CancellationError && !console.isInteractive) {
            throw error
        } catch is CancellationError {
            outcome = .interrupted
            // The terminal has shown the key that was pressed, which is no part of the conversation.
            note((console.messages.canRedraw ? "\r\u{1B}[K" : "") + "stopped")
        } catch {
            outcome = Outcome(of: error)
            console.complain(error, isVerbose: settings.isVerbose)
        }
        return .stays
    }

    private mutating func ask(_ line: String) async throws {
        var question = template
        question.text = try QuestionText.checked(line)
        question.earlier = turns
        try await ask(question, settings: settings)
    }

    private mutating func ask(_ question: Question, settings: AskSettings) async throws {
        let run = QuestionRun(session: session, settings: settings, console: console, hints: .commands)
        let (outcome, answer) = try await interrupts.cancelling { try await run.run(question) }
        if outcome != .answered { self.outcome = outcome }
        lastAnswer = answer
        turns = (question.earlier + [.init(question: question.text, sql: answer.sql)]).suffix(Self.rememberedTurns)
        if console.isInteractive { console.say("\n") }
    }

    /// Asks the last question again, taking the best guess for an answer.
    private mutating func guess() async throws {
        guard let lastAnswer, case .clarify(let clarification) = lastAnswer.verdict, clarification.guess != nil else {
            throw SessionCommand.Problem(message: "there is no guess to answer with")
        }
        var settings = settings
        settings.acceptsGuess = true
        try await ask(lastAnswer.question, settings: settings)
    }

    private mutating func run(_ command: SessionCommand) async throws -> Next {
        switch command {
        case .schema(let table):
            try SchemaPrinter(catalog: session.catalog, output: console.output).print(table: table, format: .text)
        case .sql(nil):
            guard let sql = lastAnswer?.sql else { throw SessionCommand.Problem(message: "there is no SQL yet") }
            try console.output.write(
                text: PrettySQL(dialect: session.catalog.dialect).line(sql, for: console.output.screen))
        case .sql(let sql?): try await runSQL(sql)
        case .explain:
            guard let lastAnswer else { throw SessionCommand.Problem(message: "there is nothing to explain yet") }
            console.say(
                Explanation(lastAnswer.stages, prettySQL: PrettySQL(dialect: session.catalog.dialect).text).text(
                    for: console.messages.screen))
        case .guess: try await guess()
        case .format(let format):
            if let format { settings.format = format }
            note("format \(settings.format.rawValue)")
        case .limit(let limit):
            if let limit { settings.limit = limit }
            note(settings.shownRows.map { "at most \($0) rows" } ?? "all rows")
        case .forget:
            turns = []
            lastAnswer = nil
            note("forgotten")
        case .help: console.say(SessionCommand.helpText(for: console.messages.screen))
        case .quit: return .leaves
        }
        return .stays
    }

    private func runSQL(_ sql: String) async throws {
        let printer = RowPrinter(format: settings.format, output: console.output)
        let limits = settings.limits(rows: settings.shownRows)
        let session = session
        let (count, isTruncated) = try await interrupts.cancelling {
            try await printer.print(try await session.execute(sql, limits: limits))
        }
        let rows = ShownRows(shown: count, known: count, hasMore: isTruncated)
        if !settings.isQuiet { note(rows.text + (isTruncated ? "; \\limit all shows them" : "")) }
    }

    private func note(_ text: String) {
        console.say(console.messages.screen.coloring(.faint, text) + "\n")
    }
}
