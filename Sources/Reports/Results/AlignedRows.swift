/// Rows side by side under a header.
struct AlignedRows {
    private let names: [(text: String, width: Int)]
    private let columns: [ColumnStyle]
    private let screen: Screen

    private struct ColumnStyle {
        var width: Int
        var isNumeric: Bool
        /// The most cells that a value takes from the decimal point on.
        var fractionWidth: Int
    }

    /// Makes the layout for rows like those of a sample; nil where the columns can't be read side by side.
    ///
    /// - Parameters:
    ///   - names: the columns' names, ready to be shown.
    ///   - sample: the first rows.
    ///   - screen: where the rows will be read.
    ///   - alignedWidth: cells wider than this do not widen their column where the screen has no width.
    init?(names: [(text: String, width: Int)], sample: [[TableCell]], screen: Screen, alignedWidth: Int) {
        self.names = names
        self.screen = screen
        var shapes: [TableLayout.Column] = []
        var fractions: [Int] = []
        for (index, name) in names.enumerated() {
            let cells = sample.compactMap { $0.indices.contains(index) ? $0[index] : nil }
            let values = cells.filter { !$0.isNull }
            let isNumeric = !values.isEmpty && values.allSatisfy { $0.fractionWidth != nil }
            let fraction = isNumeric ? values.reduce(0) { max($0, $1.fractionWidth ?? 0) } : 0
            let widest = cells.reduce(0) { max($0, $1.width + (fraction - ($1.fractionWidth ?? fraction))) }
            fractions.append(fraction)
            shapes.append(.init(nameWidth: name.width, valueWidth: widest, isNumeric: isNumeric))
        }
        let widths: [Int]
        if let columns = screen.columns {
            guard let fitted = TableLayout.widths(of: shapes, in: columns) else { return nil }
            widths = fitted
        } else {
            widths = shapes.map { min($0.natural, max(alignedWidth, $0.nameWidth)) }
        }
        columns = shapes.indices.map {
            ColumnStyle(width: widths[$0], isNumeric: shapes[$0].isNumeric, fractionWidth: fractions[$0])
        }
    }

    func writeHeader(into output: inout [UInt8]) {
        var rule = ""
        for (index, column) in columns.enumerated() {
            let name = VisibleText.clipped(names[index].text, to: column.width)
            let isLast = index == columns.count - 1
            let padding = column.width - name.width
            if column.isNumeric { output.append(spaces: padding) }
            output.append(text: screen.coloring(.title, name.text))
            if !column.isNumeric, !isLast { output.append(spaces: padding) }
            rule += String(repeating: "─", count: column.width)
            if !isLast {
                output.append(spaces: TableLayout.gap)
                rule += String(repeating: " ", count: TableLayout.gap)
            }
        }
        output.append(.newline)
        output.append(text: screen.coloring(.faint, rule))
        output.append(.newline)
    }

    func write(_ cells: [TableCell], into output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() where index < columns.count {
            let column = columns[index]
            let isLast = index == columns.count - 1
            var (text, width) = (cell.text, cell.width)
            // A number is never cut: half of one is a wrong one.
            if screen.columns != nil, cell.fractionWidth == nil, width > column.width {
                (text, width) = VisibleText.clipped(text, to: column.width)
            }
            var after = 0
            if column.isNumeric {
                after = max(0, column.fractionWidth - (cell.fractionWidth ?? column.fractionWidth))
                output.append(spaces: column.width - width - after)
            } else {
                after = column.width - width
            }
            if cell.isNull {
                output.append(text: screen.coloring(.faint, text))
            } else {
                output.append(text: text)
            }
            if !isLast { output.append(spaces: max(0, after) + TableLayout.gap) }
        }
        output.append(.newline)
    }
}
