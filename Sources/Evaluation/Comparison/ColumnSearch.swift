/// The search for an order of the prediction's columns in which two tables of the same size are the same.
///
/// Columns are told apart by what they hold, so that most tables leave one order to try. Where several columns hold the
/// same bag of values, an order is built column by column, and given up as soon as the rows cut to the columns placed so
/// far are no longer the same bag. The hashes that guide the search are never trusted: what it finds is compared whole.
struct ColumnSearch {
    let gold: ResultTable
    let prediction: ResultTable
    let isOrdered: Bool

    /// What the search came to.
    enum Result {
        /// For each column of gold its counterpart.
        case found([Int])
        /// There is none; the column is one of gold's that no column of the prediction is like.
        case none(column: Int?)
        /// The search took too long.
        case givenUp
    }

    /// How many values may be looked at before the search is given up.
    private static let patience = 200_000_000

    /// Looks for an order.
    func order() -> Result {
        let wanted = (0..<gold.width).map { signature(gold, $0) }
        let offered = (0..<gold.width).map { signature(prediction, $0) }
        for (column, signature) in wanted.enumerated() where !offered.contains(signature) {
            return .none(column: column)
        }
        if wanted == offered, isSame(Array(0..<gold.width)) { return .found(Array(0..<gold.width)) }
        // Columns with few counterparts go first: they leave the least to try.
        let places = wanted.indices.sorted { left, right in
            let counts = (offered.count { $0 == wanted[left] }, offered.count { $0 == wanted[right] })
            return (counts.0, left) < (counts.1, right)
        }
        var state = State(places: places, wanted: wanted, offered: offered)
        state.sequences = (0..<gold.width).map { sequence(prediction, $0) }
        let start = [UInt64](repeating: 0, count: gold.count)
        if place(0, goldRows: start, predictionRows: start, &state) { return .found(state.order) }
        return state.patience > 0 ? .none(column: nil) : .givenUp
    }

    private struct State {
        let places: [Int]
        let wanted: [UInt64]
        let offered: [UInt64]
        var sequences: [UInt64] = []
        var order: [Int]
        var isTaken: [Bool]
        var patience = ColumnSearch.patience

        init(places: [Int], wanted: [UInt64], offered: [UInt64]) {
            self.places = places
            self.wanted = wanted
            self.offered = offered
            order = [Int](repeating: -1, count: places.count)
            isTaken = [Bool](repeating: false, count: places.count)
        }
    }

    /// Finds a counterpart for a place, and for all places behind it.
    private func place(
        _ index: Int, goldRows: [UInt64], predictionRows: [UInt64], _ state: inout State
    ) -> Bool {
        guard index < state.places.count else { return isSame(state.order) }
        let column = state.places[index]
        let goldRows = extended(goldRows, gold, column)
        let wanted = Self.bag(goldRows, isOrdered)
        // Of columns that hold the same in every row only one is tried.
        var tried: Set<UInt64> = []
        for candidate in 0..<gold.width
        where !state.isTaken[candidate] && state.offered[candidate] == state.wanted[column] {
            guard tried.insert(state.sequences[candidate]).inserted else { continue }
            state.patience -= gold.count
            guard state.patience > 0 else { return false }
            let rows = extended(predictionRows, prediction, candidate)
            guard Self.bag(rows, isOrdered) == wanted else { continue }
            state.order[column] = candidate
            state.isTaken[candidate] = true
            if place(index + 1, goldRows: goldRows, predictionRows: rows, &state) { return true }
            state.isTaken[candidate] = false
        }
        return false
    }

    private func extended(_ rows: [UInt64], _ table: ResultTable, _ column: Int) -> [UInt64] {
        rows.enumerated().map { Hashing.mix($1, UInt64(bitPattern: Int64(table.value($0, column)) &+ 1)) }
    }

    /// A number that equal bags have in common; equal lists, where the order counts.
    private static func bag(_ rows: [UInt64], _ isOrdered: Bool) -> UInt64 {
        rows.reduce(0) { isOrdered ? Hashing.mix($0, $1) : $0 &+ Hashing.mix(0x5851_F42D_4C95_7F2D, $1) }
    }

    private func signature(_ table: ResultTable, _ column: Int) -> UInt64 {
        var sum: UInt64 = 0
        for row in 0..<table.count {
            let value = UInt64(bitPattern: Int64(table.value(row, column)) &+ 1)
            sum = isOrdered ? Hashing.mix(sum, value) : sum &+ Hashing.mix(0x5851_F42D_4C95_7F2D, value)
        }
        return sum
    }

    private func sequence(_ table: ResultTable, _ column: Int) -> UInt64 {
        (0..<table.count).reduce(0) { Hashing.mix($0, UInt64(bitPattern: Int64(table.value($1, column)) &+ 1)) }
    }

    /// Whether the tables are the same with the prediction's columns in an order.
    private func isSame(_ order: [Int]) -> Bool {
        if isOrdered {
            return (0..<gold.count).allSatisfy { row in
                order.indices.allSatisfy { gold.value(row, $0) == prediction.value(row, order[$0]) }
            }
        }
        var rows = RowPool(width: gold.width)
        let left = rows.numbers(of: gold, columns: Array(0..<gold.width))
        let right = rows.numbers(of: prediction, columns: order)
        var surplus = [Int](repeating: 0, count: rows.count)
        for row in left { surplus[Int(row)] += 1 }
        for row in right { surplus[Int(row)] -= 1 }
        return surplus.allSatisfy { $0 == 0 }
    }
}
