internal import PlumbCore

/// A result whose values are numbers of a `ValuePool`, row by row.
struct ResultTable {
    /// The number of columns.
    var width = 0
    /// The number of rows.
    private(set) var count = 0
    /// The values, `width` for each row.
    private(set) var values: [Int32] = []
    /// Which values came as reals, for those who print them; empty unless it is asked for.
    private(set) var isReal: [Bool] = []
    /// Whether some text holds bytes that are not UTF-8; known only where it is asked for.
    private(set) var hasInvalidText = false

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - pool: where its values get their numbers.
    ///   - isThorough: whether to note reals and text that is no UTF-8.
    ///   - value: gives the value of a column, 0-based.
    mutating func append(to pool: inout ValuePool, isThorough: Bool = false, value: (Int) -> BorrowedValue) {
        for column in 0..<width {
            let value = value(column)
            if isThorough { note(value) }
            values.append(pool.number(of: value))
        }
        count += 1
    }

    private mutating func note(_ value: BorrowedValue) {
        if case .real = value { isReal.append(true) } else { isReal.append(false) }
        if !hasInvalidText, case .text(let text) = value { hasInvalidText = !UTF8Repair.isValid(text) }
    }

    /// Gives every value another number.
    mutating func replaceValues(_ number: (Int32) -> Int32) {
        for index in values.indices { values[index] = number(values[index]) }
    }

    /// Adds a row of `width` values.
    mutating func append(_ row: Row, to pool: inout ValuePool) {
        for value in row { values.append(value.lend { pool.number(of: $0) }) }
        count += 1
    }

    /// Adds the rows of a result.
    init(_ result: QueryResult, in pool: inout ValuePool) {
        width = result.columns.count
        for row in result.rows { append(row, to: &pool) }
    }

    /// An empty result without columns.
    init() {}

    /// The value of a row and a column, both 0-based.
    @inline(__always)
    func value(_ row: Int, _ column: Int) -> Int32 { values[row * width + column] }

    /// A row as a person reads it, shortened where it is long.
    func text(ofRow row: Int, in pool: ValuePool) -> String {
        let shown = (0..<min(width, 6)).map { column in
            let text = pool.value(value(row, column)).description
            return text.count > 40 ? text.prefix(40) + "…" : text
        }
        return "(" + (shown + (width > 6 ? ["…"] : [])).joined(separator: ", ") + ")"
    }
}
