package import PlumbCore

/// What Postgres holds a column's values as, which decides what may be done with them.
///
/// Postgres compares no number with a text and sums no text of digits, as SQLite does. A column's type in the catalog
/// says what its values mean: a column of texts may hold dates.
package enum PostgresStorage: Hashable, Sendable {
    case boolean, number, text, date, timestamp, bytes
    /// Values of another type, several in one.
    case list
    /// Intervals, enumerations, documents, and whatever else there is.
    case other

    /// Reads the type that the database declares; where there is none, the values' meaning must do.
    package init(_ column: Column) {
        let declared = column.declaredType.lowercased()
        guard !declared.isEmpty else {
            self =
                switch column.type {
                case .integer, .real: .number
                case .text: .text
                case .boolean: .boolean
                case .date: .date
                case .timestamp: .timestamp
                case .blob: .bytes
                case .time, .other: .other
                }
            return
        }
        if declared.hasSuffix("[]") {
            self = .list
            return
        }
        let word = declared.prefix { $0.isLetter || $0.isNumber }
        let known = Self.words.first { $0.words.contains(String(word)) }?.storage
        self = known ?? (column.type == .boolean ? .boolean : .other)
    }

    private static let words: [(words: Set<String>, storage: PostgresStorage)] = [
        (["bool", "boolean"], .boolean),
        (
            [
                "smallint", "integer", "int", "bigint", "int2", "int4", "int8", "serial", "bigserial", "smallserial",
                "numeric", "decimal", "real", "double", "float", "float4", "float8",
            ], .number
        ),
        (["text", "character", "varchar", "char", "bpchar", "citext", "name"], .text), (["date"], .date),
        (["timestamp", "timestamptz"], .timestamp), (["bytea"], .bytes),
    ]
}
