internal import ArgumentParser
internal import Foundation
internal import Plumb
internal import PlumbCore
internal import PlumbEvaluation

/// `plumb eval`: how many questions of an eval set the pipeline answers right.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure how many questions of an eval set are answered right.",
        discussion: """
            Every question is asked and its result compared with that of the accepted queries, by the contract \
            'spider': the same rows under some order of the columns, ordered where the accepted query orders.
            """)

    @Argument(help: "Eval sets, JSON Lines.", completion: .file(extensions: ["jsonl"]))
    var files: [String]

    @Option(help: "The folder of the databases: NAME.sqlite or NAME/NAME.sqlite.", completion: .directory)
    var databases = "sample-dbs"

    @Option(help: "Write one JSON line per example to this file.", completion: .file())
    var json: String?

    @Flag(help: "Let gold queries use \"double-quoted\" strings, as old ones do.")
    var doubleQuotedStrings = false

    @Flag(help: "Count the best guess as an answer.")
    var bestGuess = false

    func run() async throws {
        let sets = try files.map(EvalSet.init(contentsOf:))
        var sessions: [String: (asked: Session, gold: Session)] = [:]
        var scores: [(example: Example, score: ExampleScore)] = []
        let evaluator = Evaluator(acceptsGuess: bestGuess)
        for set in sets {
            for example in set.examples {
                if sessions[example.database] == nil {
                    sessions[example.database] = try await open(example.database)
                }
                guard let session = sessions[example.database] else { continue }
                scores.append((example, try await evaluator.score(example, session: session.asked, gold: session.gold)))
            }
        }
        if let json { try write(scores, to: json) }
        print(summary(scores))
    }

    private func open(_ name: String) async throws -> (asked: Session, gold: Session) {
        let candidates = ["\(databases)/\(name).sqlite", "\(databases)/\(name)/\(name).sqlite"]
        guard let path = candidates.first(where: FileManager.default.fileExists(atPath:)) else {
            throw PlumbError(
                .databaseUnavailable, "there is no database '\(name)' in \(databases)",
                suggestion: "Looked for \(candidates.joined(separator: " and ")).")
        }
        let asked = try await Session(database: path)
        let gold =
            doubleQuotedStrings
            ? try await Session(database: path, options: DatabaseOptions(allowsDoubleQuotedStrings: true)) : asked
        return (asked, gold)
    }

    private func write(_ scores: [(example: Example, score: ExampleScore)], to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data()
        for (_, score) in scores {
            data += try encoder.encode(score)
            data.append(UInt8(ascii: "\n"))
        }
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw PlumbError(.badInput, "\(path) can't be written", detail: "\(error)")
        }
    }

    private func summary(_ scores: [(example: Example, score: ExampleScore)]) -> String {
        func line(_ name: String, _ scores: [ExampleScore]) -> String {
            func count(_ outcome: ExampleScore.Outcome) -> Int { scores.count { $0.outcome == outcome } }
            let scored = scores.count - count(.unscored)
            let share = scored > 0 ? Double(count(.right)) / Double(scored) * 100 : 0
            let percent = String(format: "%5.1f %%", share)
            return name.padding(toLength: 24, withPad: " ", startingAt: 0)
                + "\(percent)   \(count(.right)) right, \(count(.wrong)) wrong, \(count(.unanswered)) unanswered"
                + (count(.unscored) > 0 ? ", \(count(.unscored)) not scored" : "")
        }
        func groups(_ key: (Example) -> [String]) -> [String] {
            var grouped: [String: [ExampleScore]] = [:]
            for (example, score) in scores { for name in key(example) { grouped[name, default: []].append(score) } }
            return grouped.keys.sorted().map { line($0, grouped[$0] ?? []) }
        }
        return
            (groups { [$0.database] } + [""] + groups { [$0.difficulty ?? "no difficulty"] } + [""]
            + groups(\.tags) + ["", line("all", scores.map(\.score))]).joined(separator: "\n")
    }
}
