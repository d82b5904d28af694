/// Whether a text is one query that the rules allow.
public struct SafetyVerdict: Hashable, Sendable, CustomStringConvertible {
    /// The query, where the text is one; it is safe to run only where `isSafe`.
    public var query: Query?

    /// What the rules forbid, in the order of the text; empty where nothing is.
    public var violations: [SafetyViolation]

    /// Whether the text is one query and breaks no rule.
    public var isSafe: Bool { query != nil && violations.isEmpty }

    /// Makes a verdict.
    public init(query: Query?, violations: [SafetyViolation]) {
        self.query = query
        self.violations = violations
    }

    /// `safe`, or every violation on lines of its own.
    public var description: String {
        isSafe ? "safe" : violations.map(\.description).joined(separator: "\n")
    }
}

/// One thing that the rules forbid.
public struct SafetyViolation: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Storage: String {
            case notReadable, severalStatements, notAQuery, modification, into, locking, function, operation
            case systemTable, table, column
        }

        private let storage: Storage

        /// The text can't be read, so nobody knows what it does.
        public static let notReadable = Code(storage: .notReadable)
        /// The text holds several statements.
        public static let severalStatements = Code(storage: .severalStatements)
        /// The text is empty, or a statement that is no query.
        public static let notAQuery = Code(storage: .notAQuery)
        /// A common table that changes data.
        public static let modification = Code(storage: .modification)
        /// `SELECT INTO`, which makes a table.
        public static let into = Code(storage: .into)
        /// `FOR UPDATE` and its kin, which lock rows.
        public static let locking = Code(storage: .locking)
        /// A function outside the list.
        public static let function = Code(storage: .function)
        /// An operator of a schema, behind which any function may stand.
        public static let operation = Code(storage: .operation)
        /// A table of the database's own.
        public static let systemTable = Code(storage: .systemTable)
        /// A table that may not be read.
        public static let table = Code(storage: .table)
        /// A column that may not be read.
        public static let column = Code(storage: .column)

        /// The code as one word.
        public var description: String { storage.rawValue }
    }

    /// What kind of thing is forbidden.
    public var code: Code

    /// What was found, in one sentence without its full stop.
    public var message: String

    /// Where, as byte offsets into the text.
    public var range: SourceRange

    /// The line, 1-based.
    public var line: Int

    /// The column, 1-based, in characters.
    public var column: Int

    /// Line, column and message.
    public var description: String { "line \(line), column \(column): \(message)" }
}
