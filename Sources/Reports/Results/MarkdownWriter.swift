internal import PlumbCore

/// Writes a table for documents, in the form that GitHub and most others read.
///
/// Control characters are escaped, line breaks become `<br>`, and everything Markdown would take for its own is
/// escaped, so that data can't become a link or a heading.
struct MarkdownWriter: ResultWriter {
    private var columns: [ResultColumn] = []
    private var hasHeader = false

    mutating func begin(_ columns: [ResultColumn], into output: inout [UInt8]) {
        self.columns = columns
    }

    mutating func write(_ row: Row, into output: inout [UInt8]) {
        if !hasHeader { writeHeader(like: row, into: &output) }
        for value in row {
            output.append(text: "| ")
            switch value {
            case .null: output.append(text: "NULL")
            case .integer(let integer): output.append(integer: integer)
            case .real(let real): output.append(real: real)
            case .text("NULL"): output.append(text: "\"NULL\"")
            case .text(let text): Self.append(text, to: &output)
            case .blob(let bytes): output.append(hexadecimal: bytes)
            }
            output.append(UInt8(ascii: " "))
        }
        output.append(text: "|\n")
    }

    mutating func end(into output: inout [UInt8]) {
        if !hasHeader { writeHeader(like: [], into: &output) }
    }

    /// Writes the header, with the columns that hold numbers in the first row aligned to the right.
    private mutating func writeHeader(like row: Row, into output: inout [UInt8]) {
        hasHeader = true
        for column in columns {
            output.append(text: "| ")
            Self.append(column.name, to: &output)
            output.append(UInt8(ascii: " "))
        }
        output.append(text: "|\n")
        for index in columns.indices {
            let isNumber = row.indices.contains(index) && row[index].number != nil
            output.append(text: isNumber ? "| ---: " : "| --- ")
        }
        output.append(text: "|\n")
    }

    /// Adds text with everything escaped that Markdown would take for its own.
    static func append(_ text: String, to output: inout [UInt8]) {
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": if previous != "\r" { output.append(text: "<br>") }
            case "\r": output.append(text: "<br>")
            case "|", "\\", "`", "*", "_", "[", "]", "<", ">", "~":
                output.append(UInt8(ascii: "\\"))
                output.append(UInt8(ascii: scalar))
            case _ where VisibleText.isUnsafe(scalar): output.append(text: VisibleText.of(String(scalar)))
            default: output.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
            }
            previous = scalar
        }
    }
}
