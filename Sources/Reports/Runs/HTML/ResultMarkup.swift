internal import PlumbCore

/// The first rows of a result as an HTML table.
struct ResultMarkup {
    let result: QueryResult
    let limit: Int

    private static let cellWidth = 60
    private static let mostColumns = 12

    /// Makes a table of at most so many rows.
    init(_ result: QueryResult, limit: Int) {
        self.result = result
        self.limit = limit
    }

    /// The table.
    func markup(title: String) -> String {
        let columns = result.columns.prefix(Self.mostColumns)
        let rows = result.rows.prefix(limit)
        var text =
            "<div class=\"scroll\"><table class=\"result\"><caption>\(MarkupText.escaped(title)): \(count)</caption>"
        text += "<thead><tr>"
        for column in columns { text += "<th scope=\"col\">\(clipped(column.name))</th>" }
        text += "</tr></thead><tbody>"
        for row in rows {
            text += "<tr>"
            for value in row.prefix(Self.mostColumns) {
                let name = value.isNull ? " class=\"null\"" : value.number != nil ? " class=\"number\"" : ""
                text += "<td\(name)>\(MarkupText.escaped(TableCell(value, limit: Self.cellWidth).text))</td>"
            }
            text += "</tr>"
        }
        text += "</tbody></table></div>"
        var notes: [String] = []
        if result.rows.count > rows.count { notes.append("the first \(Wording.count(rows.count, "row")) are shown") }
        if result.columns.count > columns.count {
            notes.append("the first \(Wording.count(columns.count, "column")) are shown")
        }
        return notes.isEmpty ? text : text + "<p class=\"note\">\(notes.joined(separator: ", "))</p>"
    }

    private var count: String {
        let rows = Wording.count(result.rows.count, "row")
        return result.isComplete ? rows : "more than \(rows)"
    }

    private func clipped(_ text: String) -> String {
        MarkupText.escaped(VisibleText.clipped(text, to: Self.cellWidth).text)
    }
}
