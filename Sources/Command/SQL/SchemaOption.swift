internal import ArgumentParser
internal import Foundation
internal import PlumbCore
internal import PlumbDatabases
internal import PlumbSQL

/// Which databases' tables names are looked up in.
struct SchemaOption: ParsableArguments {
    @Option(
        name: [.customShort("d"), .long],
        help: ArgumentHelp(
            "The database whose tables are meant: a SQLite file, or postgres://USER@HOST/NAME. It is opened read-only.",
            valueName: "database"), completion: .file())
    var database: String?

    @Option(
        help: ArgumentHelp(
            "The folder of the databases that lines of --file name: NAME.sqlite or NAME/NAME.sqlite.",
            valueName: "folder"), completion: .directory)
    var databases: String?
}

/// The tables of databases, each read once.
actor Schemas {
    private let options: SchemaOption
    private let thread = ReadingThread(options: .init())
    private let functions: Set<String>
    private var known: [String: SchemaIndex] = [:]
    private var servers: [String: PostgresDatabase] = [:]

    /// Makes it without reading anything.
    ///
    /// - Parameters:
    ///   - options: where the databases are.
    ///   - functions: a server's own functions that queries may call.
    init(_ options: SchemaOption, functions: Set<String> = []) {
        self.options = options
        self.functions = functions
    }

    /// The tables that a query is about.
    ///
    /// - Parameter name: the database that the query's line names.
    /// - Returns: nil where no database is named at all.
    /// - Throws: `PlumbError` where there is no such database, or it can't be read.
    func index(for name: String?) async throws -> SchemaIndex? {
        guard let path = try path(of: name) else { return nil }
        if let index = known[path] { return index }
        let index = SchemaIndex(try await schema(of: path))
        known[path] = index
        return index
    }

    /// The database of a server that a query is about, once its tables are read; nil for a file.
    func server(for name: String?) throws(PlumbError) -> PostgresDatabase? {
        try path(of: name).flatMap { servers[$0] }
    }

    /// The file of the database that a query is about; nil where no database is named at all.
    func path(of name: String?) throws(PlumbError) -> String? {
        guard let name else { return options.database }
        guard let folder = options.databases else {
            if let database = options.database { return database }
            throw PlumbError(
                .badInput, "the query is for the database '\(name)', and nothing says where that is",
                suggestion: "Add --databases FOLDER, or --database PATH for all queries.")
        }
        let candidates = ["\(folder)/\(name).sqlite", "\(folder)/\(name)/\(name).sqlite"]
        // A name is no way out of the folder.
        guard !name.contains("/"), let path = candidates.first(where: FileManager.default.fileExists(atPath:)) else {
            throw PlumbError(
                .databaseUnavailable, "there is no database '\(name)' in \(folder)",
                suggestion: "Looked for \(candidates.joined(separator: " and ")).")
        }
        return path
    }

    /// What a database declares; its values are not looked at.
    private func schema(of path: String) async throws -> Catalog {
        let location = try DatabaseLocation(path)
        // A server tells it as quickly with statistics as without.
        if location.dialect == .postgres {
            let options = DatabaseOptions(postgres: PostgresDatabase.Options(functions: functions))
            let database = try await OpenDatabase.open(location, options: options)
            servers[path] = database.executor as? PostgresDatabase
            return database.catalog
        }
        return try await thread.perform { try $0.reader(of: path, for: "schema").declaredCatalog() }
    }
}
