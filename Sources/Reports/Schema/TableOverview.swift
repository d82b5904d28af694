internal import PlumbCore

/// A table in a list of tables: a line for each column.
struct TableOverview {
    private let table: Table
    private let catalog: Catalog

    /// A wider table is cut here; `TableDetail` shows all of it.
    private static let shownColumns = 40

    init(_ table: Table, in catalog: Catalog) {
        self.table = table
        self.catalog = catalog
    }

    func write(to lines: inout Lines) {
        TableHeading(table).write(to: &lines)
        let notes = ColumnNotes(of: table, in: catalog)
        let shown = table.columns.prefix(Self.shownColumns)
        let rows = shown.map { column in
            (
                name: VisibleText.of(column.name), type: column.typeTitle,
                note: VisibleText.of(notes.text(for: column)), column: column
            )
        }
        let total = lines.screen.proseColumns
        let nameWidth = min(rows.reduce(0) { max($0, DisplayWidth.of($1.name)) }, max(12, total * 2 / 5))
        let typeWidth = rows.reduce(0) { max($0, DisplayWidth.of($1.type)) }
        let noteWidth = min(
            rows.reduce(0) { max($0, DisplayWidth.of($1.note)) }, max(8, total - nameWidth - typeWidth - 6))
        let sampleWidth = total - nameWidth - typeWidth - noteWidth - 8
        let coloring = lines.screen.coloring
        for row in rows {
            let name = VisibleText.padded(row.name, to: nameWidth)
            let type = VisibleText.padded(row.type, to: typeWidth)
            var line = "  \(name)  \(coloring(.faint, type))"
            let samples = sampleWidth >= 12 ? Self.samples(of: row.column, width: sampleWidth) : ""
            if noteWidth > 0, !row.note.isEmpty || !samples.isEmpty {
                let note = VisibleText.padded(row.note, to: noteWidth)
                line += "  " + (samples.isEmpty ? VisibleText.clipped(row.note, to: noteWidth).text : note)
            }
            if !samples.isEmpty { line += "  " + coloring(.faint, samples) }
            lines.add(line)
            if let about = row.column.about { lines.add(about, after: "      ", role: .faint) }
        }
        if table.columns.count > shown.count {
            lines.add(
                "and \(Wording.grouped(table.columns.count - shown.count)) more columns", after: "  ", role: .faint)
        }
    }

    /// The most frequent values, or the range where values say little by themselves.
    private static func samples(of column: Column, width: Int) -> String {
        guard let statistics = column.statistics else { return "" }
        switch column.type {
        case .text, .boolean, .other:
            return Wording.list(statistics.frequentValues.prefix(8).map { ValueText.plain($0.value) }, width: width)
        case .integer, .real, .date, .timestamp, .time:
            guard let minimum = statistics.minimum, let maximum = statistics.maximum else { return "" }
            return VisibleText.clipped("\(ValueText.plain(minimum)) … \(ValueText.plain(maximum))", to: width).text
        case .blob: return ""
        }
    }
}

/// The first lines of every text about a table: name, size, and what it holds.
struct TableHeading {
    private let table: Table

    init(_ table: Table) {
        self.table = table
    }

    func write(to lines: inout Lines) {
        let screen = lines.screen
        var facts: [String] = table.isView ? ["view"] : []
        if let rows = table.rowCount {
            facts.append((rows.isEstimate ? "about " : "") + Wording.count(rows.count, "row"))
        }
        let title = screen.coloring(.title, VisibleText.of(table.name.description))
        lines.add(facts.isEmpty ? title : title + "  " + screen.coloring(.faint, facts.joined(separator: " · ")))
        if let description = table.description { lines.add(description, after: "  ") }
        if !table.synonyms.isEmpty {
            lines.add(table.synonyms.joined(separator: ", "), after: "  also called ", leadRole: .faint, role: .faint)
        }
        if let problem = table.problem { lines.add(problem, after: "  can't be read: ", leadRole: .bad) }
    }
}

extension Column {
    /// What the values mean, in a word.
    var typeTitle: String {
        unit.map { "\(type.rawValue) (\(VisibleText.of($0)))" } ?? type.rawValue
    }

    /// Description and synonyms in a sentence or two; nil where there are none.
    var about: String? {
        let called = synonyms.isEmpty ? nil : "also called " + synonyms.joined(separator: ", ")
        guard let description, !description.isEmpty else { return called }
        return called.map { description + (description.hasSuffix(".") ? " " : "; ") + $0 } ?? description
    }
}
