internal import PlumbCore

/// The type of a column of Postgres; of a domain, that of the type under it.
struct PostgresColumnType: Hashable, Sendable {
    /// The type as `format_type` writes it: `numeric(10,2)`, `text[]`.
    var declared: String

    /// What values mean.
    var type: ColumnType

    /// The values of an enumeration, in its order; nil for other types.
    var labels: [String]?

    /// Whether a domain forbids NULL.
    var isRequired: Bool

    /// What a domain's comment says.
    var description: String?

    /// Whether values are padded with spaces, as those of `character(n)` are.
    var isPadded: Bool

    /// The object identifiers of built-in types never change:
    /// <https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/catalog/pg_type.dat>.
    private static let meanings: [Int: ColumnType] = [
        16: .boolean, 17: .blob, 20: .integer, 21: .integer, 23: .integer, 26: .integer, 700: .real, 701: .real,
        1082: .date, 1083: .time, 1114: .timestamp, 1184: .timestamp, 1266: .time,
    ]

    private static let numeric = 1700
    private static let character = 1042

    /// Makes a type.
    ///
    /// - Parameters:
    ///   - base: the object identifier of the type, or of the one under a domain.
    ///   - modifier: what stands in parentheses behind it, as Postgres keeps it; negative for nothing.
    ///   - declared: the type as Postgres writes it.
    ///   - category: its category in `pg_type`: S for texts, E for enumerations.
    ///   - labels: the values of an enumeration.
    ///   - isRequired: whether a domain forbids NULL.
    ///   - description: the comment of a domain.
    init(
        base: Int, modifier: Int, declared: String, category: String, labels: [String]?, isRequired: Bool,
        description: String?
    ) {
        self.declared = declared
        self.labels = labels
        self.isRequired = isRequired
        self.description = description
        isPadded = base == Self.character
        if base == Self.numeric {
            // The places after the point lie in the lower 11 bits, less 4 for the length of the header, with a sign.
            let scale = (modifier - 4) & 0x7FF
            type = modifier >= 4 && (scale == 0 || scale >= 0x400) ? .integer : .real
        } else {
            type = Self.meanings[base] ?? (labels != nil || category == "S" ? .text : .other)
        }
    }
}
