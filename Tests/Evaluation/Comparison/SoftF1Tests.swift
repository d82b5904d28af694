import PlumbCore
import Testing

@testable import PlumbEvaluation

/// How much of gold's result a prediction's holds.
struct SoftF1Tests {
    private func score(_ prediction: [Row], _ gold: [Row], widths: (Int, Int) = (0, 0)) -> SoftF1Score {
        var pool = ValuePool()
        func table(_ rows: [Row], _ width: Int) -> ResultTable {
            let columns = (0..<(rows.first?.count ?? width)).map { _ in ResultColumn(name: "c") }
            return ResultTable(QueryResult(columns: columns, rows: rows), in: &pool)
        }
        return SoftF1(gold: table(gold, widths.1), prediction: table(prediction, widths.0)).score
    }

    private func row(_ numbers: Int64...) -> Row { numbers.map { .integer($0) } }

    @Test func equalResultsHaveOne() {
        let rows = [row(1, 2), row(3, 4)]
        #expect(score(rows, rows) == SoftF1Score(byPosition: 1, byContent: 1))
        #expect(score([], []) == SoftF1Score(byPosition: 1, byContent: 1))
    }

    @Test func nothingInCommonHasNone() {
        #expect(score([row(1)], [row(2)]) == SoftF1Score(byPosition: 0, byContent: 0))
        #expect(score([], [row(2)]) == SoftF1Score(byPosition: 0, byContent: 0))
        #expect(score([row(2)], []) == SoftF1Score(byPosition: 0, byContent: 0))
    }

    @Test func orderOfRowsCountsByPositionOnly() {
        let gold = [row(1, 2), row(3, 4)]
        #expect(score(gold.reversed(), gold) == SoftF1Score(byPosition: 0, byContent: 1))
    }

    @Test func orderOfColumnsNeverCounts() {
        #expect(score([row(2, 1)], [row(1, 2)]) == SoftF1Score(byPosition: 1, byContent: 1))
    }

    @Test func repeatedRowsCountByContentOnly() {
        let gold = [row(1), row(1), row(2)]
        let score = score([row(1), row(2)], gold)
        #expect(score.byPosition == 1)
        // Two of three rows, and nothing else: precision 1, recall 2/3.
        #expect(abs(score.byContent - 0.8) < 1e-12)
    }

    /// BIRD's own example of a missing value: of two columns one is there in both rows.
    @Test func aMissingColumnCostsHalf() {
        let score = score([row(1), row(3)], [row(1, 2), row(3, 4)])
        // Half of gold is matched, nothing of the prediction is not: precision 1, recall 1/2.
        #expect(abs(score.byPosition - 2.0 / 3) < 1e-12)
        #expect(abs(score.byContent - 2.0 / 3) < 1e-12)
    }

    @Test func aSuperfluousRowCostsItsWidth() {
        let score = score([row(1, 2), row(5, 6)], [row(1, 2)])
        #expect(abs(score.byPosition - 2.0 / 3) < 1e-12)
        #expect(abs(score.byContent - 2.0 / 3) < 1e-12)
    }

    @Test func rowsFindThePartnerThatSharesMost() {
        let gold = [row(1, 2, 3), row(1, 5, 6)]
        // By content the second row of the prediction goes with the first of gold.
        let score = score([row(1, 5, 9), row(1, 2, 9)], gold)
        #expect(abs(score.byContent - 2.0 / 3) < 1e-12)
        #expect(score.byPosition < score.byContent)
    }

    @Test func manyAlikeRowsAreScoredInTime() {
        let start = ContinuousClock.now
        let gold: [Row] = (0..<20_000).map { [.null, .integer($0)] }
        let prediction: [Row] = (0..<20_000).map { [.null, .integer($0 + 20_000)] }
        #expect(abs(score(prediction, gold).byContent - 0.5) < 1e-9)
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
