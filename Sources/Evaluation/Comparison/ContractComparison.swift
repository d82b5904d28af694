public import PlumbCore

extension ComparisonContract {
    /// Compares a prediction's result with gold's.
    ///
    /// Takes time and memory in proportion to the results.
    ///
    /// - Parameters:
    ///   - prediction: the result to judge.
    ///   - gold: the right result.
    ///   - isOrdered: whether gold fixes the order of its rows; `bird` never asks.
    /// - Returns: right, wrong with a reason, or undecided where the search for an order of the columns was given up.
    public func compare(_ prediction: QueryResult, with gold: QueryResult, isOrdered: Bool) -> Comparison {
        var pool = ValuePool(.init(roundsNumbers: self == .strict))
        let goldTable = ResultTable(gold, in: &pool)
        let predictionTable = ResultTable(prediction, in: &pool)
        let tables = TableComparison(gold: goldTable, prediction: predictionTable, pool: pool)
        return tables.judged(by: self, isOrdered: isOrdered)
    }
}
