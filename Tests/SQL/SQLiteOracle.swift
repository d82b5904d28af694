import PlumbCore
import PlumbDatabases
import PlumbSQL

/// Holds what our parser, printer and footprint say of a query against what SQLite itself says.
struct SQLiteOracle {
    let database: SQLiteDatabase
    let catalog: Catalog
    let index: SchemaIndex

    /// The tables that are views.
    var views: Set<TableName> { Set(catalog.tables.filter(\.isView).map(\.name)) }

    /// Opens a file, with names in double quotes read as SQLite long did.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - cache: a folder for the catalog.
    /// - Throws: `PlumbError` where the file can't be opened.
    init(path: String, cache: String) async throws {
        let open = try await OpenDatabase.open(path, options: DatabaseOptions(cache: .folder(cache)))
        catalog = open.catalog
        index = SchemaIndex(open.catalog)
        database = try await SQLiteDatabase.open(
            DatabaseLocation(path), options: .init(allowsDoubleQuotedStrings: true))
    }

    /// Where we and SQLite disagree.
    ///
    /// - Parameters:
    ///   - sql: the query.
    ///   - seconds: how long it may run; its rows are not compared where it takes longer.
    /// - Returns: a line for each disagreement; nil where SQLite itself refuses the query.
    /// - Throws: `PlumbError` where the database is lost.
    func disagreements(over sql: String, seconds: Double = 2) async throws -> [String]? {
        let reads: AuthorizedReads
        do {
            reads = try await database.reads(of: sql)
        } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
            return nil
        }
        let query: Query
        do {
            query = try SQLParser.query(sql, dialect: .sqlite)
        } catch {
            return ["not parsed: \(error)"]
        }
        var found: [String] = []
        let footprint = QueryAnalysis(of: query, in: index).footprint
        if let difference = difference(footprint, reads, sql) { found.append(difference) }
        if !footprint.problems.isEmpty { found.append("problems \(footprint.problems)") }
        for style in [SQLPrinter.Style.line, .pretty] {
            let printed = SQLPrinter(dialect: .sqlite, style: style).print(query)
            if let difference = try await difference(sql, printed, seconds) { found.append(difference) }
        }
        return found
    }

    /// How the rows of two queries differ; nil where they do not, or where the first takes too long.
    private func difference(_ sql: String, _ printed: String, _ seconds: Double) async throws -> String? {
        let limits = ExecutionLimits(seconds: seconds, rows: 5_000)
        let expected: QueryResult
        do {
            expected = try await database.result(of: sql, limits: limits)
        } catch let error as PlumbError where error.code == .limitExceeded {
            return nil
        }
        do {
            let rows = try await database.result(of: printed, limits: ExecutionLimits(seconds: 30, rows: 5_000)).rows
            return rows == expected.rows ? nil : "other rows from \(printed)"
        } catch {
            return "\(printed)\nis refused: \(error)"
        }
    }
}
