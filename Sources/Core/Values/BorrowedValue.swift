/// A value of a row as the database's own memory holds it: valid only while the row is the current one.
///
/// For work that looks at every value once and keeps few of them; everybody else takes a `SQLValue`.
package enum BorrowedValue {
    /// The absence of a value.
    case null
    /// A 64-bit integer.
    case integer(Int64)
    /// A double.
    case real(Double)
    /// Text in UTF-8, as it is stored: nothing says that the bytes are valid.
    case text(UnsafeRawBufferPointer)
    /// Raw bytes.
    case blob(UnsafeRawBufferPointer)
}

extension SQLValue {
    /// Lends the value for as long as a call lasts.
    package func lend<Result>(_ body: (BorrowedValue) -> Result) -> Result {
        switch self {
        case .null: body(.null)
        case .integer(let number): body(.integer(number))
        case .real(let number): body(.real(number))
        case .text(let text):
            Array(text.utf8).withUnsafeBytes { body(.text($0)) }
        case .blob(let bytes): bytes.withUnsafeBytes { body(.blob($0)) }
        }
    }
}
