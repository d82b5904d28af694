internal import PlumbCore

/// Reads comma-separated values as RFC 4180 has them: fields may stand in double quotes, and hold commas, quotes that are
/// doubled, and ends of lines.
struct CSVReader {
    /// A row with the line that it begins in, 1-based.
    struct Row {
        var line: Int
        var fields: [String]
    }

    private var bytes: ArraySlice<UInt8>
    private let path: String
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8, with or without a byte order mark.
    ///   - path: the file's path, for messages.
    init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        self.path = path
    }

    /// All rows; blank lines are passed over.
    ///
    /// - Throws: `PlumbError` with `badInput`, naming the line.
    mutating func rows() throws(PlumbError) -> [Row] {
        var rows: [Row] = []
        while !bytes.isEmpty {
            let row = try row()
            if row.fields != [""] { rows.append(row) }
        }
        return rows
    }

    private mutating func row() throws(PlumbError) -> Row {
        var row = Row(line: line, fields: [])
        while true {
            row.fields.append(bytes.first == Self.quote ? try quoted() : plain())
            if bytes.first == Self.comma {
                bytes.removeFirst()
                continue
            }
            if bytes.starts(with: [Self.carriageReturn, Self.newline]) { bytes.removeFirst() }
            if !bytes.isEmpty { bytes.removeFirst() }
            line += 1
            return row
        }
    }

    private mutating func plain() -> String {
        let field = bytes.prefix { $0 != Self.comma && $0 != Self.newline && $0 != Self.carriageReturn }
        bytes = bytes[field.endIndex...]
        return String(decoding: field, as: UTF8.self)
    }

    private mutating func quoted() throws(PlumbError) -> String {
        let start = line
        var field: [UInt8] = []
        bytes.removeFirst()
        while let byte = bytes.popFirst() {
            if byte == Self.newline { line += 1 }
            guard byte == Self.quote else {
                field.append(byte)
                continue
            }
            if bytes.first == Self.quote {
                bytes.removeFirst()
                field.append(Self.quote)
                continue
            }
            if let next = bytes.first, ![Self.comma, Self.newline, Self.carriageReturn].contains(next) {
                throw PlumbError(
                    .badInput, "\(path), line \(line): something follows a closing quote",
                    suggestion: "Write a quote inside of a quoted field twice.")
            }
            return String(decoding: field, as: UTF8.self)
        }
        throw PlumbError(
            .badInput, "\(path), line \(start): a quote is opened and never closed",
            suggestion: "Close it, or write a quote inside of a quoted field twice.")
    }
}
