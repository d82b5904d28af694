import Foundation
import PlumbCore
import PlumbPipeline
import TestSupport
import Testing

/// The same question over the same database, asked again and again.
struct DeterminismTests {
    /// What every stage gave, as text; without what it cost.
    private func outputs(_ answer: Answer) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(answer.stages.map(\.output)), as: UTF8.self)
    }

    @Test(arguments: ["library", "league"])
    func twentyRunsGiveTheSameBytes(name: String) async throws {
        let open = try await PairDatabases.open(name)
        let questions = ComposePair.passing.filter { $0.database == name }.map(\.question)
        for question in questions.enumerated().filter({ $0.offset.isMultiple(of: 4) }).map(\.element) {
            let first = try outputs(try await open.answer(question))
            for _ in 1..<20 { #expect(try outputs(try await open.answer(question)) == first, "\(question)") }
        }
    }

    @Test func openingTheDatabaseAnewGivesTheSameBytes() async throws {
        let first = try await PairDatabases.open("library")
        for _ in 0..<3 {
            let again = PairDatabases.Open(file: first.file, database: try await first.file.open())
            for pair in ComposePair.passing.filter({ $0.database == "library" }).prefix(10) {
                #expect(
                    try outputs(try await again.answer(pair.question)) == outputs(try await first.answer(pair.question))
                )
            }
        }
    }
}
