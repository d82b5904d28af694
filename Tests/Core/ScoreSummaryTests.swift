import PlumbCore
import Testing

/// What scores come to.
struct ScoreSummaryTests {
    private func score(_ comparison: Comparison, softF1: Double?) -> PairScore {
        var score = PairScore(place: 1, database: "d", gold: "g", prediction: "p")
        score.execution = comparison
        score.softF1 = softF1.map { SoftF1Score(byPosition: $0, byContent: $0) }
        return score
    }

    private func softF1(_ scores: PairScore...) -> Double? {
        ScoreSummary(scores, contract: "spider/1", allowsDoubleQuotedStrings: false).all.softF1?.byPosition
    }

    @Test func softF1IsTheMeanOfThePairsThatAreScored() {
        let right = score(Comparison(.right), softF1: 1)
        let failed = score(Comparison(.predictionFailed, "no"), softF1: nil)
        let undecided = score(Comparison(.undecided, "too many"), softF1: 1)
        #expect(softF1(right, failed) == 0.5)
        #expect(softF1(right, failed, undecided) == 0.5)
        // A figure of nothing is none, and no infinity, which JSON can't hold.
        #expect(softF1(undecided) == nil)
    }
}
