internal import ArgumentParser
internal import Plumb
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbPipeline

/// Which database, for every command that needs one.
struct DatabaseOption: ParsableArguments {
    @Option(
        name: [.customShort("d"), .long],
        help: ArgumentHelp(
            "The database: a SQLite file, or postgres://USER@HOST/NAME; postgres: alone is what libpq's PG* variables name. It is opened read-only.",
            valueName: "database"),
        completion: .file())
    var database: String?

    @Option(
        help: ArgumentHelp(
            "What is to be known of the database besides, YAML; default: the file of the same name beside a SQLite file.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var annotations: String?

    @Option(
        help: ArgumentHelp(
            "The role that reads a Postgres database; default: the configuration's, or who logs in.", valueName: "role")
    )
    var role: String?

    @Flag(help: "Read small tables of a Postgres database for values that its statistics don't hold.")
    var readValues = false

    @Flag(name: .shortAndLong, help: "Say more about what went wrong.")
    var verbose = false

    /// Opens the database, showing on a terminal how far the first reading of its catalog is.
    ///
    /// - Parameters:
    ///   - console: where progress is shown.
    ///   - source: which pipeline answers; its configuration may give names to databases.
    ///   - models: the models that it asks.
    /// - Returns: the open database.
    /// - Throws: `PlumbError`.
    func open(
        showingProgressOn console: Console, source: PipelineSource = .init(), models: (any ChatService)? = nil
    ) async throws -> Session {
        // Not left to ArgumentParser, which would say no more than this of a mistyped `--databse`.
        guard let database, !database.isEmpty else {
            throw PlumbError(.badInput, "no database is named", suggestion: "Add --database PATH.")
        }
        let line = PassingLine(console.messages)
        defer { line.clear() }
        let place = source.configuration.databases[database].map { source.path($0) } ?? database
        let dialect = try DatabaseLocation(place).dialect
        var options = DatabaseOptions(
            annotationsPath: annotations, policy: source.configuration.policy.access(in: dialect),
            readsValues: readValues, postgres: source.configuration.postgres.options(role: role))
        options.policyEntries = source.configuration.policyEntries(in: dialect)
        return try await Session(database: place, options: options, source: source, models: models) { progress in
            line.show(progress.text(for: console.messages.screen))
        }
    }
}

extension Configuration.Postgres {
    /// The same as databases take it.
    ///
    /// - Parameter role: the role that the command line names, which comes before the file's.
    /// - Returns: the options.
    func options(role: String?) -> PostgresDatabase.Options {
        PostgresDatabase.Options(
            role: role ?? self.role, settings: settings, functions: Set(functions), maximumCost: maximumCost)
    }
}

extension Configuration.Policy {
    /// The policy as databases of a kind take it.
    func access(in dialect: SQLDialect) -> AccessPolicy {
        AccessPolicy(
            allowedTables: allowedTables(in: dialect), deniedTables: deniedTables(in: dialect),
            allowedColumns: allowedColumns(in: dialect), deniedColumns: deniedColumns(in: dialect),
            rowFilters: rowFilters(in: dialect))
    }
}

extension Configuration {
    /// The policy's names as they are written.
    func policyEntries(in dialect: SQLDialect) -> [PolicyEntry] {
        func entries(_ effect: PolicyEntry.Effect, _ names: [Policy.Name]) -> [PolicyEntry] {
            names.map { name in
                let meanings = policy.meanings(of: name, in: dialect)
                let place = name.line.map { line in
                    "\(file?.split(separator: "/").last.map(String.init) ?? "the configuration"), line \(line)"
                }
                return PolicyEntry(
                    effect, name.text, place: place, tables: meanings.tables, columns: meanings.columns)
            }
        }
        return entries(.denies, policy.deny) + entries(.allows, policy.allow ?? [])
    }
}
