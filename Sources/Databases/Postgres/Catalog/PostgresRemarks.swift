internal import PlumbCore

/// What a person should know of a Postgres database before asking.
enum PostgresRemarks {
    static func of(_ schema: PostgresSchema, database: String, user: String) -> [String] {
        guard !schema.relations.isEmpty else { return ["\(database) has no tables that \(user) may read."] }
        var remarks: [String] = []
        let unknown = schema.relations.filter { $0.isUnknown && !$0.hasRowSecurity }.map(\.table.name.description)
        if !unknown.isEmpty {
            remarks.append(
                "Postgres has no statistics of \(names(unknown)), so their values are not known. Run ANALYZE.")
        }
        let limited = schema.relations.filter(\.hasRowSecurity).map(\.table.name.description)
        if !limited.isEmpty {
            remarks.append(
                "Row-level security decides which rows of \(names(limited)) \(user) sees; their values are not known.")
        }
        let filtered = schema.relations.filter { $0.rowCondition != nil }.map(\.table.name.description)
        if !filtered.isEmpty {
            remarks.append(
                "The policy opens only some rows of \(names(filtered)); their values are not known without --read-values."
            )
        }
        return remarks
    }

    private static func names(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more tables" : shown
    }
}
