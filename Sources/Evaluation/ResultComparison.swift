public import PlumbCore

/// Whether two results say the same, by the contract `spider`, version 1: the same bag of rows under some order of the
/// columns, and in the same order where gold orders its outermost query.
///
/// Numbers are the same where they agree in nine significant digits, so that the order in which a database adds
/// floating-point numbers does not matter; 1 and 1.0 are the same. After Zhong, Yu and Klein, "Semantic Evaluation for
/// Text-to-SQL with Distilled Test Suites", EMNLP 2020, whose evaluator strips DISTINCT by default, which this does not.
public enum ResultComparison {
    /// Compares a prediction's result with gold's.
    ///
    /// - Parameters:
    ///   - prediction: the result to judge.
    ///   - gold: the right result.
    ///   - isOrdered: whether the rows' order counts.
    /// - Returns: whether they agree.
    public static func agrees(_ prediction: QueryResult, with gold: QueryResult, isOrdered: Bool) -> Bool {
        guard prediction.rows.count == gold.rows.count else { return false }
        if gold.rows.isEmpty { return true }
        let width = gold.columns.count
        guard prediction.columns.count == width else { return false }
        let left = prediction.rows.map { $0.map(canonical) }
        let right = gold.rows.map { $0.map(canonical) }
        let leftBags = (0..<width).map { column in bag(left.map { [$0[column]] }) }
        let rightBags = (0..<width).map { column in bag(right.map { [$0[column]] }) }
        if isOrdered {
            // In a given order of rows, a column fits a place or it does not, whatever the others do.
            var free = Set(0..<width)
            for place in 0..<width {
                guard
                    let column = free.sorted().first(where: { column in
                        left.indices.allSatisfy { left[$0][column] == right[$0][place] }
                    })
                else { return false }
                free.remove(column)
            }
            return true
        }
        var order: [Int] = []
        return search(&order, left: left, right: right) { column, place in leftBags[column] == rightBags[place] }
    }

    private static func bag(_ rows: [Row]) -> [Row: Int] {
        rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Tries orders of the columns in which every column holds the same values as its counterpart.
    ///
    /// The rows cut to the columns placed so far must be the same bag at every step, so a wrong start ends at once, and
    /// of columns that hold the same in every row only one is tried.
    private static func search(
        _ order: inout [Int], left: [Row], right: [Row], fits: (Int, Int) -> Bool
    ) -> Bool {
        let width = right[0].count
        if order.count == width { return true }
        let place = order.count
        var tried: Set<[SQLValue]> = []
        let wanted = bag(right.map { Array($0[...place]) })
        for column in 0..<width where !order.contains(column) && fits(column, place) {
            guard tried.insert(left.map { $0[column] }).inserted else { continue }
            order.append(column)
            let cut = bag(left.map { row in order.map { row[$0] } })
            if cut == wanted, search(&order, left: left, right: right, fits: fits) { return true }
            order.removeLast()
        }
        return false
    }

    private static func canonical(_ value: SQLValue) -> SQLValue {
        switch value {
        case .integer(let number): .real(rounded(Double(number)))
        case .real(let number): .real(rounded(number))
        default: value
        }
    }

    /// The number in nine significant digits.
    private static func rounded(_ number: Double) -> Double {
        guard number.isFinite, number != 0 else { return number.isNaN ? 0 : number == 0 ? 0 : number }
        var scale = 1.0
        var magnitude = abs(number)
        while magnitude < 1e8, scale < 1e18 {
            magnitude *= 10
            scale *= 10
        }
        return magnitude >= 1e15 ? number : (number * scale).rounded() / scale
    }
}
