internal import PlumbCore
internal import PlumbSQL

/// Whether a query may be run: first by its text, then by what its names mean on the server.
struct PostgresQueryCheck {
    let sql: String

    /// Whether the query divides, averages or calls what gives no exact number.
    let isRounding: Bool

    private let names: CalledNames
    private let options: PostgresDatabase.Options

    /// Looks at the text.
    ///
    /// - Throws: `PlumbError` with `refused`, or `queryFailed` for text that is no SQL.
    init(_ sql: String, _ options: PostgresDatabase.Options) throws(PlumbError) {
        if sql.utf8.contains(0) {
            throw PlumbError(
                .refused, "The query contains a NUL byte.", suggestion: "Remove it: Postgres would not read past it.")
        }
        let query = try Self.query(in: sql, options, deniedColumns: options.policy.deniedColumns)
        var names = CalledNames()
        names.walk(query)
        if let parameter = names.parameter {
            throw PlumbError(
                .refused, "The query has a parameter, \(parameter), which has no value.",
                suggestion: "Write the value in its place.")
        }
        self.sql = sql
        self.names = names
        self.options = options
        isRounding = names.isRounding
    }

    private static func query(
        in sql: String, _ options: PostgresDatabase.Options, deniedColumns: Set<ColumnReference>
    ) throws(PlumbError) -> Query {
        let rules = SafetyRules(
            dialect: .postgres, allowedFunctions: options.allowedFunctions,
            allowedTables: options.policy.allowedTables, deniedTables: options.policy.deniedTables,
            deniedColumns: deniedColumns)
        let verdict = SafetyAnalysis.check(sql, dialect: .postgres, rules: rules)
        if let violation = verdict.violations.first {
            let isUnreadable = violation.code == .notReadable
            throw PlumbError(
                isUnreadable ? .queryFailed : .refused,
                "The query \(isUnreadable ? "can't be read" : "is not permitted"): \(violation.message)"
                    + " (line \(violation.line), column \(violation.column)).",
                suggestion: isUnreadable ? nil : "Leave it out; only one query that reads is permitted.")
        }
        guard let query = verdict.query else {
            throw PlumbError(.refused, "The text is no query; only one SELECT is permitted.")
        }
        return query
    }

    /// Looks at what the names mean on the server, inside the query's transaction.
    ///
    /// - Throws: `PlumbError` with `refused`.
    func checkNames(
        _ views: PostgresRowViews?, on connection: PostgresConnection, until deadline: ContinuousClock.Instant
    ) async throws {
        try await checkFunctions(on: connection, until: deadline)
        guard !options.policy.allowsEverything, !names.tables.isEmpty || !names.types.isEmpty else { return }
        // The view of a limited table has no parts that could be left out, and reads those of the table.
        if let view = views?.views.first(where: { names.tablesAlone.contains($0.name) }) {
            throw PlumbError(
                .refused,
                "The query is not permitted: ONLY \(view.name) can't be told from \(view.name), of which only some rows are "
                    + "open to queries.",
                suggestion: "Leave ONLY out, which gives the rows of its parts too.")
        }
        let closed = try await PostgresPolicyCheck(options.policy).closedColumns(
            reading: names.tables, types: names.types, views, on: connection, until: deadline)
        _ = try Self.query(in: sql, options, deniedColumns: closed.references)
        try await closed.check(sql, views, on: connection, until: deadline)
    }

    /// Looks for functions and operators of the database's own that would run under a permitted name.
    ///
    /// pg_catalog comes first on the path, which is not enough: a function whose parameters fit better is taken before
    /// it (<https://www.postgresql.org/docs/current/typeconv-func.html>), and `t.f` calls `f(t)`. Those of extensions
    /// pass if they are no more than immutable or stable, and so do those that the options name. Where others have a
    /// name that the query calls, the server is asked which it takes: a helper `round(float8, integer)` of somebody's
    /// own is no reason to refuse `round(1.5)`.
    private func checkFunctions(on connection: PostgresConnection, until deadline: ContinuousClock.Instant) async throws
    {
        let rows = try await connection.rows(
            Self.lookUp,
            [
                PostgresText.array(names.calls), PostgresText.array(names.qualifiedCalls),
                PostgresText.array(names.fields), PostgresText.array(options.functions),
                PostgresText.array(names.fields.subtracting(options.allowedFunctions)),
                PostgresText.array(names.types.map { PostgresText.quoted($0) }),
            ],
            within: deadline.secondsLeft)
        let own = rows.compactMap { row -> (kind: String, name: String, number: String)? in
            guard row.count == 3, let kind = row[0], let name = row[1], let number = row[2] else { return nil }
            return (kind, name, number)
        }.filter { $0.kind != "operator" || Self.isSpoken($0.name) || sql.contains($0.name) }
        if let type = own.first(where: { $0.kind == "type" }) {
            throw Self.refusal(
                "a type that it names holds the type \(type.name), which tells of the database's own tables")
        }
        guard !own.isEmpty else { return }
        let tree = try await connection.parseTree(of: sql, within: deadline.secondsLeft)
        // A server that shows no tree may call any of them.
        guard let called = own.first(where: { tree?.mayName($0.number) ?? true }) else { return }
        let what =
            switch called.kind {
            case "operator": "the operator \(called.name) is one of the database's own"
            case "row": "\(called.name) behind a dot calls a function that is not on the list of allowed ones"
            default:
                "the function \(called.name) is one of the database's own, which is not allowed, or may have effects"
            }
        throw Self.refusal(what)
    }

