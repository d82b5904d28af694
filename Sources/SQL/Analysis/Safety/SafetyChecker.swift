internal import PlumbCore

/// Looks at every part of a query for what the rules forbid.
struct SafetyChecker: SyntaxVisitor {
    let dialect: SQLDialect
    let rules: SafetyRules

    private var found: [(SafetyViolation.Code, String, SourceRange)] = []

    /// Common tables by the queries that are open, innermost last.
    private var scopes: [Set<String>] = []

    /// Tables that are read, as SQL names them, with what the query calls them.
    private var tables: [(name: String, schema: String?, visibleName: String)] = []

    /// Columns that are named, and stars, which are judged when all tables are known.
    private var columns: [(name: String, range: SourceRange)] = []
    private var stars: [SourceRange] = []

    init(dialect: SQLDialect, rules: SafetyRules) {
        self.dialect = dialect
        self.rules = rules
    }

    /// What functions in FROM are called, with the names of their columns.
    private var functionColumns: [String: Set<String>] = [:]

    /// Columns of a table that is named in front of them.
    private var qualifiedColumns: [(table: String, name: String, range: SourceRange)] = []

    /// What joins in parentheses are called.
    private var joinNames: Set<String> = []

    /// All that was found.
    mutating func finish() -> [(SafetyViolation.Code, String, SourceRange)] {
        checkColumns()
        checkCallsByDot()
        return found
    }

    private mutating func forbid(_ code: SafetyViolation.Code, _ message: String, _ range: SourceRange) {
        found.append((code, message, range))
    }

    /// A name as names are compared: SQLite ignores ASCII case, Postgres's parser has folded already.
    private func key(_ name: Name) -> String { dialect == .sqlite ? name.folded : Self.cut(name.text) }

    /// As much of a name as Postgres looks at:
    /// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>.
    private static func cut(_ name: String) -> String {
        guard name.utf8.count > 63 else { return name }
        var end = name.utf8.index(name.startIndex, offsetBy: 63)
        while UTF8.isContinuation(name.utf8[end]) { end = name.utf8.index(before: end) }
        return String(name[..<end])
    }

    // MARK: Queries

    mutating func visit(_ query: Query) -> VisitContinuation {
        for clause in query.locking { forbid(.locking, "FOR \(clause.strength) locks rows", query.range) }
        guard let with = query.with else { return .visitChildren }
        // Postgres shows a common table only to those behind it, unless all are recursive; SQLite shows all to all.
        let isRecursive = with.recursive || dialect == .sqlite
        scopes.append(isRecursive ? Set(with.tables.map { key($0.name) }) : [])
        for table in with.tables {
            switch table.body {
            case .query(let inner): walk(inner)
            case .modification(let kind, _): forbid(.modification, "\(kind) changes data", table.range)
            }
            scopes[scopes.count - 1].insert(key(table.name))
        }
        var rest = query
        rest.with = nil
        rest.locking = []
        walk(rest)
        scopes.removeLast()
        return .skipChildren
    }

    mutating func visit(_ select: Select) -> VisitContinuation {
        if let table = select.into { forbid(.into, "SELECT INTO makes the table \(table)", select.range) }
        for item in select.items {
            if case .allColumns = item { stars.append(select.range) }
        }
        return .visitChildren
    }

    // MARK: Tables

    mutating func visit(_ item: FromItem) -> VisitContinuation {
        switch item {
        case .table(let table):
            check(table)
            if let method = table.sample?.method, !["bernoulli", "system"].contains(key(method.name)) {
                forbid(.function, "the sampling method \(method) is not on the list of allowed functions", table.range)
            }
        case .join(let join):
            switch join.constraint {
            case .natural: stars.append(range(of: join))
            case .using(let names, _): for name in names { columns.append((key(name), range(of: join))) }
            case .none, .on: break
            }
        case .aliased(let inner, let alias):
            joinNames.insert(key(alias.name))
            if !alias.columns.isEmpty {
                if case .join(let join) = inner { stars.append(range(of: join)) } else { stars.append(.none) }
            }
        case .function(let function):
            let name = function.alias?.name ?? function.calls.first?.name.name
            let columns = function.alias?.columns.map { key($0.name) } ?? []
            if let name { functionColumns[key(name), default: []].formUnion(columns + [key(name)]) }
        default: break
        }
        return .visitChildren
    }

    private func range(of join: Join) -> SourceRange {
        if case .table(let table) = join.right { table.range } else { .none }
    }

    private mutating func check(_ table: TableReference) {
        let name = key(table.name.name)
        if table.name.schema == nil, scopes.contains(where: { $0.contains(name) }) { return }
        let schema = table.name.schema.map(key)
        tables.append((name, schema, key(table.visibleName)))
        // Columns under other names, and a table whose rows are read whole, hide what is read.
        if table.alias?.columns.isEmpty == false || !table.range.isKnown { stars.append(table.range) }
        let isListed = rules.allowedTables?.contains { matches($0, name, schema) } ?? false
        if isSystem(name, schema), !rules.allowsSystemTables, !isListed {
            forbid(.systemTable, "\(table.name) is one of the database's own tables", table.range)
        } else if isDenied(name, schema) {
            forbid(.table, "the table \(table.name) may not be read", table.range)
        } else if rules.allowedTables != nil, !isListed {
            forbid(.table, "the table \(table.name) is not on the list of allowed tables", table.range)
        }
    }

    private func isSame(_ listed: String, _ name: String) -> Bool {
        dialect == .sqlite ? Name.folded(listed) == name : listed == name
    }

    private func isDenied(_ name: String, _ schema: String?) -> Bool {
        rules.deniedTables.contains { closes($0, name, schema) }
    }

