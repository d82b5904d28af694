internal import ArgumentParser
internal import Foundation
internal import PlumbCore
internal import PlumbModels
internal import PlumbPipeline

/// Which pipeline answers, and which models it asks.
struct PipelineOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The pipeline: \(BuiltInPipelines.all.map(\.name).joined(separator: ", ")), or one of the configuration.",
            valueName: "name"))
    var pipeline: String?

    @OptionGroup var configuration: ConfigurationOption

    @Option(
        help: ArgumentHelp(
            "The model to ask: one of the configuration, or its name with its server.", valueName: "model"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Where the model's server is, such as http://127.0.0.1:8081/v1; default: its provider's own.",
            valueName: "url"))
    var baseURL: String?

    @Option(help: ArgumentHelp("Whose protocol the server speaks: openai or anthropic.", valueName: "name"))
    var provider: String?

    @Option(
        help: ArgumentHelp(
            "The environment variable that holds the key. A key is never an argument.", valueName: "variable"))
    var keyVariable: String?

    @Flag(name: .customLong("private"), help: "Keep values and results of the database out of prompts.")
    var isPrivate = false

    @Option(
        help: ArgumentHelp(
            "Replies of models: use those that are kept, refresh them, only use them, or off.", valueName: "mode"))
    var replay: ReplayMode = .use

    @Option(
        help: ArgumentHelp("A file of recorded replies to read, JSON Lines.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var recordings: String?

    @Option(
        help: ArgumentHelp(
            "Write the replies that were used to this file, JSON Lines, for --recordings.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var record: String?

    @Option(help: ArgumentHelp("Stop after so many calls of models.", valueName: "number"))
    var budgetCalls: Int?

    @Option(help: ArgumentHelp("Stop after so many tokens.", valueName: "number"))
    var budgetTokens: Int?

    @Option(help: ArgumentHelp("Stop after so many US dollars.", valueName: "number"))
    var budgetDollars: Double?

    @Option(help: ArgumentHelp("Stop asking models after this time, \(TimeLimit.help).", valueName: "time"))
    var budgetTime: TimeLimit?

    /// What the file and the options say together.
    ///
    /// - Throws: `PlumbError` with `badInput`.
    func source() throws(PlumbError) -> PipelineSource {
        var configuration = try configuration.read()
        if let model, configuration.models[model] == nil || baseURL != nil || provider != nil || keyVariable != nil {
            var named = configuration.models[model] ?? ModelConfiguration(name: model, model: model)
            if let baseURL { named.baseURL = baseURL }
            if let provider { named.provider = provider }
            if let keyVariable { named.keyVariable = keyVariable }
            configuration.models[model] = named
        } else if model == nil, baseURL != nil || provider != nil || keyVariable != nil {
            throw PlumbError(
                .badInput, "--base-url, --provider and --key-variable say where a model is, and none is named",
                suggestion: "Add --model NAME.")
        }
        if let budgetCalls { configuration.budget.calls = budgetCalls }
        if let budgetTokens { configuration.budget.tokens = budgetTokens }
        if let budgetDollars { configuration.budget.dollars = budgetDollars }
        if let budgetTime { configuration.budget.seconds = budgetTime.seconds }
        return PipelineSource(configuration: configuration, pipeline: pipeline, model: model, isPrivate: isPrivate)
    }

    /// The models of a source, ready to be asked; nil where there are none.
    ///
    /// - Parameters:
    ///   - source: what the file and the options say.
    ///   - isPersonWaiting: whether failures are to be told soon.
    /// - Returns: the client.
    /// - Throws: `PlumbError`.
    func client(_ source: PipelineSource, isPersonWaiting: Bool = false) throws(PlumbError) -> ModelClient? {
        var models = source.configuration.models.values.sorted { $0.name < $1.name }
        // Who waits is told of a server that is not there within a second or two; an eval has time.
        if isPersonWaiting { for index in models.indices { models[index].retries = min(models[index].retries, 1) } }
        if let record { try Self.check(recordingTo: record) }
        guard !models.isEmpty else { return nil }
        var stores: [any ReplyStore] = []
        if let recordings { stores.append(try Recording(contentsOf: recordings)) }
        // Of recordings alone, nothing is taken from what this machine happens to keep.
        if replay != .off, !(recordings != nil && replay == .only), let path = Self.cachePath {
            stores.append(ReplyCache(path: path))
        }
        return try ModelClient(
            models,
            options: .init(replay: replay, stores: stores, budget: source.configuration.budget, records: record != nil))
    }

    /// Writes the replies that were used, where that is asked for.
    ///
    /// - Throws: `PlumbError`, `OutputError`.
    func keepRecording(of models: ModelClient?) throws {
        if let record, let models { try OutputFile(record).write(text: models.recording.text) }
    }

    /// Finds out whether a recording can be written, before models are paid for it.
    private static func check(recordingTo path: String) throws(PlumbError) {
        guard try !OutputFile(path).isStandardOutput else {
            throw PlumbError(
                .badInput, "a recording can't go to standard output, where answers and reports go",
                suggestion: "Name a file: --record FILE.")
        }
    }

    /// Where replies are kept; nil where this process has no home.
    private static var cachePath: String? {
        let base = Environment.value("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (base ?? Environment.value("HOME").map { $0 + "/.cache" }).map { $0 + "/plumb/replies.sqlite" }
    }

    func validate() throws {
        for (name, value) in [("--budget-calls", budgetCalls), ("--budget-tokens", budgetTokens)] {
            guard (value ?? 0) >= 0 else { throw ValidationError("\(name) takes a whole number from 0 on.") }
        }
        if let provider, !["openai", "anthropic"].contains(provider) {
            throw ValidationError("--provider takes openai or anthropic.")
        }
    }
}