    /// Of the server's own functions only those that take a row can be called by `t.f` unseen by the check of the text.
    private static let lookUp = """
        SELECT 'function', n.nspname || '.' || p.proname, p.oid
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname <> 'pg_catalog'
          AND ((n.nspname = ANY (pg_catalog.current_schemas(false)) AND (p.proname = ANY ($1::pg_catalog.name[])
              OR p.proname = ANY ($3::pg_catalog.name[]) AND p.pronargs - p.pronargdefaults <= 1 AND EXISTS (
                SELECT FROM pg_catalog.pg_type t WHERE t.oid = p.proargtypes[0] AND t.typtype IN ('c', 'd', 'p'))))
            OR n.nspname || '.' || p.proname = ANY ($2::pg_catalog.text[]))
          AND NOT (p.provolatile <> 'v' AND NOT p.prosecdef
            AND (p.proname = ANY ($4::pg_catalog.text[]) OR n.nspname || '.' || p.proname = ANY ($4::pg_catalog.text[])
              OR EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                AND d.objid = p.oid AND d.deptype = 'e')))
        UNION ALL
        SELECT 'operator', o.oprname, o.oid
        FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
        WHERE n.nspname <> 'pg_catalog' AND n.nspname = ANY (pg_catalog.current_schemas(false))
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass AND d.objid = o.oid AND d.deptype = 'e')
        UNION ALL
        SELECT 'row', p.proname, p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_type t ON t.oid = p.proargtypes[0]
        WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.proname = ANY ($5::pg_catalog.name[])
          AND p.pronargs - p.pronargdefaults <= 1 AND t.typtype IN ('c', 'p')
        UNION ALL
        SELECT 'type', t.typname, t.oid FROM (WITH RECURSIVE \(PostgresNamedTypes.all(in: 6)) TABLE named_types) n
          JOIN pg_catalog.pg_type t ON t.oid = n.id
        WHERE t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND (t.typname = 'aclitem'
          OR pg_catalog.left(t.typname::pg_catalog.text, 3) = 'reg' AND t.typname NOT IN ('regconfig', 'regdictionary'))
        """

    /// Operators that words stand for: IN, BETWEEN, LIKE, CASE, USING.
    private static func isSpoken(_ name: String) -> Bool {
        ["=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~", "!~"].contains(name)
    }

    private static func refusal(_ what: String) -> PlumbError {
        PlumbError(.refused, "The query is not permitted: \(what).", suggestion: "Leave it out.")
    }
}

extension PostgresDatabase.Options {
    /// The functions that the text of a query may call.
    var allowedFunctions: Set<String> { SafetyRules.builtInFunctions(of: .postgres).union(functions) }
}

/// The names in a query that could call a function.
private struct CalledNames: SyntaxVisitor {
    /// Functions without a schema.
    var calls: Set<String> = []
    /// Functions as `schema.name`.
    var qualifiedCalls: Set<String> = []
    /// Names behind a dot, which Postgres takes for a function where no column has them.
    var fields: Set<String> = []
    /// Tables, views and common tables.
    var tables: Set<QualifiedName> = []
    /// Those of them without a schema that are to be read without the tables that inherit from them.
    var tablesAlone: Set<String> = []
    /// Types, among which may be those of tables' rows.
    var types: Set<TableName> = []
    var isRounding = false
    var parameter: String?

    /// Functions whose results have digits that mean nothing.
    private static let rounding: Set<String> = [
        "avg", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "sqrt", "exp", "ln", "log",
        "log10", "power", "pow", "random", "extract", "date_part", "percentile_cont",
    ]

    mutating func visit(_ call: FunctionCall, at range: SourceRange) {
        let name = call.name.name.text
        if let schema = call.name.schema?.text {
            if schema != "pg_catalog" { qualifiedCalls.insert("\(schema).\(name)") }
        } else {
            calls.insert(name)
        }
        if Self.rounding.contains(name) { isRounding = true }
    }

    mutating func visit(_ type: TypeName, at range: SourceRange) {
        types.insert(TableName(type.name.text, schema: type.schema?.text))
    }

    mutating func visit(_ item: FromItem) -> VisitContinuation {
        if case .table(let table) = item {
            tables.insert(table.name)
            if table.only, table.name.schema == nil { tablesAlone.insert(table.name.name.text) }
        }
        return .visitChildren
    }

    mutating func visit(_ expression: Expression) -> VisitContinuation {
        switch expression.kind {
        case .column(let column) where column.table != nil: fields.insert(column.name.text)
        case .field(_, let name): fields.insert(name.text)
        case .parameter(let name): parameter = name
        case .binary(_, .divide, _), .binary(_, .power, _): isRounding = true
        default: break
        }
        return .visitChildren
    }
}
