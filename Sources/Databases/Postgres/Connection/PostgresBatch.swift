internal import CPostgres

/// Rows as text, as the server sent them, in one piece of memory.
///
/// Each value is its length as four bytes in the machine's order, negative for NULL, and its bytes. libpq makes a
/// `PGresult` of three kilobytes for each row in single-row mode; copied out of it at once, the same memory serves the
/// next row. The other ways were these: a cursor and `FETCH` keep the server from planning a parallel query
/// (<https://www.postgresql.org/docs/current/when-can-parallel-query-be-used.html>), and `COPY` would put the query's text
/// into a longer statement.
///
/// `@unchecked Sendable`: the event loop's thread fills it, and no longer has it when somebody else gets it to read.
final class PostgresBatch: @unchecked Sendable {
    /// How many values a row has.
    let width: Int

    /// How many rows there are.
    private(set) var count = 0

    /// How many bytes they take.
    private(set) var size = 0

    private var memory: UnsafeMutableRawPointer
    private var capacity: Int

    init(width: Int) {
        self.width = width
        capacity = 4 << 10
        memory = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        memory.deallocate()
    }

    /// Appends a row of a result, unless it takes more than `most` bytes: then false.
    func append(_ row: Int32, of result: OpaquePointer, most: Int) -> Bool {
        var needed = 0
        for column in 0..<Int32(width) { needed += 4 + Int(PQgetlength(result, row, column)) }
        guard needed <= most else { return false }
        reserve(needed)
        var end = memory + size
        for column in 0..<Int32(width) {
            var length = PQgetlength(result, row, column)
            if length == 0, PQgetisnull(result, row, column) == 1 { length = -1 }
            end.storeBytes(of: length, as: Int32.self)
            end += 4
            guard length > 0, let value = PQgetvalue(result, row, column) else { continue }
            end.copyMemory(from: value, byteCount: Int(length))
            end += Int(length)
        }
        size = end - memory
        count += 1
        return true
    }

    private func reserve(_ needed: Int) {
        guard size + needed > capacity else { return }
        let larger = max(capacity * 2, size + needed)
        let copy = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        copy.copyMemory(from: memory, byteCount: size)
        memory.deallocate()
        (memory, capacity) = (copy, larger)
    }

    /// Reads the values in turn, row by row.
    struct Reader {
        fileprivate var position: UnsafeRawPointer

        /// The bytes of the next value, which there must be; nil for NULL.
        mutating func next() -> UnsafeRawBufferPointer? {
            let length = Int(position.loadUnaligned(as: Int32.self))
            position += 4
            guard length >= 0 else { return nil }
            defer { position += length }
            return UnsafeRawBufferPointer(start: position, count: length)
        }
    }

    /// Calls a body with a reader at the first value; what it reads is valid until the body returns.
    func read<Value>(_ body: (inout Reader) -> Value) -> Value {
        var reader = Reader(position: memory)
        return withExtendedLifetime(self) { body(&reader) }
    }

    /// The rows as strings.
    var strings: [[String?]] {
        read { reader in
            (0..<count).map { _ in
                (0..<width).map { _ in reader.next().map { String(decoding: $0, as: UTF8.self) } }
            }
        }
    }
}
