internal import CSQLite
internal import PlumbCore

/// One open handle on a database file that can't write.
///
/// Invariant: not Sendable, and so used by one actor on one thread at a time; `handle` is open from `init` to
/// `deinit`, leaves this file only inside a statement, and a statement keeps its connection alive.
/// SQLite's own locks are off for that reason, <https://www.sqlite.org/threadsafe.html>.
final class SQLiteConnection: StatementOwner {
    let path: String
    let callbacks: ConnectionGuard
    private let handle: OpaquePointer
    private var schemaVersion: Int64?

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: an absolute path, so that SQLite can't take it for a URI or for `:memory:`.
    ///   - policy: what queries may read.
    ///   - allowsDoubleQuotedStrings: whether an unknown name in double quotes is taken for a string.
    ///   - reversesUnorderedRows: whether rows whose order is left open come the other way round.
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    init(
        path: String, policy: AccessPolicy, allowsDoubleQuotedStrings: Bool = false,
        reversesUnorderedRows: Bool = false
    ) throws(PlumbError) {
        self.path = path
        callbacks = ConnectionGuard(rules: ReadRules(policy), rowFilters: try RowFilters(policy))
        handle = try Self.open(path)
        for view in callbacks.rowFilters.views { try run(view) }
        try configure(allowsDoubleQuotedStrings: allowsDoubleQuotedStrings)
        if reversesUnorderedRows { try set("reverse_unordered_selects = 1") }
        try installCallbacks()
        try callbacks.rowFilters.check(with: self)
    }

    deinit {
        // Unlike sqlite3_close, never fails: https://www.sqlite.org/c3ref/close.html
        sqlite3_close_v2(handle)
    }

    // MARK: Statements

    /// Compiles a statement of this module's own, on which no rules lie.
    ///
    /// Where it reads a pragma as a table it must also run while `callbacks.isTrusted`.
    func trusted(_ sql: String) throws(PlumbError) -> SQLiteStatement {
        let wasTrusted = callbacks.isTrusted
        callbacks.isTrusted = true
        defer { callbacks.isTrusted = wasTrusted }
        return try compile(sql).statement
    }

    /// Compiles a query of somebody else's.
    ///
    /// - Throws: `refused` for what is not one permitted SELECT, `queryFailed` for what does not compile.
    func query(_ sql: String, recording: Bool = false) throws(PlumbError) -> SQLiteStatement {
        try StatementText.check(sql)
        try refreshSchema()
        if let refusal = callbacks.rules.refusal(joining: JoinColumns(in: sql)) { throw Self.refused(refusal) }
        callbacks.begin(recording: recording)
        let wasTrusted = callbacks.isTrusted
        callbacks.isTrusted = false
        defer { callbacks.isTrusted = wasTrusted }
        let (statement, length) = try compile(sql)
        guard StatementText.isBlank(sql.utf8.dropFirst(length)) else {
            throw PlumbError(
                .refused, "The text holds more than one statement; only one SELECT is permitted.",
                suggestion: "Remove what follows the first semicolon.")
        }
        guard statement.isReadOnly else {
            throw PlumbError(.refused, "The statement would write; only one SELECT is permitted.")
        }
        guard statement.parameterCount == 0 else {
            throw PlumbError(
                .queryFailed, "The query has parameters (such as ?), and there are no values for them.",
                suggestion: "Write the values into the query.")
        }
        return statement
    }

    /// Compiles the first statement of a text; also gives the number of bytes that it takes up.
    private func compile(_ sql: String) throws(PlumbError) -> (statement: SQLiteStatement, length: Int) {
        var statement: OpaquePointer?
        var length = 0
        let code = sql.withCString { text in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(handle, text, Int32(clamping: sql.utf8.count + 1), 0, &statement, &tail)
            length = tail.map { $0 - text } ?? 0
            return code
        }
        guard code == SQLITE_OK else { throw failure(code, in: sql) }
        guard let statement else {
            throw PlumbError(.refused, "The text holds no statement; one SELECT is expected.")
        }
        return (SQLiteStatement(statement, of: self), length)
    }

