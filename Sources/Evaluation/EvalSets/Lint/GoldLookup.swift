internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL
internal import Synchronization

/// Asks databases what gold queries name and give.
final class GoldLookup: Sendable {
    private let databases: DatabaseFolder
    let needs: LintNeeds
    private let schemas = Mutex<[String: Schema]>([:])

    /// What is known of a database without a look at its rows.
    private struct Schema {
        var index: SchemaIndex
        var columnNames: Set<String>
    }

    init(databases: DatabaseFolder, needs: LintNeeds) {
        self.databases = databases
        self.needs = needs
    }

    /// Looks up names and reads rows.
    ///
    /// - Throws: `PlumbError` with `cancelled`.
    func read(_ linted: LintedExample, _ connections: ReadingConnections) throws(PlumbError) -> LintedExample {
        var linted = linted
        let reader: SQLiteReader
        let schema: Schema
        do {
            reader = try self.reader(of: linted, connections)
            schema = try self.schema(of: linted.example.database, reader)
        } catch {
            if error.code == .cancelled { throw error }
            linted.databaseProblem = error.message
            return linted
        }
        linted.columnNames = schema.columnNames
        for place in linted.gold.indices where linted.gold[place].dialect == .sqlite {
            if let query = linted.gold[place].query {
                linted.gold[place].analysis = QueryAnalysis(of: query, in: schema.index, text: linted.gold[place].sql)
            }
            guard needs.contains(.rows) else { continue }
            linted.gold[place].rows = try rows(of: linted.gold[place].sql, reader)
            if needs.contains(.ties) { try probe(&linted.gold[place], reader) }
        }
        return linted
    }

    /// Looks for what a query's order and groups leave open.
    private func probe(_ gold: inout LintedGold, _ reader: SQLiteReader) throws(PlumbError) {
        guard let query = gold.query, let analysis = gold.analysis, case .success = gold.rows else { return }
        do {
            gold.ties = try TieProbe(query, analysis)?.ties(on: reader)
            gold.openColumn = try BareColumnProbe(query)?.openColumn(on: reader)
        } catch {
            // A probe is another query, and may fail where the query itself does not.
            if error.code == .cancelled { throw error }
        }
    }

    /// Reads the rows of a database that gives them the other way round, and compares.
    ///
    /// - Throws: `PlumbError` with `cancelled`.
    func readReversed(_ linted: LintedExample, _ connections: ReadingConnections) throws(PlumbError) -> LintedExample {
        guard linted.databaseProblem == nil else { return linted }
        var linted = linted
        let reader = try self.reader(of: linted, connections)
        for place in linted.gold.indices {
            guard case .success(let rows) = linted.gold[place].rows, !rows.isCut,
                case .success(let reversed) = try self.rows(of: linted.gold[place].sql, reader)
            else { continue }
            linted.gold[place].orderEffect = OrderEffect(rows, reversed)
        }
        return linted
    }

    private func reader(of linted: LintedExample, _ connections: ReadingConnections) throws(PlumbError) -> SQLiteReader
    {
        try connections.reader(of: try databases.files(of: linted.example.database)[0], for: "lint")
    }

    private func rows(of sql: String, _ reader: SQLiteReader) throws(PlumbError) -> Result<GoldRows, PlumbError> {
        do {
            return .success(try GoldRows(sql, on: reader))
        } catch {
            if error.code == .cancelled { throw error }
            return .failure(error)
        }
    }

    private func schema(of name: String, _ reader: SQLiteReader) throws(PlumbError) -> Schema {
        if let schema = schemas.withLock({ $0[name] }) { return schema }
        let catalog = try reader.declaredCatalog()
        let names = catalog.tables.flatMap { table in table.columns.map { "\(table.name.name).\($0.name)".lowercased() }
        }
        let schema = Schema(index: SchemaIndex(catalog), columnNames: Set(names))
        schemas.withLock { $0[name] = schema }
        return schema
    }
}
