internal import ArgumentParser
internal import Foundation
internal import PlumbCore
internal import PlumbEvaluation
internal import PlumbReports

/// `plumb score`: predictions beside gold queries, as the benchmarks' own scripts score them.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score predicted queries against gold, in Spider's and BIRD's formats.",
        discussion: """
            Gold is a text file with a query, a tab and the database's name on each line. Predictions are a text file with \
            one query a line, or BIRD's JSON. Both queries are run, read-only, and their results compared by a contract:

              spider   the same bag of rows under some order of the columns; ordered where gold orders; DISTINCT taken out
              bird     the same set of rows, columns in order
              strict   the same bag of rows, columns in order; ordered where gold orders; numbers rounded

            The queries themselves are compared clause by clause as Spider does (exact set match), values left out.
            What differs from the published scripts, and why, is listed in Documentation/Agreement.md.

            EXAMPLES
              plumb score --gold gold.sql --predictions pred.sql --databases database --tables tables.json
              plumb score --gold gold.sql --predictions predict.json --databases dev_databases --contract bird
              plumb score … --format jsonl > scores.jsonl     a line for each pair, the summary on standard error
            """)

    @Option(help: "Gold queries: SQL, a tab and the database's name on each line.", completion: .file())
    var gold: String

    @Option(help: "Predicted queries: one a line, or BIRD's JSON.", completion: .file())
    var predictions: String

    @Option(help: "The folder of the databases: NAME/NAME.sqlite or NAME.sqlite.", completion: .directory)
    var databases: String?

    @Option(
        help: "Spider's tables.json: its foreign keys count in exact set match, in place of the databases' own.",
        completion: .file())
    var tables: String?

    @Option(
        help:
            "What results must have in common: \(ComparisonContract.allCases.map(\.rawValue).joined(separator: ", ")).")
    var contract = ComparisonContract.spider

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A kind of figure: execution, match or soft-f1; may be repeated.",
            discussion: "Default: execution and match.",
            valueName: "metric"))
    var metric: [ScoringOptions.Metric] = []

    @Option(help: "How to print: text, json (the summary) or jsonl (a line for each pair).")
    var format = ScoreFormat.text

    @Option(help: "Write one JSON line for each pair to this file; - is standard output.", completion: .file())
    var examples: String?

    @Flag(help: "Keep DISTINCT, which the contract 'spider' takes out of both queries.")
    var keepDistinct = false

    @Flag(help: "Make the published scripts' mistakes as well, for figures that equal theirs.")
    var asPublished = false

    @Flag(
        inversion: .prefixedNo,
        help: "Take an unknown name in double quotes for a string, as public gold queries need.")
    var doubleQuotedStrings = true

    @Option(help: "The time that one query may take, \(TimeLimit.help).")
    var timeout = TimeLimit(seconds: 60)

    @Option(help: "SQLite's instructions that one query may run, in millions: the same limit on every machine.")
    var steps = 2_000

    @Option(help: "How many rows of one result are read.")
    var rows = 10_000_000

    @Option(name: .shortAndLong, help: "How many pairs are scored at a time; default: one for each core.")
    var jobs: Int?

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    func validate() throws {
        for (name, value) in [("--steps", steps), ("--rows", rows), ("--jobs", jobs ?? 1)] where value < 1 {
            throw ValidationError("\(name) takes a whole number from 1 on.")
        }
        guard examples != "-" || format != .jsonl else {
            throw ValidationError("--format jsonl prints what --examples - would: leave one of them out.")
        }
        guard steps <= 1_000_000_000 else { throw ValidationError("--steps takes at most 1000000000 millions.") }
        guard (jobs ?? 1) <= 256 else { throw ValidationError("--jobs takes at most 256.") }
    }

    func run() async throws {
        let console = Console()
        do {
            try await Interrupts().cancelling { try await score(on: console) }
        } catch {
            console.complain(error, isVerbose: verbose)
            throw Outcome(of: error).exitCode
        }
    }

    private var options: ScoringOptions {
        ScoringOptions(
            contract: contract, metrics: metric.isEmpty ? [.execution, .match] : Set(metric),
            keepsDistinct: keepDistinct,
            asPublished: asPublished, allowsDoubleQuotedStrings: doubleQuotedStrings, seconds: timeout.seconds,
            thousandsOfSteps: steps * 1_000, rows: rows, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    private func score(on console: Console) async throws {
        // Both files take their time: one is read while the other is.
        async let scorerInTheMaking = Scorer(
            options: options, databases: try databases.map(DatabaseFolder.init), tables: tables)
        let pairs = try PairFiles.pairs(gold: gold, predictions: predictions)
        let scorer = try await scorerInTheMaking
        let file = try examples.map { path throws(PlumbError) in
            try OutputFile(path, sparing: [gold, predictions] + (tables.map { [$0] } ?? []))
        }
        let progress = ScoreProgress(of: pairs.count, on: console)
        let scores: [PairScore]
        do {
            defer { progress.end() }
            scores = try await scorer.scores(of: pairs) { progress.add($0) }
        }
        // The figures are shown even where the file can't be written: they took their time.
        let written = Result { try file?.write(scores) }
        let summary = ScoreSummary(
            scores, contract: options.rule, allowsDoubleQuotedStrings: doubleQuotedStrings)
        // One thing alone goes to standard output.
        let stream = file?.isStandardOutput == true ? console.messages : console.output
        switch format {
        case .text: try stream.write(text: ScoreReport(summary, on: stream.screen).text)
        case .json: try stream.write(JSONLines.bytes(of: summary))
        case .jsonl:
            for score in scores { try console.output.write(JSONLines.bytes(of: score)) }
            console.say(ScoreReport(summary, on: console.messages.screen).text)
        }
        try written.get()
    }
}

/// How scores are printed.
enum ScoreFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, jsonl
}
