/// How wide the columns of a table are.
struct TableLayout: Hashable {
    /// What is known of a column before it gets its width.
    struct Column: Hashable {
        /// The width of its name.
        var nameWidth: Int
        /// The width of its widest value, the decimal points of numbers aligned.
        var valueWidth: Int
        /// Whether all its values are numbers, which are never cut.
        var isNumeric: Bool

        var natural: Int { max(nameWidth, valueWidth) }

        /// A column narrower than this says nothing: numbers and short values such as dates stay whole.
        var minimum: Int {
            isNumeric || valueWidth <= 10 ? max(valueWidth, min(nameWidth, 6)) : 8
        }
    }

    /// Cells between columns.
    static let gap = 2

    /// The widths of columns on a screen.
    ///
    /// Wide columns are cut to one common width, the largest with which all columns fit.
    ///
    /// - Parameters:
    ///   - columns: the columns.
    ///   - width: the cells there are.
    /// - Returns: a width for each column; nil where they can't be read side by side.
    static func widths(of columns: [Column], in width: Int) -> [Int]? {
        let available = width - gap * max(0, columns.count - 1)
        guard columns.reduce(0, { $0 + $1.minimum }) <= available else { return nil }
        func widths(cap: Int) -> [Int] { columns.map { max($0.minimum, min($0.natural, cap)) } }

        var low = 0
        var high = available
        while low < high {
            let middle = (low + high + 1) / 2
            if widths(cap: middle).reduce(0, +) <= available { low = middle } else { high = middle - 1 }
        }
        var result = widths(cap: low)
        var spare = available - result.reduce(0, +)
        for index in columns.indices where result[index] < columns[index].natural && spare > 0 {
            result[index] += 1
            spare -= 1
        }
        return result
    }
}
