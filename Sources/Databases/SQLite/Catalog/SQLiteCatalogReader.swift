internal import PlumbCore

/// Reads a SQLite database's catalog: what it declares, what its values say, and which keys nobody declared.
///
/// It has a connection and a thread of its own, and bounds everything that it reads by rows and by time: a table that
/// takes too long has fewer statistics, never no entry.
actor SQLiteCatalogReader {
    private nonisolated let serial: SerialQueueExecutor
    private let location: DatabaseLocation
    private let policy: AccessPolicy
    private let annotations: Annotations?
    private let progress: (@Sendable (CatalogProgress) -> Void)?

    /// How long reading may take before the rest goes without statistics.
    static let secondsInAll = 30.0

    init(
        _ location: DatabaseLocation, policy: AccessPolicy, annotations: Annotations?,
        progress: (@Sendable (CatalogProgress) -> Void)?
    ) {
        self.location = location
        self.annotations = annotations
        self.policy = policy
        self.progress = progress
        serial = SerialQueueExecutor(label: "plumb.catalog.\(location.name)")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

    /// Reads everything that the policy lets queries read.
    ///
    /// - Throws: `PlumbError` where the database can't be read, or the task was cancelled.
    nonisolated func read() async throws -> CatalogReading {
        let run = QueryRun(limits: ExecutionLimits(seconds: Self.secondsInAll))
        return try await withTaskCancellationHandler {
            try await read(within: run)
        } onCancel: {
            run.cancel()
        }
    }

    private func read(within run: QueryRun) throws(PlumbError) -> CatalogReading {
        // The annotations speak of all tables, and are checked before any is hidden.
        let rowsOnly = AccessPolicy(rowFilters: policy.rowFilters)
        let connection = try SQLiteConnection(path: location.filePath(), policy: rowsOnly)
        connection.callbacks.isTrusted = true
        try connection.refreshSchema()
        let schema = SchemaReader(connection: connection)
        let all = try schema.entries()
        try annotations?.check(against: all.map(\.table))
        try annotations?.checkConditions(with: connection)
        let rules = connection.callbacks.rules.with(policy)
        connection.callbacks.rules = rules
        let entries = all.compactMap { Self.visible($0, rules) }
        var reading = CatalogReading(tables: [], foreignKeys: [], values: [])
        for (index, entry) in entries.enumerated() {
            progress?(CatalogProgress(table: entry.table.name.name, tablesDone: index, tables: entries.count))
            try profile(entry, connection, run, into: &reading)
        }
        progress?(CatalogProgress(table: "", tablesDone: entries.count, tables: entries.count))
        reading.foreignKeys = try schema.foreignKeys(of: reading.tables)
        let evidence = ContainedValues(connection: connection, reading: run)
        let inference = ForeignKeyInference(tables: reading.tables, evidence: evidence)
        reading.foreignKeys += try inference.keys(besides: reading.foreignKeys)
        return reading
    }

    private func profile(
        _ entry: SchemaReader.Entry, _ connection: SQLiteConnection, _ run: QueryRun,
        into reading: inout CatalogReading
    ) throws(PlumbError) {
        var table = entry.table
        defer { reading.tables.append(table) }
        guard table.problem == nil, !table.columns.isEmpty else { return }
        do {
            let profile = try TableProfiler(connection: connection, entry: entry, reading: run).profile()
            table.rowCount = profile.rowCount
            for index in table.columns.indices {
                table.columns[index].type = profile.types[index]
                table.columns[index].statistics = profile.statistics[index]
                let values = profile.texts[index]
                guard !values.isEmpty else { continue }
                let column = ColumnReference(table.name, table.columns[index].name)
                reading.values.append(.init(column: column, texts: values))
            }
        } catch {
            switch error.code {
            case .cancelled: throw error
            case .limitExceeded: break
            default: table.problem = error.message
            }
        }
    }

    /// A table without the columns that may not be read; nil where the table may not be.
    private static func visible(_ entry: SchemaReader.Entry, _ rules: ReadRules) -> SchemaReader.Entry? {
        let name = entry.table.name.name
        guard rules.refusal(table: name, column: "") == nil else { return nil }
        var visible = entry
        visible.table.columns.removeAll { rules.refusal(table: name, column: $0.name) != nil }
        let left = Set(visible.table.columns.map(\.name))
        if !left.isSuperset(of: visible.table.primaryKey) { visible.table.primaryKey = [] }
        visible.table.uniqueKeys.removeAll { !left.isSuperset(of: $0) }
        return visible
    }
}
