public import PlumbCore
public import PlumbDatabases

/// Where the databases that examples name are: files of a folder, or databases of a Postgres server.
public enum DatabaseSource: Sendable {
    /// Files of a folder.
    case folder(DatabaseFolder)
    /// Databases of a server, under their own names.
    case server(PostgresLocation)

    /// Reads what a person typed: a folder, or `postgres://user@host` without a database.
    ///
    /// - Parameter text: the folder or the server.
    /// - Throws: `PlumbError` with `badInput` where there is no such folder, or the address is none of a server.
    public init(_ text: String) throws(PlumbError) {
        guard let server = try DatabaseLocation(text).server else {
            self = .folder(try DatabaseFolder(text))
            return
        }
        self = .server(server)
    }

    /// The SQL of the databases.
    public var dialect: SQLDialect {
        switch self {
        case .folder: .sqlite
        case .server: .postgres
        }
    }

    /// Where a database is.
    ///
    /// - Parameter name: the name that examples give it.
    /// - Returns: its file, or the database of that name on the server.
    /// - Throws: `PlumbError` with `databaseUnavailable` where a folder has no such file.
    public func location(of name: String) throws(PlumbError) -> DatabaseLocation {
        switch self {
        case .folder(let folder): try DatabaseLocation(folder.files(of: name)[0])
        case .server(let server): DatabaseLocation(server: try server.database(named: name))
        }
    }
}
