internal import PlumbCore
internal import PlumbSQL

/// An example with what lint has found out about it.
struct LintedExample: Sendable {
    var example: Example
    var gold: [LintedGold]
    /// The names of the database's columns, as `table.column` in small letters; nil where they are not known.
    var columnNames: Set<String>?
    /// Why its database can't be read.
    var databaseProblem: String?
}

/// A gold query with what lint has found out about it.
struct LintedGold: Sendable {
    var sql: String
    var dialect: SQLDialect
    /// Whether the text is one query that only reads.
    var verdict: SafetyVerdict
    /// What its names stand for; nil where it can't be read, or where nothing is known of the database.
    var analysis: QueryAnalysis?
    /// What it gives, or why it gives nothing; nil where it was not run.
    var rows: Result<GoldRows, PlumbError>?
    /// How its rows depend on an order that it leaves open; nil where that is not known.
    var orderEffect: OrderEffect?
    /// Rows with equal order keys; nil where nothing can be said.
    var ties: Ties?
    /// A column whose value is left open, because a group has several.
    var openColumn: String?

    /// The query, where the text is one.
    var query: Query? { verdict.violations.contains { $0.code == .notReadable } ? nil : verdict.query }

    init(_ gold: Example.Gold) {
        sql = gold.sql
        dialect = gold.dialect ?? .sqlite
        verdict = SafetyAnalysis.check(sql, dialect: dialect)
    }
}
