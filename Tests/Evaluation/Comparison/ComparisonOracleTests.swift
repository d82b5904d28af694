import PlumbCore
import Testing

@testable import PlumbEvaluation

/// The contracts and Soft-F1 beside the plainest reading of their definitions, over random small tables.
struct ComparisonOracleTests {
    private static let values: [SQLValue] = [.integer(0), .integer(1), .integer(2), .null, .text("a")]

    /// A gold table and a prediction: half of the time the same rows and columns in another order, a value changed or not.
    private struct Tables {
        var gold: [Row] = []
        var prediction: [Row] = []
        var width: Int
        var predictionWidth: Int

        init(_ random: inout some RandomNumberGenerator) {
            // Few different values and few rows make many columns that hold the same bag.
            let values = ComparisonOracleTests.values.prefix(Int.random(in: 1...5, using: &random))
            func rows(_ count: Int, _ width: Int) -> [Row] {
                (0..<count).map { _ in (0..<width).map { _ in values.randomElement(using: &random) ?? .null } }
            }
            width = Int.random(in: 1...5, using: &random)
            predictionWidth = width
            let count = Int.random(in: 0...6, using: &random)
            gold = rows(count, width)
            if Int.random(in: 0..<8, using: &random) == 0 {
                predictionWidth = Int.random(in: 1...5, using: &random)
                prediction = rows(Int.random(in: 0...6, using: &random), predictionWidth)
                return
            }
            let order = Array(0..<width).shuffled(using: &random)
            prediction = gold.map { row in order.map { row[$0] } }
            if Bool.random(using: &random) { prediction.shuffle(using: &random) }
            if Bool.random(using: &random), let row = prediction.indices.randomElement(using: &random) {
                // Two values of one column change places: the column's bag stays, the rows' may not.
                let other = prediction.indices.randomElement(using: &random) ?? row
                let column = Int.random(in: 0..<width, using: &random)
                let value = prediction[row][column]
                prediction[row][column] = prediction[other][column]
                prediction[other][column] = value
            }
            if Int.random(in: 0..<4, using: &random) == 0, let row = prediction.indices.randomElement(using: &random) {
                prediction[row][Int.random(in: 0..<width, using: &random)] =
                    values.randomElement(using: &random) ?? .null
            }
        }

        func result(_ rows: [Row], _ width: Int) -> QueryResult {
            QueryResult(columns: (0..<width).map { _ in ResultColumn(name: "c") }, rows: rows)
        }
    }

    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var number = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
            return number ^ (number >> 31)
        }
    }

    // MARK: Definitions

    private static func permutations(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return permutations(count - 1).flatMap { rest in
            (0..<count).map { place in Array(rest[..<place]) + [count - 1] + Array(rest[place...]) }
        }
    }

    private static func bag(_ rows: [Row]) -> [Row: Int] { Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +) }

    private static func isRight(_ tables: Tables, _ contract: ComparisonContract, isOrdered: Bool) -> Bool {
        let (gold, prediction) = (tables.gold, tables.prediction)
        func isSame(_ rows: [Row]) -> Bool { isOrdered ? rows == gold : bag(rows) == bag(gold) }
        switch contract {
        case .spider:
            if gold.isEmpty, prediction.isEmpty { return true }
            guard tables.width == tables.predictionWidth, gold.count == prediction.count else { return false }
            return permutations(tables.width).contains { order in
                isSame(prediction.map { row in order.map { row[$0] } })
            }
        case .bird: return Set(gold) == Set(prediction)
        case .strict: return tables.width == tables.predictionWidth && isSame(prediction)
        }
    }

    /// `calculate_f1_score` of BIRD's mini-dev, its sets in the order in which rows first come.
    private static func softF1(_ prediction: [Row], _ gold: [Row]) -> Double {
        if prediction.isEmpty, gold.isEmpty { return 1 }
        func distinct(_ rows: [Row]) -> [Row] {
            rows.enumerated().filter { !rows[..<$0.offset].contains($0.element) }.map(\.element)
        }
        let (left, right) = (distinct(gold), distinct(prediction))
        var (truePositive, falsePositive, falseNegative) = (0.0, 0.0, 0.0)
        for (index, row) in left.enumerated() {
            guard index < right.count else {
                falseNegative += 1
                continue
            }
            let width = Double(row.count)
            truePositive += Double(right[index].filter(row.contains).count) / width
            falsePositive += Double(right[index].filter { !row.contains($0) }.count) / width
            falseNegative += Double(row.filter { !right[index].contains($0) }.count) / width
        }
        falsePositive += Double(max(0, right.count - left.count))
        let precision = truePositive + falsePositive > 0 ? truePositive / (truePositive + falsePositive) : 0
        let recall = truePositive + falseNegative > 0 ? truePositive / (truePositive + falseNegative) : 0
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    // MARK: Tests

    @Test(arguments: ComparisonContract.allCases, [false, true])
    func contractsFollowTheirDefinition(contract: ComparisonContract, isOrdered: Bool) {
        var random = Numbers(state: 7)
        var right = 0
        for round in 0..<8_000 {
            let tables = Tables(&random)
            let expected = Self.isRight(tables, contract, isOrdered: isOrdered)
            let comparison = contract.compare(
                tables.result(tables.prediction, tables.predictionWidth),
                with: tables.result(tables.gold, tables.width),
                isOrdered: isOrdered)
            #expect(comparison.outcome == (expected ? .right : .wrong), "round \(round): \(tables), \(comparison)")
            if expected { right += 1 }
        }
        // Both verdicts must come often for the test to say anything.
        #expect((1_500...7_000).contains(right), "\(right)")
    }

    @Test func softF1ByPositionFollowsItsDefinition() {
        var random = Numbers(state: 11)
        for round in 0..<8_000 {
            let tables = Tables(&random)
            var pool = ValuePool()
            let gold = ResultTable(tables.result(tables.gold, tables.width), in: &pool)
            let prediction = ResultTable(tables.result(tables.prediction, tables.predictionWidth), in: &pool)
            let score = SoftF1(gold: gold, prediction: prediction).score
            let expected = Self.softF1(tables.prediction, tables.gold)
            #expect(abs(score.byPosition - expected) < 1e-12, "round \(round): \(tables)")
            #expect((0...1).contains(score.byContent), "round \(round): \(tables)")
        }
    }
}
