/// A small table of figures for a terminal: columns that don't fit are left out, those least needed first.
struct TextTable {
    struct Column {
        let title: String
        /// Whether its cells stand at its right edge.
        var isNumber = true
        /// When it is left out on a narrow screen: the highest first, equal ones together; 0 for never.
        var spare = 0
    }

    struct Cell: ExpressibleByStringInterpolation {
        var text: String
        var role: Coloring.Role?

        init(_ text: String, _ role: Coloring.Role? = nil) {
            self.text = VisibleText.of(text)
            self.role = role
        }

        init(stringLiteral value: String) {
            self.init(value)
        }
    }

    let columns: [Column]
    var rows: [[Cell]] = []

    private static let gap = 2

    /// Writes the table; nothing where it has no rows.
    func write(to lines: inout Lines, indent: Int = 2) {
        guard !rows.isEmpty else { return }
        let screen = lines.screen
        let available = (screen.columns ?? 120) - indent
        var widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index].text)) }
        }
        var shown = columns.indices.filter { index in rows.contains { !$0[index].text.isEmpty } }
        func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + Self.gap * (shown.count - 1) }
        while total() > available, let spare = shown.max(by: { columns[$0].spare < columns[$1].spare }),
            columns[spare].spare > 0
        {
            shown.removeAll { columns[$0].spare == columns[spare].spare }
        }
        if total() > available, let first = shown.first(where: { !columns[$0].isNumber }) {
            widths[first] = max(8, widths[first] - (total() - available))
        }
        while total() > available, shown.count > 1 { shown.removeLast() }
        func line(_ cells: [Cell]) -> String {
            var line = String(repeating: " ", count: indent)
            for index in shown {
                let (text, width) = VisibleText.clipped(cells[index].text, to: widths[index])
                let fill = String(repeating: " ", count: widths[index] - width)
                let painted = cells[index].role.map { screen.coloring($0, text) } ?? text
                line += (columns[index].isNumber ? fill + painted : painted + fill)
                line += String(repeating: " ", count: Self.gap)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        if columns.contains(where: { !$0.title.isEmpty }) { lines.add(line(columns.map { Cell($0.title, .faint) })) }
        for row in rows { lines.add(line(row)) }
    }
}

/// A share as a bar of block characters.
enum TextBar {
    /// The bar, `width` cells long, the rest of it dotted.
    static func of(_ share: Double?, width: Int = 20) -> String {
        guard let share, share.isFinite else { return "" }
        let full = Int((min(max(share, 0), 1) * Double(width)).rounded())
        return String(repeating: "█", count: full) + String(repeating: "·", count: width - full)
    }
}
