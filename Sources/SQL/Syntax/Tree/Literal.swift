/// A constant in the text of a query.
public enum Literal: Hashable, Sendable {
    /// `NULL`.
    case null

    /// `TRUE` or `FALSE`.
    case boolean(Bool)

    /// Digits as they were written, without a sign: `5`, `0xFF`, `1_000`.
    case integer(String)

    /// A number with a point or an exponent, as it was written, without a sign: `1.5`, `.5`, `1e3`.
    case decimal(String)

    /// A string, its quotes and escapes undone.
    case string(String)

    /// Bytes as pairs of hexadecimal digits: SQLite's `x'0a'`.
    case blob(String)

    /// Postgres's `B'01'` or `X'1f'`: digits, and whether they are hexadecimal.
    case bits(String, hexadecimal: Bool)

    /// A string with its type in front: `DATE '2024-01-01'`, `INTERVAL '1' DAY`. Postgres only.
    indirect case typed(TypeName, String)

    /// `CURRENT_DATE` and its kin, with the digits of a precision where one is given.
    case current(CurrentValue, precision: String?)

    /// What the server knows when the query runs.
    public enum CurrentValue: String, Hashable, Sendable, CaseIterable {
        case date = "CURRENT_DATE"
        case time = "CURRENT_TIME"
        case timestamp = "CURRENT_TIMESTAMP"
        case localTime = "LOCALTIME"
        case localTimestamp = "LOCALTIMESTAMP"
        case user = "CURRENT_USER"
        case sessionUser = "SESSION_USER"
        case systemUser = "SYSTEM_USER"
        case role = "CURRENT_ROLE"
        case catalog = "CURRENT_CATALOG"
        case schema = "CURRENT_SCHEMA"

        /// Whether a number of digits may follow in Postgres.
        var hasPrecision: Bool {
            switch self {
            case .time, .timestamp, .localTime, .localTimestamp: true
            default: false
            }
        }
    }
}
