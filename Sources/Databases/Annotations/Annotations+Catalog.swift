internal import PlumbCore
internal import PlumbLanguage

extension Annotations {
    /// Checks every name against the database.
    ///
    /// - Parameter known: all tables of the database, the hidden ones too.
    /// - Throws: `PlumbError` with `badInput` that names the place and the nearest name.
    func check(against known: [Table]) throws(PlumbError) {
        for entry in tables {
            let table = try table(entry.name, at: entry.place, among: known)
            for column in entry.notes.columns where Self.column(column.name, of: table) == nil {
                throw Self.error(
                    file, column.place, "The table \(table.name) has no column \(column.name).",
                    suggestion: Self.suggestion(column.name, among: table.columns.map(\.name)))
            }
        }
        for term in glossary {
            if let name = term.notes.table { _ = try table(name, at: term.notes.tablePlace, among: known) }
        }
    }

    private func table(_ name: String, at place: Place?, among known: [Table]) throws(PlumbError) -> Table {
        guard let table = Self.table(name, among: known) else {
            throw Self.error(
                file, place, "The database has no table \(name).",
                suggestion: Self.suggestion(name, among: known.map(\.name.name)))
        }
        return table
    }

    /// Compiles the conditions of the glossary, so that a mistake shows at once and at its place.
    func checkConditions(with connection: SQLiteConnection) throws(PlumbError) {
        for term in glossary {
            guard let table = term.notes.table, let condition = term.notes.condition else { continue }
            do {
                _ = try connection.query("SELECT 1 FROM \(SQLiteConnection.quoted(table)) WHERE (\n\(condition)\n)")
            } catch {
                var failure = Self.error(
                    file, term.notes.conditionPlace, "The condition of the term \(term.name) does not work.",
                    suggestion: "It must be a SQL condition on the table \(table) alone.")
                failure.detail = error.message
                throw failure
            }
        }
    }

    /// Adds what is written to what was read.
    func apply(to catalog: inout Catalog) {
        catalog.description = description
        for entry in tables {
            guard let index = catalog.tables.firstIndex(where: { Self.isSame($0.name.name, entry.name) }) else {
                continue
            }
            catalog.tables[index].description = entry.notes.description
            catalog.tables[index].synonyms = entry.notes.synonyms
            for column in entry.notes.columns { Self.apply(column, to: &catalog.tables[index]) }
        }
        catalog.glossary = glossary.compactMap { term in
            let table = term.notes.table.flatMap { Self.table($0, among: catalog.tables)?.name }
            // A term that speaks of a hidden table says what is in it.
            if term.notes.table != nil, table == nil { return nil }
            return GlossaryEntry(
                term: term.name, synonyms: term.notes.synonyms, meaning: term.notes.means, table: table,
                condition: term.notes.condition)
        }
    }

    private static func apply(_ column: Entry<ColumnNotes>, to table: inout Table) {
        guard let index = table.columns.firstIndex(where: { isSame($0.name, column.name) }) else { return }
        table.columns[index].description = column.notes.description
        table.columns[index].synonyms = column.notes.synonyms
        table.columns[index].unit = column.notes.unit
    }

    private static func table(_ name: String, among tables: [Table]) -> Table? {
        tables.first { isSame($0.name.name, name) }
    }

    private static func column(_ name: String, of table: Table) -> Column? {
        table.columns.first { isSame($0.name, name) }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.asciiLowercased == right.asciiLowercased
    }

    private static func suggestion(_ name: String, among known: [String]) -> String {
        if let nearest = NearestName.of(name, among: known) { return "Did you mean \(nearest)?" }
        let some = known.prefix(8).joined(separator: ", ")
        return "There are: \(some)\(known.count > 8 ? ", …" : "")."
    }
}
