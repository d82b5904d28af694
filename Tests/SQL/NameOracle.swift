import PlumbCore
import PlumbDatabases
import PlumbSQL

/// Holds what we make of a query's names against what SQLite's own compiler makes of them.
extension SQLiteOracle {
    /// What became of a query.
    enum NameVerdict {
        /// SQLite takes it, or refuses it for a name, and we say the same.
        case agreed(isSound: Bool)
        /// SQLite refuses it for another reason.
        case refusedOtherwise(String)
        case disagreed(String)
    }

    /// Compares reads, problems and output columns.
    func judgeNames(of sql: String) async throws -> NameVerdict {
        let reads: AuthorizedReads
        let columns: [ResultColumn]
        do {
            reads = try await database.reads(of: sql)
            columns = try await database.prepare(sql)
        } catch let error as PlumbError where error.code == .queryFailed || error.code == .refused {
            return judge(sql, refusedWith: error)
        }
        guard let query = try? SQLParser.query(sql, dialect: .sqlite) else { return .disagreed("not parsed") }
        let analysis = QueryAnalysis(of: query, in: index, text: sql)
        if let problem = analysis.problems.first { return .disagreed("we say: \(problem)") }
        if let difference = difference(analysis.footprint, reads, sql) { return .disagreed(difference) }
        let names = analysis.outputColumns.map(\.name)
        if names != columns.map(\.name) { return .disagreed("columns \(names), SQLite \(columns.map(\.name))") }
        return .agreed(isSound: true)
    }

    private func judge(_ sql: String, refusedWith error: PlumbError) -> NameVerdict {
        let kinds: [(words: String, kind: NameProblem.Kind)] = [
            ("no such column", .unknownColumn), ("cannot join using column", .unknownColumn),
            ("ambiguous column", .ambiguousColumn), ("no such table", .unknownTable),
        ]
        // An error inside of a common table makes SQLite forget the table, and speak of that.
        if let common = error.message.firstMatch(of: /no such table: (\w+)/)?.1,
            sql.contains("WITH \(common) ")
        {
            return .refusedOtherwise(error.message)
        }
        guard let kind = kinds.first(where: { error.message.contains($0.words) })?.kind,
            let query = try? SQLParser.query(sql, dialect: .sqlite)
        else { return .refusedOtherwise(error.message) }
        let problems = QueryAnalysis(of: query, in: index).problems
        // SQLite stops at the first that it meets, in an order of its own.
        if problems.contains(where: { $0.kind == kind }) { return .agreed(isSound: false) }
        return .disagreed("SQLite says: \(error.message) We say: \(problems.map(\.description))")
    }

    /// How a footprint differs from SQLite's reads; nil where it does not.
    func difference(_ footprint: Footprint, _ reads: AuthorizedReads, _ sql: String) -> String? {
        // A view is followed by SQLite and not by us.
        guard footprint.tables.isDisjoint(with: views) else { return nil }
        // SQLite does not tell of columns joined by name, nor of a table of which no others are read.
        let isJoinedByName = ["using", "natural"].contains { sql.lowercased().contains($0) }
        let tables = Set(footprint.tables.map(\.description))
        // SQLite tells of a common table too, where none of its columns is read.
        let theirTables = Set(reads.tables.map(\.description)).filter {
            !sql.contains("WITH \($0) ") || tables.contains($0)
        }
        if isJoinedByName ? !tables.isSuperset(of: theirTables) : tables != theirTables {
            return "tables \(tables.sorted()), SQLite \(theirTables.sorted())"
        }
        let ours = Set(footprint.columns.keys.map { $0.description.lowercased() })
        // SQLite tells of a row ID that no column stands for.
        let theirs = Set(reads.columns.map { $0.description.lowercased() }.filter { !$0.hasSuffix(".rowid") })
        if isJoinedByName ? ours.isSuperset(of: theirs) : ours == theirs { return nil }
        return "columns \(ours.sorted()), SQLite \(theirs.sorted())"
    }
}
