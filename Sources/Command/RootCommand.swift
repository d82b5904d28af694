internal import ArgumentParser
internal import PlumbDatabases

/// `plumb`: what it can do, and how a failure reaches the person.
@main
struct RootCommand: AsyncParsableCommand {
    /// The only place where the version is written.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "plumb",
        abstract: "Ask a database a question, and get the rows and the SQL that found them.",
        discussion: """
            EXAMPLES
              plumb ask "Which five customers spent the most?" -d shop.sqlite
              plumb ask -d shop.sqlite             holds a conversation
              plumb schema -d shop.sqlite -t orders

            Rows go to standard output, everything else to standard error.

            EXIT CODES
              \(Outcome.documentation)

            SHELL COMPLETION
              plumb --generate-completion-script bash|zsh|fish
            """,
        version: "plumb \(version)",
        subcommands: [
            AskCommand.self, SchemaCommand.self, EvalCommand.self, RunsCommand.self, ReportCommand.self,
            CompareCommand.self, ExportCommand.self, EvalSetCommand.self, ScoreCommand.self, SQLCommand.self,
            StagesCommand.self, PromptCommand.self, ConfigCommand.self, DoctorCommand.self,
        ])

    static func main() async {
        Interrupts.ignoreBrokenPipes()
        var failure: (any Error)?
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            failure = error
        }
        PostgresShutdown.stopQueries()
        if let outcome = failure as? ExitCode {
            exit(withError: outcome == Outcome.interrupted.exitCode ? Interrupts.exitCode : outcome)
        }
        if let failure { end(with: failure) }
    }

    /// Prints help to standard output and bad usage to standard error, and ends the process.
    private static func end(with error: any Error) -> Never {
        let console = Console()
        let code = exitCode(for: error)
        guard code == .success || code == .validationFailure else {
            // Not ArgumentParser's own: a command that leaves its failures to us.
            console.complain(error, isVerbose: false)
            exit(withError: Outcome(of: error).exitCode)
        }
        let message = fullMessage(for: error)
        if code == .success {
            // A reader that has seen enough of the help is no failure.
            try? console.output.write(text: message.hasSuffix("\n") ? message : message + "\n")
            exit(withError: ExitCode.success)
        }
        let prefix = "Error: "
        let plain = message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message
        console.complain(plain)
        exit(withError: Outcome.badUsage.exitCode)
    }
}
