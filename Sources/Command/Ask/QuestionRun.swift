internal import Plumb
internal import PlumbCore
internal import PlumbReports

/// One question, from its first stage to its last row.
struct QuestionRun: Sendable {
    let session: Session
    let settings: AskSettings
    let console: Console
    var hints = Hints.arguments

    /// How a person gets more than was shown, as whole sentences.
    struct Hints: Sendable {
        /// Every row.
        let rows: String
        /// The best guess as the answer.
        let guess: String

        static let arguments = Hints(
            rows: "--limit all shows every row.", guess: "--best-guess answers with it.")
        static let commands = Hints(rows: "\\limit all shows every row.", guess: "\\guess answers with it.")
    }

    /// Asks, and prints what comes.
    ///
    /// - Parameter question: the question.
    /// - Returns: how it ended, and the answer.
    /// - Throws: `PlumbError`, `OutputError` or `CancellationError`.
    func run(_ question: Question) async throws -> (outcome: Outcome, answer: Answer) {
        let answer = try await watch(question)
        switch answer.verdict {
        case .accepted(let query):
            try await show(query, of: answer)
            return (.answered, answer)
        case .refuse:
            complain(answer)
            return (.refused, answer)
        case .fail:
            complain(answer)
            return (Self.hasDoubtedResult(answer) ? .unanswered : .databaseError, answer)
        case .clarify, .repair:
            complain(answer)
            return (.unanswered, answer)
        }
    }

    /// Whether the last query that was tried ran, and nobody trusted its result.
    private static func hasDoubtedResult(_ answer: Answer) -> Bool {
        let last = answer.stages.last { $0.kind == .executionCheck }
        guard case .verdict(.repair(let feedback)) = last?.output else { return false }
        return feedback.ran
    }

    /// Shows each stage as it ends.
    private func watch(_ question: Question) async throws -> Answer {
        let line = PassingLine(console.messages, isEnabled: !settings.isQuiet)
        defer { line.clear() }
        let options = AskOptions(limits: settings.limits(rows: nil), acceptsGuess: settings.acceptsGuess)
        var answer: Answer?
        var written = ""
        for try await event in session.ask(question, options: options) {
            let screen = console.messages.screen
            switch event {
            case .stageStarted(let start): line.show(StageLine.running(start, for: screen))
            case .modelWrote(let text):
                written += text
                if let columns = screen.columns { line.showEnd(of: written, columns: columns) }
            case .stageFinished(let record):
                written = ""
                line.clear()
                if settings.isQuiet { continue }
                console.say(
                    settings.explains
                        ? Explanation([record], prettySQL: prettySQL.text).text(for: screen) + "\n"
                        : StageLine(record).text(for: screen) + "\n")
            case .answer(let final): answer = final
            }
        }
        // A cancelled stream ends as if it were complete.
        try Task.checkCancellation()
        guard let answer else {
            throw PlumbError(.contractViolated, "the pipeline ended without an answer")
        }
        return answer
    }

    private var prettySQL: PrettySQL { PrettySQL(dialect: session.catalog.dialect) }

    private func show(_ query: AcceptedQuery, of answer: Answer) async throws {
        let report = AnswerReport(answer, prettySQL: prettySQL.text)
        if settings.printsSQL {
            try console.output.write(text: prettySQL.line(query.sql, for: console.output.screen))
            if !settings.isQuiet { console.say(report.summary(of: nil, for: console.messages.screen)) }
            return
        }
        if !settings.isQuiet {
            // An explanation ends with an empty line of its own.
            let text = report.query(for: console.messages.screen)
            console.say(settings.explains ? String(text.drop { $0 == "\n" }) : text)
        }
        let rows = try await show(query)
        if settings.isQuiet { return }
        // The rows stand between query and summary, where both go to the same screen.
        if console.output.screen.columns != nil { console.say("\n") }
        console.say(report.summary(of: rows, for: console.messages.screen))
    }

    /// Prints rows from the answer where it holds enough of them, else from the database.
    private func show(_ query: AcceptedQuery) async throws -> ShownRows {
        let limit = settings.shownRows
        let result = query.result
        let printer = RowPrinter(format: settings.format, output: console.output)
        guard !result.isComplete, limit.map({ $0 > result.rows.count }) ?? true else {
            let shown = try printer.print(result, limit: limit)
            return ShownRows(
                shown: shown, known: result.rows.count, hasMore: !result.isComplete,
                hint: shown < result.rows.count || !result.isComplete ? hints.rows : nil)
        }
        let cursor = try await session.execute(query.sql, limits: settings.limits(rows: limit))
        let (shown, isTruncated) = try await printer.print(cursor)
        return ShownRows(shown: shown, known: shown, hasMore: isTruncated, hint: isTruncated ? hints.rows : nil)
    }

    private func complain(_ answer: Answer) {
        let report = AnswerReport(answer, prettySQL: prettySQL.text)
        console.say(
            (settings.isQuiet || settings.explains ? "" : "\n")
                + report.refusal(guessHint: hints.guess, for: console.messages.screen))
    }
}
