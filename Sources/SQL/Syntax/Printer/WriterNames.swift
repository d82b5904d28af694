internal import PlumbCore

/// Names, with quotes where they are needed.
extension SQLWriter {
    mutating func write(_ name: Name) {
        if needsQuotes(name.text) { write(quoted: name.text) } else { write(name.text) }
    }

    mutating func write(_ name: QualifiedName) {
        if let database = name.database {
            write(database)
            write(".")
        }
        if let schema = name.schema {
            write(schema)
            write(".")
        }
        write(name.name)
    }

    mutating func write(_ column: ColumnName) {
        guard let table = column.table else {
            write(bare: column.name)
            return
        }
        for qualifier in column.qualifiers {
            write(qualifier)
            write(".")
        }
        write(table)
        write(".")
        write(column.name)
    }

    /// A column without its table.
    ///
    /// SQLite reads a bare "name" that no column has as a string: quotes that may be meant
    /// so are kept, and others that are needed are written so that they can't be taken so.
    private mutating func write(bare name: Name) {
        guard dialect == .sqlite else {
            write(name)
            return
        }
        switch name.quoting {
        case .double: write(quoted: name.text)
        case .bracket where needsQuotes(name.text), .backtick where needsQuotes(name.text):
            write("`" + Self.doubled(name.text, quote: "`") + "`")
        case .none where isPlain(name.text):
            let keyword = KeywordTable.shared.keyword(name.text)
            if KeywordSet.sqliteReserved.contains(keyword) {
                write(quoted: name.text)
            } else if isOperand(keyword) {
                write(name.text)
            } else {
                write("`" + name.text + "`")
            }
        default: write(name)
        }
    }

    /// Whether SQLite reads a keyword that it lets be a name as a column wherever an operand stands.
    private func isOperand(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .cast, .raise, .true, .false, .currentDate, .currentTime, .currentTimestamp, .unbounded, .current, .with:
            false
        default: true
        }
    }

    /// A function's name.
    ///
    /// Postgres folds it unless it was quoted: a name made by hand is folded too.
    mutating func write(function name: QualifiedName) {
        if let database = name.database {
            write(database)
            write(".")
        }
        if let schema = name.schema {
            write(schema)
            write(".")
        }
        let text = dialect == .postgres && name.name.quoting == .none ? name.name.folded : name.name.text
        let keyword = KeywordTable.shared.keyword(text)
        let isReserved =
            switch dialect {
            case .sqlite:
                KeywordSet.sqliteReserved.contains(keyword) || KeywordSet.sqliteJoin.contains(keyword)
                    || keyword == .cast || keyword == .raise
            // "position" in quotes is a function like any other, without it one with a grammar of its own.
            case .postgres:
                KeywordSet.postgresReserved.contains(keyword)
                    || name.name.quoting == .double && KeywordSet.postgresColumn.contains(keyword)
            }
        if isReserved || !isPlain(text) { write(quoted: text) } else { write(text) }
    }

    /// The name of a function's parameter or a type's schema, which can't be a word that names columns only.
    mutating func write(parameter name: Name) {
        let isOnlyColumn =
            dialect == .postgres && KeywordSet.postgresColumn.contains(KeywordTable.shared.keyword(name.text))
        if isOnlyColumn { write(quoted: name.text) } else { write(name) }
    }

    mutating func write(quoted text: String) {
        write("\"" + Self.doubled(text, quote: "\"") + "\"")
    }

    mutating func write(string text: String) {
        write("'" + Self.doubled(text, quote: "'") + "'")
    }

    /// A text with its quotes doubled; NUL, which would end the statement, becomes U+FFFD.
    private static func doubled(_ text: String, quote: UnicodeScalar) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == quote { result.append(quote) }
            result.append(scalar.value == 0 ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    func needsQuotes(_ text: String) -> Bool {
        guard isPlain(text) else { return true }
        let keyword = KeywordTable.shared.keyword(text)
        guard keyword != .none else { return false }
        switch dialect {
        case .sqlite: return KeywordSet.sqliteQuoted.contains(keyword)
        case .postgres:
            return KeywordSet.postgresReserved.contains(keyword) || KeywordSet.postgresFunction.contains(keyword)
        }
    }

    /// Whether the dialect reads the text as one name, and as that name, without quotes.
    private func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.startsName else { return false }
        var isASCII = true
        for byte in text.utf8 {
            guard byte.continuesName else { return false }
            if byte >= 0x80 { isASCII = false }
            if dialect == .postgres, (0x41...0x5A).contains(byte) { return false }
        }
        // Servers may fold other letters in their own way; and what looks like a space should not pass for a name.
        return isASCII
            || (dialect == .sqlite && text.unicodeScalars.allSatisfy { $0.isASCII || $0.properties.isAlphabetic })
    }

    // MARK: Types

    mutating func write(_ type: TypeName) {
        if let schema = type.schema {
            write(parameter: schema)
            write(".")
        }
        switch dialect {
        case .sqlite: writeSQLite(type)
        case .postgres: writePostgres(type)
        }
        for bound in type.arrayBounds { write(bound.map { "[\($0)]" } ?? "[]") }
    }

    private mutating func writeSQLite(_ type: TypeName) {
        let words = type.name.text.split(separator: " ", omittingEmptySubsequences: false)
        let isPlain = words.allSatisfy { word in
            self.isPlain(String(word)) && !needsQuotes(String(word))
        }
        if isPlain || type.name.text.isEmpty { write(type.name.text) } else { write(quoted: type.name.text) }
        writeModifiers(type)
    }

    private mutating func writePostgres(_ type: TypeName) {
        let text = type.name.quoting == .none ? type.name.folded : type.name.text
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, type.name.quoting == .none, Self.startsLongType(words[0]) else {
            let keyword = KeywordTable.shared.keyword(text)
            // A quoted "char" is another type than char.
            let isOther =
                KeywordSet.postgresColumn.contains(keyword)
                && (type.name.quoting == .double || !KeywordSet.postgresTypes.contains(keyword))
            if isOther || !isPlain(text) || KeywordSet.postgresReserved.contains(keyword) {
                write(quoted: text)
            } else {
                write(text)
            }
            writeModifiers(type)
            return
        }
        if words[0] == "time" || words[0] == "timestamp" {
            write(words[0])
            writeModifiers(type)
            write(" " + words[1])
        } else {
            write(text)
            writeModifiers(type)
        }
    }

    /// Whether types whose names are several words begin with this one.
    private static func startsLongType(_ word: String) -> Bool {
        switch word {
        case "double", "character", "char", "nchar", "national", "bit", "time", "timestamp", "interval", "setof": true
        default: false
        }
    }

    private mutating func writeModifiers(_ type: TypeName) {
        guard !type.modifiers.isEmpty else { return }
        write("(")
        write(type.modifiers)
        write(")")
    }
}
