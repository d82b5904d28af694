internal import CSQLite
internal import PlumbCore

/// Something that holds a handle of SQLite and can tell what a call on it said.
protocol StatementOwner: AnyObject {
    /// The error that a call on the handle just gave.
    func failure(_ code: Int32, in sql: String?) -> PlumbError
}

/// A compiled statement.
///
/// Invariant: `pointer` is finalised in `deinit` and nowhere else, and every value is copied out before the next call,
/// because SQLite reuses the memory. Not Sendable: it belongs to its connection's actor, and keeps the connection alive.
final class SQLiteStatement {
    private let owner: any StatementOwner
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer, of owner: any StatementOwner) {
        self.pointer = pointer
        self.owner = owner
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Whether it writes nothing, in SQLite's opinion, <https://www.sqlite.org/c3ref/stmt_readonly.html>.
    var isReadOnly: Bool {
        sqlite3_stmt_readonly(pointer) != 0 && sqlite3_stmt_isexplain(pointer) == 0
    }

    var parameterCount: Int { Int(sqlite3_bind_parameter_count(pointer)) }

    var columnCount: Int { Int(sqlite3_column_count(pointer)) }

    var columns: [ResultColumn] {
        (0..<Int32(columnCount)).map { index in
            ResultColumn(
                name: sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? "",
                declaredType: sqlite3_column_decltype(pointer, index).map { String(cString: $0) })
        }
    }

    /// Moves to the next row.
    ///
    /// - Returns: whether there is one.
    func step() throws(PlumbError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw owner.failure(code, in: nil)
        }
    }

    /// Makes it ready to run again.
    func reset() {
        // What it returns is the last step's error, which step has thrown: https://www.sqlite.org/c3ref/reset.html
        sqlite3_reset(pointer)
    }

    // MARK: Parameters, from 1

    func bind(_ text: String, at index: Int) throws(PlumbError) {
        let code = text.withCString { bytes in
            plumb_sqlite3_bind_text(pointer, Int32(index), bytes, Int32(clamping: text.utf8.count))
        }
        guard code == SQLITE_OK else { throw owner.failure(code, in: nil) }
    }

    func bind(_ number: Int64, at index: Int) throws(PlumbError) {
        let code = sqlite3_bind_int64(pointer, Int32(index), number)
        guard code == SQLITE_OK else { throw owner.failure(code, in: nil) }
    }

    func bind(_ number: Double, at index: Int) throws(PlumbError) {
        let code = sqlite3_bind_double(pointer, Int32(index), number)
        guard code == SQLITE_OK else { throw owner.failure(code, in: nil) }
    }

    func bindNull(at index: Int) throws(PlumbError) {
        let code = sqlite3_bind_null(pointer, Int32(index))
        guard code == SQLITE_OK else { throw owner.failure(code, in: nil) }
    }

    func bind(_ bytes: [UInt8], at index: Int) throws(PlumbError) {
        let code = bytes.withUnsafeBytes { buffer in
            plumb_sqlite3_bind_blob(pointer, Int32(index), buffer.baseAddress, Int32(clamping: buffer.count))
        }
        guard code == SQLITE_OK else { throw owner.failure(code, in: nil) }
    }

    // MARK: Values of the current row, from 0

    /// What a value is stored as.
    enum Storage {
        case null, integer, real, text, blob
    }

    func storage(at index: Int) -> Storage {
        switch sqlite3_column_type(pointer, Int32(index)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    func integer(at index: Int) -> Int64 { sqlite3_column_int64(pointer, Int32(index)) }

    func real(at index: Int) -> Double { sqlite3_column_double(pointer, Int32(index)) }

    /// The size in bytes, without a copy where the value is text or a blob.
    func size(at index: Int) -> Int {
        switch storage(at: index) {
        case .null: 1
        case .integer, .real: 8
        case .text, .blob: Int(sqlite3_column_bytes(pointer, Int32(index)))
        }
    }

    /// The text, with what is not UTF-8 replaced; it may hold NUL characters.
    func text(at index: Int) -> String {
        guard let start = sqlite3_column_text(pointer, Int32(index)) else { return "" }
        // The size is asked for after the text: https://www.sqlite.org/c3ref/column_blob.html
        let count = Int(sqlite3_column_bytes(pointer, Int32(index)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(at index: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(pointer, Int32(index)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(index)))))
    }

    func value(at index: Int) -> SQLValue {
        switch storage(at: index) {
        case .null: .null
        case .integer: .integer(integer(at: index))
        case .real: .real(real(at: index))
        case .text: .text(text(at: index))
        case .blob: .blob(blob(at: index))
        }
    }

    /// The value where SQLite keeps it: gone with the next step.
    func borrowedValue(at index: Int) -> BorrowedValue {
        let column = Int32(index)
        switch sqlite3_column_type(pointer, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(pointer, column)
            // The size is asked for after the text: https://www.sqlite.org/c3ref/column_blob.html
            return .text(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(pointer, column)
            return .blob(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))))
        default: return .null
        }
    }

    /// The first column of all rows, as text.
    func strings() throws(PlumbError) -> [String] {
        var strings: [String] = []
        while try step() { strings.append(text(at: 0)) }
        return strings
    }
}
