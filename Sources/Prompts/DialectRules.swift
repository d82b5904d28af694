internal import PlumbCore

/// What models get wrong of an engine's SQL most, told beforehand.
enum DialectRules {
    /// The rules, on one line; nil for SQLite, which takes nearly everything, and whose prompts were measured without.
    static func text(_ dialect: SQLDialect) -> String? {
        switch dialect {
        case .sqlite: nil
        case .postgres:
            """
            Write names as the schema does: those in double quotes keep them. Text stands in single quotes and is \
            compared in any case with ILIKE. Booleans are TRUE and FALSE. Dates are cut with EXTRACT, date_trunc and \
            to_char, and two dates subtracted give days; there is no strftime. Integers divide to integers: cast one \
            to numeric first, as round takes numeric, too. Whatever is shown beside an aggregate stands in GROUP BY. \
            NULL sorts first with DESC unless NULLS LAST stands behind it.
            """
        }
    }
}
