internal import ArgumentParser
internal import PlumbCore

/// What a command about SQL makes of one query.
struct SQLResult: Sendable {
    /// For people.
    var text: String

    /// For programs, without the query's name.
    var json: [(String, JSONValue?)]

    /// What is wrong although there is a result; shown to people on standard error.
    var failure: SQLFailure?

    /// What people should know of the result; shown on standard error.
    var notes: [String] = []
}

/// One query, or line after line of them, through one command.
struct SQLRun {
    let queries: QueryOption
    let format: SQLFormat
    let console = Console()

    /// Runs the command's work and prints what comes.
    ///
    /// - Parameter work: what is made of a query; throws `SQLFailure` where there is nothing to show.
    /// - Throws: `ExitCode` where anything failed.
    func run(_ work: @escaping @Sendable (QueryLine) async throws -> SQLResult) async throws {
        let outcome: Outcome
        do {
            outcome = try await Interrupts().cancelling { [self] in
                if let file = queries.file { return try await runLines(of: file, work) }
                return try await runOne(work)
            }
        } catch {
            console.complain(error, isVerbose: queries.verbose)
            outcome = Outcome(of: error)
        }
        if outcome != .answered { throw outcome.exitCode }
    }

    private func runOne(_ work: @Sendable (QueryLine) async throws -> SQLResult) async throws -> Outcome {
        let line = QueryLine(sql: try queries.text())
        do {
            let result = try await work(line)
            switch format {
            case .text:
                if !result.text.isEmpty { try console.output.write(text: result.text + "\n") }
            case .json: try console.output.write(text: JSONValue.object(result.json).text + "\n")
            }
            if format == .text {
                for note in result.notes { console.say(note) }
            }
            guard let failure = result.failure else { return .answered }
            if format == .text { console.complain(failure.text) }
            return failure.outcome
        } catch let failure as SQLFailure {
            if format == .json {
                try console.output.write(text: JSONValue.object([("error", failure.json)]).text + "\n")
            }
            console.complain(failure.text)
            return failure.outcome
        }
    }

    private func runLines(
        of file: String, _ work: @Sendable (QueryLine) async throws -> SQLResult
    ) async throws -> Outcome {
        let reader = try LineReader(path: file)
        var outcome = Outcome.answered
        var number = 0
        while let line = try reader.next() {
            number += 1
            try Task.checkCancellation()
            if let line, line.allSatisfy(\.isWhitespace) { continue }
            let (json, failed) = try await result(of: line, number, work)
            // A query that is not safe weighs more than one that can't be read.
            if let failed, outcome != .refused { outcome = failed == .refused ? .refused : .unanswered }
            try console.output.write(text: JSONValue.object(json).text + "\n")
        }
        return outcome
    }

    private func result(
        of line: String?, _ number: Int, _ work: @Sendable (QueryLine) async throws -> SQLResult
    ) async throws -> (json: [(String, JSONValue?)], failed: Outcome?) {
        func refused(_ message: String, id: JSONValue? = nil) -> (json: [(String, JSONValue?)], failed: Outcome?) {
            let name: (String, JSONValue?) = id.map { ("id", $0) } ?? ("lineNumber", .integer(number))
            return ([name, ("error", SQLFailure(message).json)], .unanswered)
        }
        guard let line else { return refused("line \(number) has more than \(LineReader.longestLine >> 20) MiB") }
        let query: QueryLine
        do {
            query = try QueryLine(json: line, number: number)
        } catch {
            return refused(error.message, id: error.id)
        }
        do {
            let result = try await work(query)
            return (query.identity + result.json, result.failure?.outcome)
        } catch let failure as SQLFailure {
            return (query.identity + [("error", failure.json)], failure.outcome)
        } catch let error as PlumbError where error.code != .cancelled {
            return (query.identity + [("error", SQLFailure(error).json)], .unanswered)
        }
    }
}
