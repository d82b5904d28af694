internal import ArgumentParser
internal import Foundation
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbEvaluation
internal import PlumbPipeline
internal import PlumbReports

/// `plumb eval`: a pipeline over eval sets, every stage measured.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure every stage of a pipeline over eval sets.",
        discussion: """
            Each question is asked as it is, then with gold in place of the first stage, of the first two, of the first \
            three: what each stage costs end to end is the difference. Each stage is also held against gold on its own. \
            What stages gave is kept in the run store, and not run again for the same input.

            EXAMPLES
              plumb eval evalsets/*.jsonl --databases sample-dbs
              plumb eval evalsets/shop.jsonl --sample 50 --seed 7
              plumb eval --resume last                      goes on with a run that was stopped
              plumb eval --resume last --worker             joins in a run that other processes work on
              plumb eval evalsets/shop.jsonl --gate gates.yaml       exit code 1 where a gate does not hold
              plumb report last --html report.html
            """)

    @Argument(help: "Eval sets, JSON Lines.", completion: .file(extensions: ["jsonl"]))
    var files: [String] = []

    @OptionGroup(title: "Pipelines and models") var pipeline: PipelineOption

    @Flag(help: "Only run the pipeline as it is, not with gold in place of stages: models are asked a third as often.")
    var chained = false

    @Option(
        help: ArgumentHelp(
            "The folder of the databases, NAME.sqlite or NAME/NAME.sqlite; or a server, postgres://USER@HOST.",
            valueName: "place"), completion: .directory)
    var databases = "sample-dbs"

    @Option(
        help: ArgumentHelp(
            "A folder with what is to be known of the databases besides, NAME.yaml; default: files beside SQLite's.",
            valueName: "folder"), completion: .directory)
    var annotations: String?

    @Option(
        help: ArgumentHelp(
            "The role that reads Postgres databases; default: the configuration's, or who logs in.", valueName: "role"))
    var role: String?

    @Flag(help: "Read small tables of Postgres databases for values that statistics don't hold.")
    var readValues = false

    @Option(help: "Draw so many examples.")
    var sample: Int?

    @Option(help: "The seed with which examples are drawn.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "What results must have in common: \(ComparisonContract.allCases.map(\.rawValue).joined(separator: ", ")).",
            discussion: "Default: spider, or the run's."))
    var contract: ComparisonContract?

    @Option(name: .shortAndLong, help: "How many examples run at a time; default: one for each core.")
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "The time that one query may take, \(TimeLimit.help).", discussion: "Default: 30s, or the run's."))
    var timeout: TimeLimit?

    @Option(help: ArgumentHelp("Go on with a run that was stopped: its name, or last.", valueName: "run"))
    var resume: String?

    @Flag(
        help: ArgumentHelp(
            "With --resume: take part in a run that other processes, here or elsewhere, work on too.",
            discussion: "Options that are left out are the run's; eval sets that are named are held against its own."))
    var worker = false

    @Flag(help: "Begin a run for workers, say its name, and run none of it.")
    var enqueue = false

    @Option(
        help: ArgumentHelp(
            "How long an example stays with a process that is not heard of before others take it, \(TimeLimit.help).",
            valueName: "time"))
    var lease = TimeLimit(seconds: 30)

    @Option(help: "A YAML file of what the run must reach.", completion: .file(extensions: ["yaml", "yml"]))
    var gate: String?

    @Option(
        help: "Write the whole run to this file, as JSON; - is standard output, and the report standard error.",
        completion: .file())
    var json: String?

    @Flag(help: "Let gold queries use \"double-quoted\" strings, as old ones do.")
    var doubleQuotedStrings = false

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard files.isEmpty != (resume == nil) || worker else {
            throw ValidationError("Name eval sets, or a run with --resume; not both.")
        }
        if worker, resume == nil { throw ValidationError("--worker takes part in a run: name it with --resume.") }
        if enqueue, resume != nil { throw ValidationError("--enqueue begins a run, and --resume names one.") }
        if enqueue, gate != nil || json != nil {
            throw ValidationError("--enqueue runs nothing that --gate or --json could look at.")
        }
        guard lease.seconds >= 1 else { throw ValidationError("--lease takes 1s or more.") }
        for (name, value) in [("--sample", sample ?? 1), ("--jobs", jobs ?? 1)] where value < 1 {
            throw ValidationError("\(name) takes a whole number from 1 on.")
        }
        guard (jobs ?? 1) <= 256 else { throw ValidationError("--jobs takes at most 256.") }
    }

    func run() async throws {
        try await store.run { try await evaluate(on: $0) }
    }

    private func evaluate(on console: Console) async throws {
        if let annotations, !FileManager.default.fileExists(atPath: annotations) {
            throw PlumbError(
                .badInput, "there is no folder \(annotations)", suggestion: "Name the one that holds NAME.yaml.")
        }
        let gates = try gate.map(Gates.init)
        let file = try json.map { path throws(PlumbError) in try OutputFile(path, sparing: files) }
        let sets = try files.map(EvalSet.init(contentsOf:))
        let runStore = try await store.open()
        var entry: RunStore.Entry?
        if let resume { entry = try await runStore.run(named: resume) }
        var source = try pipeline.source()
        // The run's own pipeline: the options may name it, but need not.
        if source.pipeline == nil { source.pipeline = entry?.making.pipeline }
        let models = try pipeline.client(source)
        let place = try DatabaseSource(databases)
        let run = EvalRun(
            try source.pipeline(), store: runStore, databases: place, models: models,
            options: options(entry?.making, source.configuration, place.dialect))
        if enqueue {
            try console.output.write(text: try await run.enqueue(sets).id + "\n")
            return
        }
        let count = sets.reduce(0) { $0 + $1.examples.count }
        let progress = EvalProgress(of: entry?.examples ?? min(sample ?? count, count), on: console)
        defer { progress.end() }
        let record: RunRecord
        if let entry {
            record = try await run.resume(
                entry, beside: sets, retriesFailures: !worker, news: { progress.hear($0) },
                progress: { progress.add($0) })
        } else {
            record = try await run.start(
                sets, began: { console.say("run \($0)\n") }, news: { progress.hear($0) },
                progress: { progress.add($0) })
        }
        progress.end()
        try pipeline.keepRecording(of: models)
        try file?.write([try await runStore.record(named: record.id, isWhole: true)])
        let stream = file?.isStandardOutput == true ? console.messages : console.output
        try stream.write(text: RunReport(record, on: stream.screen).text)
        if let gates { try await hold(gates, record, runStore, console) }
    }

    /// How examples are run: what is not said is the run's.
    private func options(
        _ making: RunMaking?, _ configuration: Configuration, _ dialect: SQLDialect
    ) -> EvalRun.Options {
        var options = EvalRun.Options(
            contract: contract ?? making.flatMap { ComparisonContract(identifier: $0.contract) } ?? .spider,
            sample: sample, seed: seed, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
            seconds: timeout?.seconds ?? making?.seconds ?? 30,
            allowsDoubleQuotedStrings: doubleQuotedStrings || making?.allowsDoubleQuotedStrings == true,
            version: RootCommand.version, isolates: !(chained || making?.isChained == true),
            policy: configuration.policy.access(in: dialect), leaseSeconds: lease.seconds,
            annotationsFolder: annotations,
            readsValues: readValues, postgres: configuration.postgres.options(role: role))
        options.policyEntries = configuration.policyEntries(in: dialect)
        return options
    }

    private func hold(_ gates: Gates, _ record: RunRecord, _ runStore: RunStore, _ console: Console) async throws {
        var others: [String: RunRecord] = [:]
        for name in gates.gates.compactMap(\.run) {
            others[name] = try await runStore.record(named: name, isWhole: false)
        }
        let outcomes = try gates.outcomes(of: record, others: others)
        for outcome in outcomes {
            console.say("\(outcome.holds ? "holds" : "FAILS")  \(outcome.figure): \(outcome.detail)\n")
        }
        if !outcomes.allSatisfy(\.holds) { throw Outcome.unanswered.exitCode }
    }
}
