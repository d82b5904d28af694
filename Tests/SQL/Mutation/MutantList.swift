import PlumbCore
import PlumbSQL

/// What one rule makes of a query over the shop of `AnalysisCatalog`.
func mutants(
    _ rule: String, of sql: String, _ dialect: SQLDialect = .sqlite, otherValue: Mutations.OtherValue? = nil
) throws -> [String] {
    let index = dialect == .sqlite ? AnalysisCatalog.sqlite : AnalysisCatalog.postgres
    let query = try SQLParser.query(sql, dialect: dialect)
    return Mutations.of(query, in: index, limit: 1_000, otherValue: otherValue).filter { $0.name == rule }.map(\.sql)
}
