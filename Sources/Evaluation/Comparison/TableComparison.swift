internal import PlumbCore

/// Two results side by side, whose values are numbers of the same pool.
struct TableComparison {
    let gold: ResultTable
    let prediction: ResultTable
    let pool: ValuePool

    /// What a contract says of them.
    ///
    /// - Parameters:
    ///   - contract: the contract.
    ///   - isOrdered: whether the rows' order counts, where the contract leaves it to gold.
    /// - Returns: right, wrong, or undecided.
    func judged(by contract: ComparisonContract, isOrdered: Bool) -> Comparison {
        switch contract {
        case .spider: spider(isOrdered: isOrdered)
        case .bird: bird()
        case .strict: strict(isOrdered: isOrdered)
        }
    }

    private var isEmpty: Bool { gold.count == 0 && prediction.count == 0 }

    // MARK: Contracts

    private func spider(isOrdered: Bool) -> Comparison {
        if isEmpty { return Comparison(.right, isEmpty: true) }
        if let difference = sizes() { return difference }
        let search = ColumnSearch(gold: gold, prediction: prediction, isOrdered: isOrdered)
        switch search.order() {
        case .found: return Comparison(.right)
        case .none(let column):
            if isOrdered, case .found = ColumnSearch(gold: gold, prediction: prediction, isOrdered: false).order() {
                return orderDiffers()
            }
            if let column {
                return Comparison(.columns, "no column of the prediction holds what column \(column + 1) of gold holds")
            }
            return rowsDiffer()
                ?? Comparison(.columns, "each column has a counterpart, but no order of them fits all rows")
        case .givenUp:
            return Comparison(
                .undecided, "too many orders of \(gold.width) columns fit nearly, so the search for one was given up")
        }
    }

    private func strict(isOrdered: Bool) -> Comparison {
        if gold.width != prediction.width { return widthsDiffer() }
        if isEmpty { return Comparison(.right, isEmpty: true) }
        if let difference = sizes() { return difference }
        if isOrdered, gold.values == prediction.values { return Comparison(.right) }
        if let difference = rowsDiffer() { return difference }
        return isOrdered ? orderDiffers() : Comparison(.right)
    }

    private func bird() -> Comparison {
        if isEmpty { return Comparison(.right, isEmpty: true) }
        if gold.count == 0 || prediction.count == 0 { return countsDiffer() }
        if gold.width != prediction.width { return widthsDiffer() }
        let (left, right, count) = rows()
        var inGold = [Bool](repeating: false, count: count)
        var inPrediction = inGold
        for row in left { inGold[Int(row)] = true }
        for row in right { inPrediction[Int(row)] = true }
        if let row = right.firstIndex(where: { !inGold[Int($0)] }) { return isNotInGold(row) }
        if let row = left.firstIndex(where: { !inPrediction[Int($0)] }) { return isNotInPrediction(row) }
        return Comparison(.right)
    }

    // MARK: Differences

    /// `1 row`, `2 rows`.
    static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

    private func sizes() -> Comparison? {
        if gold.count != prediction.count { return countsDiffer() }
        return gold.width == prediction.width ? nil : widthsDiffer()
    }

    private func widthsDiffer() -> Comparison {
        Comparison(.columnCount, "\(Self.count(prediction.width, "column")), gold has \(gold.width)")
    }

    private func countsDiffer() -> Comparison {
        Comparison(.rowCount, "\(Self.count(prediction.count, "row")), gold has \(gold.count)")
    }

    private func isNotInGold(_ row: Int) -> Comparison {
        Comparison(.rows, "row \(row + 1) of the prediction, \(prediction.text(ofRow: row, in: pool)), is not in gold")
    }

    private func isNotInPrediction(_ row: Int) -> Comparison {
        Comparison(.rows, "row \(row + 1) of gold, \(gold.text(ofRow: row, in: pool)), is not in the prediction")
    }

    private func orderDiffers() -> Comparison {
        let rows = 0..<min(gold.count, prediction.count)
        let first = rows.first { row in (0..<gold.width).contains { gold.value(row, $0) != prediction.value(row, $0) } }
        return Comparison(
            .order, "the same rows in another order" + (first.map { ", from row \($0 + 1) on" } ?? ""))
    }

    /// Why the bags of rows differ, columns in order; nil where they don't.
    private func rowsDiffer() -> Comparison? {
        let (left, right, count) = rows()
        var surplus = [Int](repeating: 0, count: count)
        for row in left { surplus[Int(row)] += 1 }
        if let row = right.firstIndex(where: { surplus[Int($0)] == 0 }) { return isNotInGold(row) }
        for row in right { surplus[Int(row)] -= 1 }
        guard let row = right.firstIndex(where: { surplus[Int($0)] < 0 }) else { return nil }
        return Comparison(
            .rows,
            "row \(row + 1) of the prediction, \(prediction.text(ofRow: row, in: pool)), comes more often than in gold")
    }

    /// The rows of both by number, and how many different ones there are.
    private func rows() -> (gold: [Int32], prediction: [Int32], count: Int) {
        var rows = RowPool(width: gold.width)
        let columns = Array(0..<gold.width)
        let left = rows.numbers(of: gold, columns: columns)
        return (left, rows.numbers(of: prediction, columns: columns), rows.count)
    }
}
