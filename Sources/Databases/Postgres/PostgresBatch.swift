/// Rows as text, as the server sent them, in one piece of memory.
///
/// Each value is its length as four bytes in the machine's order, negative for NULL, and its bytes. libpq makes a
/// `PGresult` of three kilobytes for each row in single-row mode; copied out of it at once, the same memory serves the
/// next row.
struct PostgresBatch: Sendable {
    /// How many values a row has.
    let width: Int

    /// How many rows there are.
    private(set) var count = 0

    private(set) var bytes: [UInt8] = []

    /// How much there is.
    var size: (rows: Int, bytes: Int) { (count, bytes.count) }

    init(width: Int) {
        self.width = width
    }

    /// Appends a value; nil for NULL.
    mutating func append(_ value: UnsafeRawBufferPointer?) {
        var length = Int32(value?.count ?? -1)
        withUnsafeBytes(of: &length) { bytes.append(contentsOf: $0) }
        if let value { bytes.append(contentsOf: value) }
    }

    /// Counts the values appended since the last call as a row.
    mutating func endRow() {
        count += 1
    }

    /// Shows all values in turn, row by row; nil for NULL.
    ///
    /// - Parameter body: given the column, 0-based, and the value's bytes, which are valid until it returns.
    func forEachValue(_ body: (_ column: Int, _ value: UnsafeRawBufferPointer?) -> Void) {
        bytes.withUnsafeBytes { memory in
            var position = 0
            for _ in 0..<count {
                for column in 0..<width {
                    let length = Int(memory.loadUnaligned(fromByteOffset: position, as: Int32.self))
                    position += 4
                    if length < 0 {
                        body(column, nil)
                    } else {
                        body(column, UnsafeRawBufferPointer(rebasing: memory[position..<position + length]))
                        position += length
                    }
                }
            }
        }
    }

    /// The rows as strings.
    var strings: [[String?]] {
        var rows: [[String?]] = []
        rows.reserveCapacity(count)
        var row: [String?] = []
        forEachValue { column, value in
            row.append(value.map { String(decoding: $0, as: UTF8.self) })
            if column == width - 1 {
                rows.append(row)
                row.removeAll(keepingCapacity: true)
            }
        }
        return width == 0 ? Array(repeating: [], count: count) : rows
    }
}
