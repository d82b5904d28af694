internal import ArgumentParser
internal import Plumb
internal import PlumbCore
internal import PlumbModels
internal import PlumbPipeline
internal import PlumbReports

/// `plumb doctor`: what is wrong, and how to mend it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the configuration, the database, the model, and whether prompts fit.",
        discussion: """
            The model is asked once, with the prompt of a question about the database and a reply of one token.

            EXAMPLE
              plumb doctor -d shop.sqlite --model qwen1.5b --base-url http://127.0.0.1:8081/v1
            """)

    @OptionGroup var database: DatabaseOption

    @OptionGroup(title: "Pipelines and models") var pipeline: PipelineOption

    func run() async throws {
        let console = Console()
        let failures: Int
        do {
            failures = try await Interrupts().cancelling {
                var findings = Findings(console: console)
                await examine(&findings, console)
                return findings.failures
            }
        } catch {
            console.complain(error, isVerbose: database.verbose)
            throw Outcome(of: error).exitCode
        }
        if failures > 0 { throw Outcome.unanswered.exitCode }
    }

    private func examine(_ findings: inout Findings, _ console: Console) async {
        guard
            let source = findings.check(
                "configuration", { try pipeline.source() },
                told: { source in
                    "\(source.configuration.file ?? "none, and none is needed"); pipeline \(source.name)"
                })
        else { return }
        _ = findings.check("pipeline", { try source.pipeline() }, told: Self.stages)
        guard
            let models = findings.check(
                "models", { try pipeline.client(source, isPersonWaiting: true) },
                told: { client in
                    client.map { $0.models.map(\.name).joined(separator: ", ") }
                        ?? "none is named: answers come without one"
                })
        else { return }
        guard
            let session = await findings.check(
                "database", { try await database.open(showingProgressOn: console, source: source, models: models) },
                told: { "\($0.catalog.database): \($0.catalog.tables.count) tables, read-only" })
        else { return }
        let problems = session.catalog.tables.compactMap(\.problem)
        for remark in session.remarks {
            // That row-level security chooses the rows is worth knowing, and nothing is wrong with it.
            if session.catalog.tables.isEmpty || problems.contains(where: remark.hasSuffix) {
                findings.fail(remark)
            } else {
                findings.doubt(remark)
            }
        }
        guard let models else { return }
        await examine(models, session, &findings)
    }

    /// Asks each model that the pipeline asks once.
    private func examine(_ models: ModelClient, _ session: Session, _ findings: inout Findings) async {
        let question = Question("How many \(session.catalog.tables.first?.name.name ?? "rows") are there?")
        var asked: Set<ModelName> = []
        for kind in StageKind.allCases {
            guard var request = try? await session.prompts(of: kind, for: question).first,
                asked.insert(request.model).inserted
            else { continue }
            request.sampling.maximumTokens = 1
            request.format = .text
            let sent = request
            let reply = await findings.check(
                "\(request.model)", { try await models.reply(to: sent) },
                told: { "replies, in \(Wording.duration($0.usage.seconds))" })
            guard let reply, let profile = try? models.profile(of: request.model) else { continue }
            let tokens = reply.usage.promptTokens
            guard let context = profile.contextTokens else {
                findings.note(
                    "\(kind.title): a prompt of \(Wording.grouped(tokens)) tokens; how many it can read is not known")
                continue
            }
            if tokens * 10 > context * 9 {
                findings.fail(
                    "\(kind.title): a prompt of \(Wording.grouped(tokens)) tokens leaves no room in \(Wording.grouped(context)); "
                        + "lower column_samples, or fill_columns of the stages before")
            } else {
                findings.note(
                    "\(kind.title): a prompt of \(Wording.grouped(tokens)) tokens, of \(Wording.grouped(context))")
            }
        }
    }

    private static func stages(_ pipeline: Pipeline) -> String {
        [
            pipeline.tableSelection.implementation.name, pipeline.columnSelection.implementation.name,
            pipeline.querySynthesis.implementation.name, pipeline.executionCheck.implementation.name,
        ].joined(separator: ", ")
    }

    /// What was found, told as it is found.
    private struct Findings {
        let console: Console
        var failures = 0

        mutating func check<Value>(
            _ subject: String, _ body: () async throws -> Value, told: (Value) -> String
        ) async -> Value? {
            do {
                let value = try await body()
                say("✓", .good, "\(subject): \(told(value))")
                return value
            } catch {
                fail(subject, error)
                return nil
            }
        }

        mutating func check<Value>(_ subject: String, _ body: () throws -> Value, told: (Value) -> String) -> Value? {
            do {
                let value = try body()
                say("✓", .good, "\(subject): \(told(value))")
                return value
            } catch {
                fail(subject, error)
                return nil
            }
        }

        func note(_ text: String) { say(" ", .faint, text) }

        func doubt(_ text: String) { say("!", .doubt, text) }

        mutating func fail(_ text: String) {
            failures += 1
            say("✗", .bad, text)
        }

        private mutating func fail(_ subject: String, _ error: any Error) {
            fail("\(subject): \((error as? PlumbError)?.description ?? "it can't be checked")")
        }

        private func say(_ mark: String, _ role: Coloring.Role, _ text: String) {
            try? console.output.write(
                text: console.output.screen.coloring(role, mark) + " " + VisibleText.lines(of: text) + "\n")
        }
    }
}