    /// Takes notice of a schema that has changed since the last call; the first call reads it.
    ///
    /// Without it a query is compiled against the schema as it was, and only finds out when it runs.
    func refreshSchema() throws(PlumbError) {
        let wasTrusted = callbacks.isTrusted
        callbacks.isTrusted = true
        defer { callbacks.isTrusted = wasTrusted }
        let version = try trusted("PRAGMA schema_version")
        guard try version.step(), schemaVersion != version.integer(at: 0) else { return }
        schemaVersion = version.integer(at: 0)
        let objects = try trusted("SELECT name, type, rootpage, sql FROM sqlite_schema WHERE type IN ('table', 'view')")
        var virtualTables: [VirtualTable] = []
        var tables: Set<String> = []
        var views: Set<String> = []
        var joinsOfViews: [String: JoinColumns] = [:]
        while try objects.step() {
            let name = objects.text(at: 0)
            tables.insert(name.asciiLowercased)
            if objects.text(at: 1) == "view" {
                views.insert(name.asciiLowercased)
                let joins = JoinColumns(in: objects.text(at: 3))
                if !joins.isEmpty { joinsOfViews[name.asciiLowercased] = joins }
            }
            // A virtual table's module prepares statements of its own when it connects, so that is done while no
            // rules lie on them.
            if objects.text(at: 1) == "table", objects.integer(at: 2) == 0 {
                _ = try? trusted("SELECT 1 FROM \(Self.quoted(name)) LIMIT 0")
                virtualTables.append(VirtualTable(name: name, sql: objects.text(at: 3)))
            }
        }
        _ = try? trusted("SELECT 1 FROM json_each('[]'), json_tree('[]')")
        let modules = try trusted("SELECT name FROM pragma_module_list").strings().map(\.asciiLowercased)
        callbacks.rules.builtInTables = Set(modules).subtracting(tables)
        callbacks.rules.views = views
        callbacks.rules.tables = tables
        callbacks.rules.joinsOfViews = joinsOfViews
        for index in virtualTables.indices {
            virtualTables[index].sources = virtualTables[index].sources.flatMap { sources in
                sources.isSubset(of: tables) ? tablesRead(through: sources, views: views) : nil
            }
        }
        callbacks.rules.virtualTables = virtualTables
        for table in callbacks.rowFilters.tables {
            let columns = try trusted("SELECT name, pk FROM pragma_table_info(?, 'main')")
            try columns.bind(table, at: 1)
            callbacks.rowFilters.columns[table] = []
            // A view that does not work has no columns.
            while (try? columns.step()) == true {
                callbacks.rowFilters.columns[table]?.append(
                    .init(name: columns.text(at: 0), isKey: columns.integer(at: 1) > 0))
            }
        }
    }

    /// Tables and views with all that those views read; nil where a view does not work.
    private func tablesRead(through names: Set<String>, views: Set<String>) -> Set<String>? {
        names.reduce(into: names as Set<String>?) { all, name in
            guard views.contains(name) else { return }
            let read = callbacks.tracing { () throws(PlumbError) in
                _ = try trusted("SELECT * FROM main.\(Self.quoted(name))")
            }
            all = read.flatMap { all?.union($0) }
        }
    }

    /// The names of all tables and views, by their names in small letters.
    func tableNames() throws(PlumbError) -> [String: String] {
        let names = try trusted("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").strings()
        return Dictionary(names.map { ($0.asciiLowercased, $0) }) { first, _ in first }
    }

    /// A name as SQL writes it.
    static func quoted(_ name: String) -> String {
        "\"\(name.replacing("\"", with: "\"\""))\""
    }

    // MARK: Errors

    /// The error that a call on this handle just gave.
    func failure(_ code: Int32, in sql: String?) -> PlumbError {
        if let reason = callbacks.stopReason, let run = callbacks.run {
            return reason.error(limits: run.limits, thousandsOfSteps: run.thousandsOfSteps)
        }
        if let refusal = callbacks.refusal, code & 0xFF == SQLITE_AUTH || code & 0xFF == SQLITE_ERROR {
            return Self.refused(refusal, callbacks.suggestion, detail: String(cString: sqlite3_errmsg(handle)))
        }
        return SQLiteFailure(
            code: code, message: String(cString: sqlite3_errmsg(handle)), offset: Int(sqlite3_error_offset(handle)),
            path: path
        ).error(in: sql)
    }
}

extension SQLiteConnection {
    private static func refused(_ what: String, _ suggestion: String? = nil, detail: String? = nil) -> PlumbError {
        PlumbError(.refused, "The query uses \(what).", suggestion: suggestion ?? "Leave it out.", detail: detail)
    }
}

// MARK: Opening

extension SQLiteConnection {
    private static func open(_ path: String) throws(PlumbError) -> OpaquePointer {
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
        var (handle, code) = open(path, flags: flags)
        if let candidate = handle, code == SQLITE_OK {
            code = probe(candidate)
            if code == SQLITE_OK { return candidate }
            // A database in WAL mode needs files beside it. Where the folder can't be written and no log is there,
            // nobody can be writing either: https://www.sqlite.org/wal.html#read_only_databases
            if [SQLITE_CANTOPEN, SQLITE_READONLY].contains(code & 0xFF), SQLiteFile.isSettled(path) {
                sqlite3_close_v2(candidate)
                (handle, code) = open(uri(path), flags: flags | SQLITE_OPEN_URI)
                if let handle, code == SQLITE_OK {
                    code = probe(handle)
                    if code == SQLITE_OK { return handle }
                }
            }
        }
        let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
        sqlite3_close_v2(handle)
        if code & 0xFF == SQLITE_CANTOPEN, SQLiteFile.hasLog(path) { code = plumb_SQLITE_READONLY_CANTINIT }
        throw SQLiteFailure(code: code, message: message, offset: -1, path: path).openingError
    }

