internal import PlumbCore
internal import PlumbReports

/// Sends rows on as they come, a buffer at a time.
struct RowPrinter: Sendable {
    let format: ResultFormat
    let output: Output

    /// Enough bytes to be worth a system call.
    private static let bufferSize = 1 << 16

    /// Prints the first rows of a result that is in memory.
    ///
    /// - Parameters:
    ///   - result: the result.
    ///   - limit: the most rows to print; nil for all.
    /// - Returns: the number of rows printed.
    /// - Throws: `OutputError`.
    func print(_ result: QueryResult, limit: Int?) throws -> Int {
        var writer = format.writer(for: output.screen)
        try output.write(writer.write(result, limit: limit))
        return min(limit ?? .max, result.rows.count)
    }

    /// Prints all rows of a cursor, and closes it.
    ///
    /// - Parameter cursor: the rows.
    /// - Returns: the number of rows printed, and whether a limit ended them early.
    /// - Throws: `PlumbError`, `OutputError` or `CancellationError`.
    func print(_ cursor: any RowCursor) async throws -> (count: Int, isTruncated: Bool) {
        do {
            var writer = format.writer(for: output.screen)
            var buffer: [UInt8] = []
            var count = 0
            writer.begin(cursor.columns, into: &buffer)
            while let rows = try await cursor.next() {
                try Task.checkCancellation()
                for row in rows {
                    writer.write(row, into: &buffer)
                    if buffer.count >= Self.bufferSize {
                        try output.write(buffer)
                        buffer.removeAll(keepingCapacity: true)
                    }
                }
                count += rows.count
            }
            writer.end(into: &buffer)
            try output.write(buffer)
            return (count, await cursor.isTruncated)
        } catch {
            await cursor.close()
            throw error
        }
    }
}
