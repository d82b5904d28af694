internal import ArgumentParser
internal import Plumb
internal import PlumbCore

/// `plumb prompt`: exactly what a stage would send.
struct PromptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompt", abstract: "Print exactly what a stage would send to its model.",
        discussion: """
            Stages before it run as ever. Nothing is sent for the stage itself.

            EXAMPLE
              plumb prompt query-synthesis "Which singers are from France?" -d concerts.sqlite --model qwen
            """)

    /// The stages, as arguments name them.
    enum Stage: String, ExpressibleByArgument, CaseIterable {
        case tableSelection = "table-selection"
        case columnSelection = "column-selection"
        case querySynthesis = "query-synthesis"
        case executionCheck = "execution-check"

        var kind: StageKind {
            switch self {
            case .tableSelection: .tableSelection
            case .columnSelection: .columnSelection
            case .querySynthesis: .querySynthesis
            case .executionCheck: .executionCheck
            }
        }
    }

    @Argument(help: "The stage.")
    var stage: Stage

    @Argument(help: "The question.")
    var question: [String]

    @OptionGroup var database: DatabaseOption

    @OptionGroup(title: "Pipelines and models") var pipeline: PipelineOption

    @Option(help: ArgumentHelp("A hint, such as what a word means in this database.", valueName: "hint"))
    var evidence: String?

    @Option(help: ArgumentHelp("The day that words like “last month” count from, yyyy-mm-dd.", valueName: "date"))
    var today: CalendarDate?

    func run() async throws {
        let console = Console()
        do {
            let asked = Question(
                try QuestionText.checked(question.joined(separator: " ")), evidence: evidence,
                askedOn: today ?? .today)
            try await Interrupts().cancelling {
                let source = try pipeline.source()
                let models = try pipeline.client(source, isPersonWaiting: true)
                let session = try await database.open(showingProgressOn: console, source: source, models: models)
                let requests = try await session.prompts(of: stage.kind, for: asked)
                guard !requests.isEmpty else {
                    throw PlumbError(
                        .badInput, "\(stage.kind.title) of the pipeline '\(source.name)' asks no model",
                        suggestion: "Name one that does, with --model or --pipeline.")
                }
                for (index, request) in requests.enumerated() { try print(request, index, requests.count, console) }
            }
        } catch {
            console.complain(error, isVerbose: database.verbose)
            throw Outcome(of: error).exitCode
        }
    }

    private func print(_ request: ChatRequest, _ index: Int, _ count: Int, _ console: Console) throws {
        if index > 0 { try console.output.write(text: "\n") }
        var facts = ["\(request.model)"]
        if count > 1 { facts.append("\(index + 1) of \(count)") }
        let sampling = request.sampling
        if let temperature = sampling.temperature { facts.append("temperature \(temperature)") }
        if let seed = sampling.seed { facts.append("seed \(seed)") }
        if let tokens = sampling.maximumTokens { facts.append("at most \(tokens) tokens") }
        console.say(facts.joined(separator: " · ") + "\n")
        for message in request.messages {
            try console.output.write(text: "--- \(message.role.rawValue)\n\(message.text)\n")
        }
        switch request.format {
        case .text: break
        case .json(_, let schema): try console.output.write(text: "--- reply in JSON\n\(schema)\n")
        case .grammar(let grammar): try console.output.write(text: "--- reply in this grammar\n\(grammar)\n")
        }
    }
}
