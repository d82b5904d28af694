public import PlumbCore

/// How rows are written.
public enum ResultFormat: String, Codable, Hashable, Sendable, CaseIterable {
    /// Columns aligned for people; one block for each row where they don't fit the screen.
    case table
    /// RFC 4180: NULL is nothing at all, empty text is `""`.
    case csv
    /// One array of objects.
    case json
    /// One object a line.
    case jsonl
    /// A table for documents.
    case markdown

    /// A writer of the format.
    ///
    /// - Parameter screen: where the rows will be read. Only `table` is fitted to its width; a screen with a width
    ///   is taken for a terminal, and gets no control characters in any format.
    /// - Returns: a writer for one result.
    public func writer(for screen: Screen) -> any ResultWriter {
        switch self {
        case .table: TableWriter(screen: screen)
        case .csv: CSVWriter(escapesControls: screen.columns != nil)
        case .json: JSONWriter(isLines: false)
        case .jsonl: JSONWriter(isLines: true)
        case .markdown: MarkdownWriter()
        }
    }
}

/// Writes the rows of one result as bytes, row by row, so that memory stays bounded however many there are.
///
/// A caller sends the bytes on whenever there are enough of them, and empties the buffer.
public protocol ResultWriter {
    /// Takes the columns; called once, first.
    mutating func begin(_ columns: [ResultColumn], into output: inout [UInt8])

    /// Takes a row with a value for each column.
    mutating func write(_ row: Row, into output: inout [UInt8])

    /// Ends the result; called once, last.
    mutating func end(into output: inout [UInt8])
}

extension ResultWriter {
    /// Writes a result that is in memory.
    public mutating func write(_ result: QueryResult, limit: Int? = nil) -> [UInt8] {
        var output: [UInt8] = []
        begin(result.columns, into: &output)
        for row in result.rows.prefix(limit ?? result.rows.count) { write(row, into: &output) }
        end(into: &output)
        return output
    }
}
