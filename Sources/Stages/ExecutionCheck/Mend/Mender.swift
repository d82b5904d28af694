internal import PlumbCore
internal import PlumbSQL

/// Mends queries by rules, without a model.
///
/// A query is changed only for the better: what comes out names tables and columns that there are, compiles, and only
/// reads. Whatever can't be brought so far stays as it was.
public struct Mender: Sendable {
    /// The rules, in the order in which they are tried.
    public var rules: [any MendRule]

    /// Makes a mender.
    public init(rules: [any MendRule] = MendRules.all) {
        self.rules = rules
    }

    /// More changes than a query that is nearly right needs.
    private static let mostChanges = 24

    /// Longer queries are left alone: no person reads them, and each change reads the whole query anew.
    private static let longestQuery = 20_000

    /// Mends a query.
    ///
    /// - Parameters:
    ///   - sql: the query.
    ///   - problem: why it does not run; nil where it runs, and only rules that look at running queries are tried.
    ///   - scope: what is known of the database and the question.
    /// - Returns: the mended query; the query as it was where nothing could be mended.
    /// - Throws: `PlumbError` with `cancelled`, or where the database can't be read.
    public func mend(_ sql: String, problem: String?, in scope: MendScope) async throws -> MendedQuery {
        let original = MendedQuery(sql: sql)
        guard sql.utf8.count <= Self.longestQuery, let start = self.start(original, in: scope) else { return original }
        var scope = scope
        scope.ran = problem == nil
        if scope.ran { return start == original ? try await improved(original, in: scope) : original }
        return try await repaired(start, in: scope) ?? original
    }

    /// What mending begins with: the query, or what is read in its place; nil where it is to be left alone.
    ///
    /// Functions that Postgres does not have may be exchanged; what comes out is judged again.
    private func start(_ original: MendedQuery, in scope: MendScope) -> MendedQuery? {
        let verdict = safety(of: original.sql, in: scope)
        if verdict.isSafe { return original }
        guard scope.dialect == .postgres else { return nil }
        let codes = Set(verdict.violations.map(\.code))
        guard codes.isSubset(of: [.function, .notReadable]) else { return nil }
        guard codes.contains(.notReadable) else { return original }
        for rule in rules {
            guard let (query, note) = rule.read(original.sql, in: scope) else { continue }
            let sql = SQLPrinter(dialect: scope.dialect).print(query)
            return MendedQuery(sql: sql, mends: [Mend(rule: rule.name, note: note)])
        }
        return nil
    }

    /// A failing query, changed until nothing is wrong with it; nil where that can't be done.
    private func repaired(_ original: MendedQuery, in scope: MendScope) async throws -> MendedQuery? {
        guard let query = try? SQLParser.query(original.sql, dialect: scope.dialect),
            // A change corrects one name at least: with many more than changes, the work would be in vain.
            scope.problems(of: query).count(where: { !$0.mayBeString }) <= Self.mostChanges
        else { return nil }
        var current = original
        var seen: Set<String> = []
        let repairing = rules.filter { !$0.touchesRunning }
        while current.mends.count < Self.mostChanges,
            let next = try await changed(current, by: repairing, apartFrom: &seen, in: scope)
        {
            current = next
        }
        guard try await isSound(current.sql, in: scope) else { return nil }
        return try await improved(current, in: scope)
    }

    /// A running query with each change that leaves it running.
    private func improved(_ original: MendedQuery, in scope: MendScope) async throws -> MendedQuery {
        var current = original
        for rule in rules where rule.touchesRunning {
            var seen: Set<String> = []
            while current.mends.count < Self.mostChanges,
                let next = try await changed(current, by: [rule], apartFrom: &seen, in: scope),
                try await isSound(next.sql, in: scope)
            {
                current = next
            }
        }
        return current
    }

    /// The query with one change by the first rule that has one which leads to no query that was there before.
    private func changed(
        _ current: MendedQuery, by rules: [any MendRule], apartFrom seen: inout Set<String>, in scope: MendScope
    ) async throws -> MendedQuery? {
        try checkCancellation()
        guard let query = try? SQLParser.query(current.sql, dialect: scope.dialect) else { return nil }
        let printer = SQLPrinter(dialect: scope.dialect)
        seen.insert(printer.print(query))
        for rule in rules {
            guard let (query, note) = try await rule.mend(query, in: scope) else { continue }
            let sql = printer.print(query)
            guard sql.utf8.count <= Self.longestQuery, seen.insert(sql).inserted else { continue }
            return MendedQuery(sql: sql, mends: current.mends + [Mend(rule: rule.name, note: note)])
        }
        return nil
    }

    /// Whether a query reads only what there is, and compiles.
    private func isSound(_ sql: String, in scope: MendScope) async throws -> Bool {
        let verdict = safety(of: sql, in: scope)
        guard verdict.isSafe, verdict.query != nil else { return false }
        guard let database = scope.services.database else {
            return verdict.query.map { scope.problems(of: $0).isEmpty } ?? false
        }
        do {
            _ = try await database.prepare(sql)
            return true
        } catch let error as PlumbError where [.queryFailed, .refused, .limitExceeded].contains(error.code) {
            return false
        }
    }

    private func safety(of sql: String, in scope: MendScope) -> SafetyVerdict {
        SafetyAnalysis.check(
            sql, dialect: scope.dialect, allowedFunctions: scope.services.database?.allowedFunctions)
    }

    private func checkCancellation() throws(PlumbError) {
        if Task.isCancelled { throw PlumbError(.cancelled, "mending was cancelled") }
    }
}
