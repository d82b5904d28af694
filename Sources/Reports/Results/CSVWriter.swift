internal import PlumbCore

/// Writes CSV as RFC 4180 has it: CRLF after each line, quotes only where they are needed.
///
/// NULL is an empty field and empty text is `""`, so that the two stay apart; blobs are hexadecimal.
struct CSVWriter: ResultWriter {
    /// Whether control characters are escaped because a terminal, not a program, will read them.
    let escapesControls: Bool

    init(escapesControls: Bool = false) {
        self.escapesControls = escapesControls
    }

    mutating func begin(_ columns: [ResultColumn], into output: inout [UInt8]) {
        for (index, column) in columns.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(column.name, to: &output)
        }
        endLine(&output)
    }

    mutating func write(_ row: Row, into output: inout [UInt8]) {
        for (index, value) in row.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            switch value {
            case .null: break
            case .integer(let integer): output.append(integer: integer)
            case .real(let real): output.append(real: real)
            case .text(let text): append(text, to: &output)
            case .blob(let bytes): output.append(hexadecimal: bytes)
            }
        }
        endLine(&output)
    }

    mutating func end(into output: inout [UInt8]) {}

    private func endLine(_ output: inout [UInt8]) {
        if escapesControls {
            output.append(.newline)
        } else {
            output.append(UInt8(ascii: "\r"))
            output.append(.newline)
        }
    }

    private func append(_ text: String, to output: inout [UInt8]) {
        var text = escapesControls ? VisibleText.of(text) : text
        let isPlain = text.withUTF8 { bytes in
            guard !bytes.isEmpty, !bytes.contains(where: Self.needsQuotes) else { return false }
            output.append(contentsOf: bytes)
            return true
        }
        if isPlain { return }
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), .newline: true
        default: false
        }
    }
}
