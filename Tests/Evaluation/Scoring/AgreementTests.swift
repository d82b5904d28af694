import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// Verdicts beside those of the published evaluators, where the data is at hand; `Documentation/Agreement.md` lists the
/// differences.
@Suite(.enabled(if: Repository.spider != nil, "needs shared/data/spider-train; set PLUMB_SHARED"))
struct AgreementTests {
    private struct Verdict: Decodable {
        var id: String
        var db: String
        var gold: String
        var pred: String
        var official: Official
    }

    private struct Official: Decodable {
        var hardness: Hardness
        var predicted_parses: Bool
        var spider_execution: Int
        var spider_execution_keep_distinct: Int
        var bird_execution: Int
        var exact_match: Int
        var components: [MatchComponent: Double]
    }

    private let verdicts: [Verdict]
    private let folder: URL

    init() throws {
        folder = try #require(Repository.spider)
        let decoder = JSONDecoder()
        verdicts = try Data(contentsOf: folder.appending(path: "verdicts.jsonl")).split(separator: UInt8(ascii: "\n"))
            .map { try decoder.decode(Verdict.self, from: Data($0)) }
    }

    private func scores(_ change: (inout ScoringOptions) -> Void) async throws -> [PairScore] {
        var options = ScoringOptions(jobs: 2)
        change(&options)
        let scorer = try Scorer(
            options: options, databases: try DatabaseFolder(folder.appending(path: "database").path),
            tables: folder.appending(path: "tables.json").path)
        let pairs = verdicts.enumerated().map { index, verdict in
            QueryPair(place: index + 1, database: verdict.db, gold: verdict.gold, prediction: verdict.pred)
        }
        return try await scorer.scores(of: pairs)
    }

    /// The pairs of which a figure differs.
    private func differences(
        _ scores: [PairScore], _ differs: (PairScore, Official) -> Bool
    ) -> [(score: PairScore, verdict: Verdict)] {
        zip(scores, verdicts).filter { differs($0, $1.official) }.map { ($0, $1) }
    }

    private func isRight(_ score: PairScore) -> Int? {
        switch score.execution?.outcome {
        case .right: 1
        case .wrong: 0
        default: nil
        }
    }

    @Test func asPublishedEveryVerdictIsTheSame() async throws {
        let spider = try await scores { $0.asPublished = true }
        #expect(spider.count > 4_800)
        #expect(differences(spider) { isRight($0) != $1.spider_execution }.map(\.verdict.id) == [])
        #expect(differences(spider) { $0.hardness != $1.hardness }.map(\.verdict.id) == [])
        #expect(differences(spider) { $0.match?.isExact != ($1.exact_match == 1) }.map(\.verdict.id) == [])
        #expect(differences(spider) { $0.match?.isPredictionRead != $1.predicted_parses }.map(\.verdict.id) == [])
        let components = differences(spider) { score, official in
            score.match?.components.mapValues { Double($0.score) } != official.components
        }
        #expect(components.map(\.verdict.id) == [])
        let kept = try await scores {
            $0.asPublished = true
            $0.keepsDistinct = true
        }
        #expect(differences(kept) { isRight($0) != $1.spider_execution_keep_distinct }.map(\.verdict.id) == [])
        let bird = try await scores {
            $0.asPublished = true
            $0.contract = .bird
        }
        #expect(differences(bird) { isRight($0) != $1.bird_execution }.map(\.verdict.id) == [])
    }

    @Test func elsewhereOnlyListedVerdictsDiffer() async throws {
        let spider = try await scores { _ in }
        for (score, verdict) in differences(spider, { isRight($0) != $1.spider_execution }) {
            let isPlaceholder = verdict.pred.contains("value")
            let isSecondStatement = score.execution?.reason?.kind == .predictionRefused && verdict.pred.contains(";")
            #expect(isPlaceholder || isSecondStatement, "\(verdict.id)")
        }
        #expect(differences(spider) { $0.hardness != $1.hardness }.map(\.verdict.id) == [])
        // A prediction that both readings take in has the same components, but for names that one alias list confuses.
        let components = differences(spider) { score, official in
            official.predicted_parses && score.match?.isPredictionRead == true
                && score.match?.components.mapValues { Double($0.score) } != official.components
        }
        #expect(components.count <= 8, "\(components.map(\.verdict.id))")
        let bird = try await scores { $0.contract = .bird }
        #expect(differences(bird) { isRight($0) != $1.bird_execution }.map(\.verdict.id) == [])
    }
}
