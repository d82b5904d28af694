import PlumbCore
import PlumbEvaluation
import Testing

/// What sets are made of.
struct EvalSetStatisticsTests {
    @Test func everythingIsCounted() {
        let gold = Example.Gold(sql: "SELECT 1", source: "author", reading: "one")
        let statistics = EvalSetStatistics([
            Example(
                id: "a", database: "music", question: "?", evidence: "hint", gold: [gold, .init(sql: "SELECT 2")],
                tags: ["filter", "voice-terse"], difficulty: "easy", group: "g"),
            Example(
                id: "b", database: "music", question: "?", turns: [.init(question: "?", sql: nil)], gold: [gold],
                tags: ["filter"], difficulty: "hard", group: "g", stages: GoldStages(tables: ["singer"])),
            Example(id: "c", database: "sports", question: "?", expected: .clarify),
        ])
        #expect(statistics.examples.all == 3 && statistics.examples.easy == 1 && statistics.examples.hard == 1)
        #expect(statistics.byDatabase.mapValues(\.all) == ["music": 2, "sports": 1])
        #expect(statistics.byExpectation.mapValues(\.all) == ["answer": 2, "clarify": 1])
        #expect(statistics.byTag.mapValues(\.all) == ["filter": 2] && statistics.byTag["filter"]?.easy == 1)
        #expect(statistics.byVoice.mapValues(\.all) == ["terse": 1])
        #expect(statistics.groups.count == 1 && statistics.groups.examples == 2 && statistics.groups.largest == 2)
        #expect(statistics.gold.queries == 3 && statistics.gold.examplesWithSeveral == 1)
        #expect(statistics.gold.withReading == 2 && statistics.gold.bySource == ["author": 2, "not said": 1])
        #expect(statistics.withEvidence == 1 && statistics.withTurns == 1 && statistics.withStages == 1)
    }
}