    /// Whether what is said of a listed table holds for the one that a query names.
    private func closes(_ listed: TableName, _ name: String, _ schema: String?) -> Bool {
        listed.schema == nil ? isSame(listed.name, name) : matches(listed, name, schema)
    }

    /// Whether a listed table is the one that a query names; no schema is the same as the default one.
    private func matches(_ listed: TableName, _ name: String, _ schema: String?) -> Bool {
        let standard = dialect == .sqlite ? "main" : "public"
        return isSame(listed.name, name) && isSame(listed.schema ?? standard, schema ?? standard)
    }

    private func isSystem(_ name: String, _ schema: String?) -> Bool {
        switch dialect {
        case .sqlite:
            return name.hasPrefix("sqlite_") || name.hasPrefix("pragma_")
                || ["dbstat", "bytecode", "tables_used", "fsdir", "zipfile", "completion"].contains(name)
        case .postgres:
            if let schema { return schema.hasPrefix("pg_") || schema == "information_schema" }
            return name.hasPrefix("pg_")
        }
    }

    // MARK: Expressions

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .column(let column):
            columns.append((key(column.name), expression.range))
            if let table = column.table { qualifiedColumns.append((key(table), key(column.name), expression.range)) }
        case .allFields: stars.append(expression.range)
        case .field(_, let name):
            columns.append((key(name), expression.range))
            checkCall(byDot: key(name), expression.range)
        case .inTable: stars.append(expression.range)
        case .binary(_, .other(let spelling), _) where spelling.hasPrefix("OPERATOR("):
            if !spelling.hasPrefix("OPERATOR(pg_catalog.") {
                forbid(.operation, "\(spelling) may call any function", expression.range)
            }
        default: break
        }
        return .visitChildren
    }

    mutating func visit(_ call: FunctionCall, at range: SourceRange) {
        let name = key(call.name.name)
        let listed =
            switch call.name.schema.map(key) {
            case nil: name
            case "pg_catalog" where dialect == .postgres: name
            case .some(let schema): "\(schema).\(name)"
            }
        if !rules.allowedFunctions.contains(listed) || call.name.database != nil {
            forbid(.function, "the function \(call.name) is not on the list of allowed functions", range)
        }
    }

    /// Postgres's types of things in `pg_catalog`, whose values are written and read as names that not everybody may see.
    ///
    /// The two of text search are not among them, which functions need.
    private static let catalogTypes: Set<String> = [
        "aclitem", "regclass", "regcollation", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure",
        "regrole",
        "regtype",
    ]

    mutating func visit(_ type: TypeName, at range: SourceRange) {
        guard dialect == .postgres, !rules.allowsSystemTables, type.schema.map({ key($0) == "pg_catalog" }) ?? true
        else { return }
        let name = key(type.name)
        // The name of a type's array begins with a line.
        if Self.catalogTypes.contains(name.hasPrefix("_") ? String(name.dropFirst()) : name) {
            forbid(.systemTable, "the type \(name) tells of the database's own tables", range)
        }
    }

    /// Postgres takes `(x).f` for `f(x)` where no column has the name, and so it does `t.f` where `t` is a function in
    /// FROM that gives single values: <https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-USAGE>.
    private mutating func checkCallsByDot() {
        guard dialect == .postgres else { return }
        for (table, name, range) in qualifiedColumns {
            guard let columns = functionColumns[table], !columns.contains(name) else { continue }
            checkCall(byDot: name, range)
        }
    }

    private mutating func checkCall(byDot name: String, _ range: SourceRange) {
        guard dialect == .postgres, !rules.allowedFunctions.contains(name), !Self.rowFields.contains(name) else {
            return
        }
        forbid(.function, "\(name) behind a dot could call a function, and is not on the list of allowed ones", range)
    }

    /// The columns of what built-in functions give; no function of the server's has such a name.
    private static let rowFields: Set<String> = [
        "key", "value", "ordinality", "lexeme", "positions", "weights", "word",
    ]

    // MARK: Columns

    /// Whether a name stands for whole rows of tables, or of joins, which could be any of theirs.
    private func isRow(_ name: String, of readers: [(name: String, schema: String?, visibleName: String)]) -> Bool {
        joinNames.contains(name) || readers.contains { $0.visibleName == name }
    }

    /// Functions that take a row and show it, with names that no column is likely to have.
    ///
    /// Only a server knows whether `t.f` is a column or a call, and which functions it has.
    private static let rowReaders: Set<String> = [
        "any_value", "array_agg", "concat", "json_agg", "json_agg_strict", "json_build_array", "json_build_object",
        "jsonb_agg", "jsonb_agg_strict", "jsonb_build_array", "jsonb_build_object", "quote_literal", "quote_nullable",
        "row_to_json", "to_json", "to_jsonb",
    ]

    private mutating func checkColumns() {
        for denied in rules.deniedColumns.sorted() {
            let readers = tables.filter { closes(denied.table, $0.name, $0.schema) }
            guard !readers.isEmpty else { continue }
            for (name, range) in columns {
                if isSame(denied.column, name) {
                    forbid(.column, "the column \(denied) may not be read", range)
                } else if dialect == .postgres, isRow(name, of: readers) {
                    forbid(.column, "a whole row of \(denied.table) holds \(denied), which may not be read", range)
                }
            }
            for (table, name, range) in qualifiedColumns
            where dialect == .postgres && Self.rowReaders.contains(name) && isRow(table, of: readers) {
                let message = "\(name) behind a dot calls a function with a whole row of \(denied.table), "
                forbid(.column, message + "which holds \(denied), which may not be read", range)
            }
            for range in stars {
                forbid(.column, "this reads all columns, and \(denied) may not be read", range)
            }
        }
    }
}
