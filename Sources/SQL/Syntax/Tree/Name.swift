/// An identifier, without its quotes.
///
/// In Postgres's dialect the parser folds unquoted names to lower case, as the server does, so `text` is always the
/// exact name. In SQLite's dialect it is the spelling of the text, and comparing ignores ASCII case there:
/// see `matches(_:)`.
public struct Name: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name, quotes removed and doubled quotes undone.
    public var text: String

    /// How the name was quoted, which is no part of equality.
    @Incidental public var quoting: Quoting

    /// How a name was written.
    public enum Quoting: Hashable, Sendable {
        /// Plain, or made by hand.
        case none
        /// `"name"`. SQLite takes such a name for a string where no column has it.
        case double
        /// `[name]`, SQLite only.
        case bracket
        /// `` `name` ``, SQLite only.
        case backtick
        /// `'name'` where a name is due, SQLite only.
        case single
    }

    /// Makes a name.
    public init(_ text: String, quoting: Quoting = .none) {
        self.text = text
        self.quoting = quoting
    }

    /// Makes a name from its exact text.
    public init(stringLiteral value: String) { self.init(value) }

    /// Whether both are the same name to SQLite, which ignores the case of ASCII letters.
    public func matches(_ other: Name) -> Bool { text == other.text || folded == other.folded }

    /// The text with ASCII letters in lower case.
    public var folded: String { Self.folded(text) }

    /// A text with ASCII letters in lower case, others as they are.
    package static func folded(_ text: String) -> String {
        guard text.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return text }
        return String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// The text, unquoted: for people, not for SQL.
    public var description: String { text }
}

/// The name of a table, function, collation or type, with the schema where one is given.
public struct QualifiedName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name itself.
    public var name: Name

    /// The schema, and before it the database; nearly always empty, and so no more than a word in every name.
    private var qualifiers: [Name] = []

    /// The schema (SQLite: the attached database); without one there is no database either.
    public var schema: Name? {
        get { qualifiers.last }
        set { qualifiers = newValue.map { qualifiers.dropLast() + [$0] } ?? [] }
    }

    /// The database in front of the schema; Postgres only.
    public var database: Name? {
        get { qualifiers.count > 1 ? qualifiers.first : nil }
        set { qualifiers = schema.map { [newValue, $0].compactMap { $0 } } ?? [] }
    }

    /// Makes a name.
    public init(_ name: Name, schema: Name? = nil, database: Name? = nil) {
        self.name = name
        guard let schema else { return }
        if let database { qualifiers.append(database) }
        qualifiers.append(schema)
    }

    /// Makes a name without a schema; a dot in it is part of the name.
    public init(stringLiteral value: String) { self.init(Name(value)) }

    /// `database.schema.name`, unquoted: for people, not for SQL.
    public var description: String {
        [database, schema, name].compactMap { $0?.text }.joined(separator: ".")
    }
}

/// A column as an expression names it.
public struct ColumnName: Hashable, Sendable, CustomStringConvertible {
    /// The column's own name.
    public var name: Name

    /// The table's name or alias, where one is given.
    public var table: Name?

    /// What stands before the table, outermost first: `[schema]` or `[database, schema]`; nearly always empty.
    public var qualifiers: [Name]

    /// The schema, where one is given.
    public var schema: Name? { qualifiers.last }

    /// Makes a column name.
    public init(_ name: Name, table: Name? = nil, qualifiers: [Name] = []) {
        self.name = name
        self.table = table
        self.qualifiers = qualifiers
    }

    /// Whether SQLite would read the name as a string if no column had it: bare and in double quotes.
    public var mayBeString: Bool { table == nil && name.quoting == .double }

    /// `table.name`, unquoted: for people, not for SQL.
    public var description: String {
        (qualifiers + [table, name].compactMap { $0 }).map(\.text).joined(separator: ".")
    }
}
