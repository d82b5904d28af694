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
                suggestion: Self.suggestion(name, among: known.map(\.name.description)))
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
                throw conditionFailure(of: term, on: table, error)
            }
        }
    }

    /// Compiles the conditions of the glossary, as the other form does.
    ///
    /// - Parameters:
    ///   - database: compiles them.
    ///   - tables: the tables of the database.
    /// - Throws: `PlumbError` with `badInput` that names the place.
    func checkConditions(with database: any QueryExecutor, on tables: [Table]) async throws {
        for term in glossary {
            guard let name = term.notes.table, let condition = term.notes.condition,
                let table = Self.table(name, among: tables)?.name
            else { continue }
            do {
                _ = try await database.prepare(
                    "SELECT 1 FROM \(PostgresText.quoted(table)) WHERE (\n\(condition)\n)")
            } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
                throw conditionFailure(of: term, on: name, error)
            }
        }
    }

    private func conditionFailure(of term: Entry<TermNotes>, on table: String, _ error: PlumbError) -> PlumbError {
        var failure = Self.error(
            file, term.notes.conditionPlace, "The condition of the term \(term.name) does not work.",
            suggestion: "It must be a SQL condition on the table \(table) alone.")
        failure.detail = error.message
        return failure
    }

    /// Tables that queries may not read, as the database names them.
    func hiddenTables(among known: [Table]) -> Set<TableName> {
        Set(tables.filter(\.notes.isHidden).compactMap { Self.table($0.name, among: known)?.name })
    }

    /// Columns that queries may not read, as the database names them.
    func hiddenColumns(among known: [Table]) -> Set<ColumnReference> {
        var hidden: Set<ColumnReference> = []
        for entry in tables {
            guard let table = Self.table(entry.name, among: known) else { continue }
            for column in entry.notes.columns where column.notes.isHidden {
                if let known = Self.column(column.name, of: table) {
                    hidden.insert(ColumnReference(table.name, known.name))
                }
            }
        }
        return hidden
    }

    /// Adds what is written to what was read.
    func apply(to catalog: inout Catalog) {
        catalog.description = description
        for entry in tables {
            guard let index = Self.index(of: entry.name, among: catalog.tables) else { continue }
            if let text = entry.notes.description { catalog.tables[index].description = text }
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
        if let text = column.notes.description { table.columns[index].description = text }
        table.columns[index].synonyms = column.notes.synonyms
        table.columns[index].unit = column.notes.unit
    }

    private static func table(_ name: String, among tables: [Table]) -> Table? {
        index(of: name, among: tables).map { tables[$0] }
    }

    /// The table of a name; one outside the search path needs its schema only where others have the same name.
    private static func index(of name: String, among tables: [Table]) -> Int? {
        if let index = tables.firstIndex(where: { isSame($0.name.description, name) }) { return index }
        let same = tables.indices.filter { isSame(tables[$0].name.name, name) }
        return same.count == 1 ? same.first : nil
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
