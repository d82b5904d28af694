internal import PlumbCore

/// The F1 of a prediction's values over gold's, row by row.
///
/// Of a pair of rows, with widths counted in gold's columns: `m` values are in both, `p` in the prediction's row only, `g` in
/// gold's only. Rows without a partner are lost whole. With the sums M, P and G over all pairs, precision is M / (M + P),
/// recall M / (M + G), and F1 their harmonic mean; two empty results have 1. After `evaluation_f1.py` of BIRD's mini-dev,
/// <https://github.com/bird-bench/mini_dev>.
struct SoftF1 {
    let gold: ResultTable
    let prediction: ResultTable

    /// Both measures.
    var score: SoftF1Score {
        SoftF1Score(byPosition: byPosition, byContent: byContent)
    }

    private struct Sums {
        var matched = 0.0
        var prediction = 0.0
        var gold = 0.0

        var f1: Double {
            let precision = matched + prediction > 0 ? matched / (matched + prediction) : 0
            let recall = matched + gold > 0 ? matched / (matched + gold) : 0
            return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    // MARK: By position

    private var byPosition: Double {
        if gold.count == 0, prediction.count == 0 { return 1 }
        let left = Self.distinctRows(of: gold)
        let right = Self.distinctRows(of: prediction)
        var sums = Sums()
        for (goldRow, predictionRow) in zip(left, right) {
            let (goldValues, values) = (Self.values(gold, goldRow), Self.values(prediction, predictionRow))
            let matched = values.count { goldValues.contains($0) }
            sums.matched += Double(matched) / Double(gold.width)
            sums.prediction += Double(values.count - matched) / Double(gold.width)
            sums.gold += Double(goldValues.count { !values.contains($0) }) / Double(gold.width)
        }
        sums.gold += Double(max(0, left.count - right.count))
        sums.prediction += Double(max(0, right.count - left.count))
        return sums.f1
    }

    /// The first of each set of equal rows.
    private static func distinctRows(of table: ResultTable) -> [Int] {
        var rows = RowPool(width: table.width)
        var known = 0
        return rows.numbers(of: table, columns: Array(0..<table.width)).enumerated().compactMap { index, row in
            guard Int(row) == known else { return nil }
            known += 1
            return index
        }
    }

    private static func values(_ table: ResultTable, _ row: Int) -> ArraySlice<Int32> {
        table.values[row * table.width..<(row + 1) * table.width]
    }

    // MARK: By content

    /// How many candidates a row looks at for its partner.
    private static let candidates = 16

    /// Pairs each row of gold with the row of the prediction that shares most values with it.
    ///
    /// Equal rows go first. Then each row of gold looks among the rows that hold the rarest of its values, at so many of
    /// them that the work grows no faster than the results.
    private var byContent: Double {
        if gold.count == 0, prediction.count == 0 { return 1 }
        let left = (0..<gold.count).map { Self.values(gold, $0).sorted() }
        let right = (0..<prediction.count).map { Self.values(prediction, $0).sorted() }
        var partners = [Int?](repeating: nil, count: left.count)
        var isTaken = [Bool](repeating: false, count: right.count)
        var equals: [[Int32]: [Int]] = [:]
        for row in right.indices.reversed() { equals[right[row], default: []].append(row) }
        for (index, row) in left.enumerated() {
            guard let partner = equals[row]?.popLast() else { continue }
            partners[index] = partner
            isTaken[partner] = true
        }
        var holders: [Int32: [Int]] = [:]
        for (index, row) in right.enumerated().reversed() where !isTaken[index] {
            for value in Set(row) { holders[value, default: []].append(index) }
        }
        for index in left.indices where partners[index] == nil {
            let known = left[index].filter { holders[$0] != nil }
            guard let rarest = known.min(by: { holders[$0]?.count ?? 0 < holders[$1]?.count ?? 0 }) else { continue }
            // Those at the end are the first rows, which are taken first, and need not be passed over again.
            while let last = holders[rarest]?.last, isTaken[last] { holders[rarest]?.removeLast() }
            let best = holders[rarest]?.suffix(Self.candidates).reversed().filter { !isTaken[$0] }
                .map { ($0, Self.shared(left[index], right[$0])) }.max { ($0.1, $1.0) < ($1.1, $0.0) }
            guard let best else { continue }
            partners[index] = best.0
            isTaken[best.0] = true
        }
        let width = Double(max(gold.width, 1))
        var sums = Sums()
        for (index, row) in left.enumerated() {
            let matched = partners[index].map { Self.shared(row, right[$0]) } ?? 0
            sums.matched += Double(matched) / width
            sums.gold += Double(row.count - matched) / width
            if let partner = partners[index] { sums.prediction += Double(right[partner].count - matched) / width }
        }
        sums.prediction += Double(isTaken.count { !$0 }) * Double(prediction.width) / width
        return sums.f1
    }

    /// How many values two sorted rows share, each as often as both hold it.
    private static func shared(_ left: [Int32], _ right: [Int32]) -> Int {
        var (leftIndex, rightIndex, count) = (0, 0, 0)
        while leftIndex < left.count, rightIndex < right.count {
            if left[leftIndex] == right[rightIndex] {
                (leftIndex, rightIndex, count) = (leftIndex + 1, rightIndex + 1, count + 1)
            } else if left[leftIndex] < right[rightIndex] {
                leftIndex += 1
            } else {
                rightIndex += 1
            }
        }
        return count
    }
}
