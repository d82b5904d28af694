internal import PlumbCore

/// Constants.
extension SQLWriter {
    mutating func write(_ literal: Literal) {
        switch literal {
        case .null: write("NULL")
        case .boolean(let value): write(value ? "TRUE" : "FALSE")
        case .integer(let digits), .decimal(let digits): write(digits)
        case .string(let text): write(string: text)
        case .blob(let digits): write(blob: digits)
        case .bits(let digits, let hexadecimal):
            if dialect == .postgres { write(hexadecimal ? "X" : "B") }
            write(string: digits)
        case .typed(let type, let text): write(text, of: type)
        case .current(let value, let precision):
            write(value.rawValue)
            if let precision, dialect == .postgres { write("(\(precision))") }
        }
    }

    private mutating func write(blob digits: String) {
        switch dialect {
        case .sqlite: write("x'\(digits)'")
        case .postgres: write("CAST('\\x\(digits)' AS bytea)")
        }
    }

    /// A string with its type in front; SQLite knows only the string.
    private mutating func write(_ text: String, of type: TypeName) {
        guard dialect == .postgres else {
            write(string: text)
            return
        }
        guard type.name.text.hasPrefix("interval ") else {
            write(type)
            write(" ")
            write(string: text)
            return
        }
        write("interval ")
        write(string: text)
        var fields = type
        fields.name.text.removeFirst("interval ".count)
        write(" " + fields.name.text)
        if !fields.modifiers.isEmpty {
            write("(")
            write(fields.modifiers)
            write(")")
        }
    }
}
