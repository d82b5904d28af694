import Foundation
import PlumbCore
import PlumbDatabases
import PlumbEvaluation
import PlumbPipeline
import PlumbSQL
import TestSupport
import Testing

/// A question and the query that answers it.
struct ComposePair: Sendable, CustomTestStringConvertible {
    var database: String
    var question: String
    var gold: String

    var testDescription: String { "[\(database)] \(question)" }

    private static let folder = "Tests/Stages/Compose/Fixtures"

    /// Reads a file of pairs: `[database] question`, the query below it, then a blank line.
    static func read(_ name: String) -> [ComposePair] {
        let text = (try? Repository.text("\(folder)/\(name).txt")) ?? ""
        var pairs: [ComposePair] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) where !line.hasPrefix("#") {
            if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
                let question = line[line.index(after: end)...].trimmingCharacters(in: .whitespaces)
                pairs.append(
                    ComposePair(
                        database: String(line[line.index(after: line.startIndex)..<end]), question: question, gold: ""))
            } else if !pairs.isEmpty {
                pairs[pairs.count - 1].gold += line + "\n"
            }
        }
        return pairs
    }

    static let passing = read("pairs")
    static let failing = read("known-failures")
}

/// The databases that pairs are asked of, each opened once.
enum PairDatabases {
    struct Open: Sendable {
        var file: ScratchDatabase
        var database: OpenDatabase

        var services: StageServices {
            StageServices(database: database.executor, values: database.values, limits: .init(rows: 1_000))
        }

        func answer(_ question: String) async throws -> Answer {
            try await Runner(.builtIn(acceptsGuess: true)).answer(
                Question(question, askedOn: CalendarDate(year: 2024, month: 6, day: 30)),
                catalog: database.catalog, services: services)
        }
    }

    private static let tasks: [String: Task<Open, any Error>] = Dictionary(
        uniqueKeysWithValues: ["library", "league"].map { name in
            (
                name,
                Task {
                    let sql = try Repository.text("Tests/Stages/Compose/Fixtures/\(name).sql")
                    let file = try ScratchDatabase(sql, name: name)
                    file.removeAtExit()
                    return Open(file: file, database: try await file.open())
                }
            )
        })

    static func open(_ name: String) async throws -> Open {
        try await #require(tasks[name]).value
    }
}

/// Questions that `compose` promises to answer, over databases that it was not made for.
struct ComposePairTests {
    /// Why the answer to a pair is not gold's; nil where it is.
    private func complaint(_ pair: ComposePair) async throws -> String? {
        let open = try await PairDatabases.open(pair.database)
        let gold = try await open.database.executor.result(of: pair.gold, limits: .init())
        let answer = try await open.answer(pair.question)
        guard let result = answer.result else { return "no answer: \(answer.verdict)" }
        let isOrdered = try !SQLParser.query(pair.gold, dialect: .sqlite).orderBy.isEmpty
        if ComparisonContract.spider.compare(result, with: gold, isOrdered: isOrdered).outcome == .right { return nil }
        return "\(answer.sql ?? "")\ngives \(result.rows.prefix(5))\ninstead of \(gold.rows.prefix(5))"
    }

    @Test(arguments: ComposePair.passing)
    func aPairAgrees(pair: ComposePair) async throws {
        let complaint = try await complaint(pair)
        #expect(complaint == nil)
    }

    /// A pair that is answered right by now belongs into `pairs.txt`: then this test fails.
    @Test(arguments: ComposePair.failing)
    func aKnownFailureStillFails(pair: ComposePair) async throws {
        let complaint = try await complaint(pair)
        withKnownIssue { #expect(complaint == nil) }
    }

    @Test func pairsAreThere() {
        #expect(ComposePair.passing.count + ComposePair.failing.count >= 80)
        let all = ComposePair.passing + ComposePair.failing
        #expect(Set(all.map(\.testDescription)).count == all.count)
        #expect(all.allSatisfy { !$0.gold.isEmpty && !$0.question.isEmpty })
    }
}
