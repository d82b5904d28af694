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
        var order: [Int] = []
        return search(&order, width: width) { column, place in
            leftBags[column] == rightBags[place]
        } accepts: { order in
            let permuted = left.map { row in order.map { row[$0] } }
            return isOrdered ? permuted == right : bag(permuted) == bag(right)
        }
    }

    private static func bag(_ rows: [Row]) -> [Row: Int] {
        rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Tries orders of the columns in which every column holds the same values as its counterpart.
    private static func search(
        _ order: inout [Int], width: Int, fits: (Int, Int) -> Bool, accepts: ([Int]) -> Bool
    ) -> Bool {
        if order.count == width { return accepts(order) }
        for column in 0..<width where !order.contains(column) && fits(column, order.count) {
            order.append(column)
            if search(&order, width: width, fits: fits, accepts: accepts) { return true }
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
