internal import PlumbCore

/// What a person should know of a Postgres database before asking.
enum PostgresRemarks {
    /// The role that queries run as.
    struct Role {
        var name: String
        var isSuperuser: Bool
        var bypassesRowSecurity: Bool

        /// What the server does not keep from it.
        fileprivate var remark: String? {
            if isSuperuser {
                return "Queries run as \(name), which is a superuser: the server keeps nothing from it, neither tables "
                    + "nor rows. Name a role that is none."
            }
            guard bypassesRowSecurity else { return nil }
            return "Queries run as \(name), to which row-level security does not apply: it sees all rows. Name a role "
                + "to which it does."
        }
    }

    static func of(_ schema: PostgresSchema, database: String, role: Role) -> [String] {
        let user = role.name
        guard !schema.relations.isEmpty else { return ["\(database) has no tables that \(user) may read."] }
        var remarks = [role.remark].compactMap(\.self)
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