    private static func open(_ name: String, flags: Int32) -> (handle: OpaquePointer?, code: Int32) {
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(name, &handle, flags, nil)
        return (handle, code)
    }

    /// Reads the schema, which `sqlite3_open_v2` puts off.
    private static func probe(_ handle: OpaquePointer) -> Int32 {
        sqlite3_busy_timeout(handle, 2_000)
        return sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema LIMIT 1", nil, nil, nil)
    }

    private static func uri(_ path: String) -> String {
        let plain = Set("/-._~".utf8).union(48...57).union(65...90).union(97...122)
        let escaped = path.utf8.map { plain.contains($0) ? [$0] : Array("%\(SQLValue.hexadecimal([$0]))".utf8) }
        return "file:\(String(decoding: escaped.joined(), as: UTF8.self))?immutable=1"
    }

    private func configure(allowsDoubleQuotedStrings: Bool) throws(PlumbError) {
        let quotedStrings: Int32 = allowsDoubleQuotedStrings ? 1 : 0
        // https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
        let settings: [(Int32, Int32)] = [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, SchemaTrust.setting),
            (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
            (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DML, quotedStrings),
            (SQLITE_DBCONFIG_DQS_DDL, quotedStrings),
        ]
        for (setting, value) in settings {
            let code = plumb_sqlite3_db_config_flag(handle, setting, value)
            guard code == SQLITE_OK else { throw failure(code, in: nil) }
        }
        // https://www.sqlite.org/c3ref/c_limit_attached.html
        let limits: [(Int32, Int32)] = [
            (SQLITE_LIMIT_LENGTH, 10 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1_000_000), (SQLITE_LIMIT_EXPR_DEPTH, 500),
            (SQLITE_LIMIT_COMPOUND_SELECT, 200), (SQLITE_LIMIT_VDBE_OP, 1_000_000), (SQLITE_LIMIT_FUNCTION_ARG, 100),
            (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000), (SQLITE_LIMIT_VARIABLE_NUMBER, 100),
            (SQLITE_LIMIT_TRIGGER_DEPTH, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
        ]
        for (limit, value) in limits { sqlite3_limit(handle, limit, value) }
        for pragma in ["query_only = 1", "cache_size = -8000", "mmap_size = 0", "cell_size_check = 1"] {
            try set(pragma)
        }
    }

    /// Sets a pragma; only before the authorizer is there.
    private func set(_ pragma: String) throws(PlumbError) { try run("PRAGMA \(pragma)") }

    /// Runs a statement of this module's own that gives no rows; only before the authorizer is there.
    private func run(_ statement: String) throws(PlumbError) {
        let code = sqlite3_exec(handle, statement, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, in: nil) }
    }

    private func installCallbacks() throws(PlumbError) {
        // Unretained: the guard is owned by this object, which closes the handle before it lets go of it.
        let context = Unmanaged.passUnretained(callbacks).toOpaque()
        // https://www.sqlite.org/c3ref/set_authorizer.html
        let code = sqlite3_set_authorizer(
            handle,
            { context, action, first, second, database, reader in
                guard let context else { return SQLITE_DENY }
                return Unmanaged<ConnectionGuard>.fromOpaque(context).takeUnretainedValue().decision(
                    action: action, first: first.map { String(cString: $0) } ?? "",
                    second: second.map { String(cString: $0) } ?? "",
                    database: database.map { String(cString: $0) }, reader: reader.map { String(cString: $0) })
            }, context)
        guard code == SQLITE_OK else { throw failure(code, in: nil) }
        // https://www.sqlite.org/c3ref/progress_handler.html
        sqlite3_progress_handler(
            handle, 1_000,
            { context in
                guard let context else { return 1 }
                return Unmanaged<ConnectionGuard>.fromOpaque(context).takeUnretainedValue().shouldStop() ? 1 : 0
            }, context)
        // https://www.sqlite.org/c3ref/busy_handler.html
        sqlite3_busy_handler(
            handle,
            { context, attempt in
                guard let context else { return 0 }
                let callbacks = Unmanaged<ConnectionGuard>.fromOpaque(context).takeUnretainedValue()
                return callbacks.shouldWait(attempt: attempt) ? 1 : 0
            }, context)
    }
}
