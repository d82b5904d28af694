/// Rows below each other, a line for each column: for results wider than the screen.
struct RecordBlocks {
    private let names: [String]
    private let nameWidth: Int
    private let screen: Screen
    private var rowNumber = 0

    /// Makes the layout.
    ///
    /// - Parameters:
    ///   - names: the columns' names, ready to be shown.
    ///   - screen: where the rows will be read.
    init(names: [(text: String, width: Int)], screen: Screen) {
        self.screen = screen
        nameWidth = min(names.reduce(0) { max($0, $1.width) }, (screen.columns ?? 80) * 2 / 5)
        let width = nameWidth
        self.names = names.map { VisibleText.padded($0.text, to: width) }
    }

    mutating func write(_ cells: [TableCell], into output: inout [UInt8]) {
        rowNumber += 1
        let title = "row \(rowNumber) "
        let rule = String(repeating: "─", count: max(0, min(screen.columns ?? 80, 60) - title.utf8.count))
        output.append(text: screen.coloring(.faint, title + rule))
        output.append(.newline)
        for (name, cell) in zip(names, cells) {
            output.append(text: screen.coloring(.title, name))
            if !cell.text.isEmpty { output.append(spaces: TableLayout.gap) }
            var text = cell.text
            if let columns = screen.columns {
                text = VisibleText.clipped(text, to: columns - nameWidth - TableLayout.gap).text
            }
            output.append(text: cell.isNull ? screen.coloring(.faint, text) : text)
            output.append(.newline)
        }
    }
}
