internal import CPostgres
public import PlumbCore

/// The address of a database on a Postgres server, in libpq's words.
///
/// What it leaves open, libpq takes from the `PG…` variables, a service file and `.pgpass`, as `psql` does:
/// <https://www.postgresql.org/docs/current/libpq-connect.html>.
public struct PostgresLocation: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The keywords that are given, with their values; passwords may be among them.
    package let parameters: [String: String]

    /// The database's name on the server.
    public let name: String

    /// Reads what follows `postgres:`: a URI from `//` on, keywords (`host=… dbname=…`), the name of a database, or
    /// nothing.
    ///
    /// - Throws: `PlumbError` with `badInput`; it repeats nothing that could be a password.
    init(afterScheme rest: String) throws(PlumbError) {
        let text: String
        if rest.hasPrefix("//") {
            text = "postgresql:" + rest
            try Self.checkMarks(in: text)
        } else if rest.contains("=") || rest.allSatisfy(\.isWhitespace) {
            text = rest
        } else if rest.contains("@") {
            throw Self.misplacedMark
        } else {
            text = "dbname='\(rest.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
        }
        try self.init(parameters: Self.parse(text))
    }

    /// Takes keywords as they are.
    ///
    /// - Throws: `PlumbError` with `badInput` for a port that is none.
    package init(parameters: [String: String]) throws(PlumbError) {
        for port in (parameters["port"] ?? "").split(separator: ",") {
            guard let number = Int(port), (1...65_535).contains(number) else {
                throw PlumbError(
                    .badInput, "The database's address has a port that is no number from 1 to 65535.",
                    suggestion: "Postgres listens on 5432, unless it was set up otherwise.")
            }
        }
        self.parameters = parameters
        name = parameters["dbname"] ?? parameters["service"] ?? Self.standardName(user: parameters["user"])
    }

    /// This address with other keywords; nil removes one.
    package func with(_ changes: [String: String?]) throws(PlumbError) -> PostgresLocation {
        var parameters = parameters
        for (keyword, value) in changes { parameters[keyword] = value }
        return try PostgresLocation(parameters: parameters)
    }

    /// Another database of the same server.
    ///
    /// - Parameter name: its name there.
    /// - Returns: its address.
    /// - Throws: `PlumbError` with `badInput` for a name that libpq would read as an address.
    public func database(named name: String) throws(PlumbError) -> PostgresLocation {
        guard !name.isEmpty, !name.contains("="), !name.contains("://"), !name.utf8.contains(0) else {
            throw PlumbError(.badInput, "'\(name)' is no name of a database")
        }
        return try with(["dbname": name])
    }

    /// The address as a URI, without passwords and whatever else could hold a secret.
    public var description: String {
        var text = "postgres://"
        if let user = parameters["user"] { text += Self.escaped(user) + "@" }
        let host = parameters["host"] ?? parameters["hostaddr"] ?? ""
        // A path, or a list of hosts, has no place before the database's name.
        let isPlain = !host.contains("/") && !host.contains(",")
        if isPlain {
            text += host.contains(":") ? "[\(host)]" : host
            if let port = parameters["port"] { text += ":\(port)" }
        }
        if let name = parameters["dbname"] { text += "/" + Self.escaped(name) }
        var rest: [String] = []
        if !isPlain {
            rest.append("host=\(host)")
            // A list of hosts without ports has a list of empty ones.
            if let port = parameters["port"], port.contains(where: \.isNumber) { rest.append("port=\(port)") }
        }
        for keyword in ["service", "sslmode"] {
            if let value = parameters[keyword] { rest.append("\(keyword)=\(Self.escaped(value))") }
        }
        return rest.isEmpty ? text : "\(text)?\(rest.joined(separator: "&"))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Shows no more than `description` does.
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }

    private static func escaped(_ text: String) -> String {
        let plain = Set("-._~".utf8).union(48...57).union(65...90).union(97...122)
        let parts = text.utf8.map { byte in
            plain.contains(byte) || byte >= 0x80 ? [byte] : Array("%\(SQLValue.hexadecimal([byte]))".utf8)
        }
        return String(decoding: parts.joined(), as: UTF8.self)
    }

    // MARK: Marks in passwords

    /// Refuses a URI out of whose password libpq would take a part for something that is shown.
    ///
    /// It ends the password at the first `@`, and takes what stands before a `/` for a host.
    private static func checkMarks(in uri: String) throws(PlumbError) {
        // Whoever writes %40 means an @ that belongs where it is.
        guard let values = try? parse(uri.replacing("%40", with: "-")) else { return }
        let shown = ["host", "hostaddr", "dbname", "service", "sslmode"]
        if shown.contains(where: { values[$0]?.contains("@") ?? false }) { throw misplacedMark }
    }

    private static let misplacedMark = PlumbError(
        .badInput, "The database's address has an @ where none can be.",
        suggestion: "In a password, write @ as %40 and / as %2F; better, leave it to PGPASSWORD or ~/.pgpass.")

    // MARK: libpq's parser

    private static func parse(_ text: String) throws(PlumbError) -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(text, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard let options else {
            throw unreadable(text, message.map { String(cString: $0) } ?? "")
        }
        return values(of: options)
    }

    private static func values(of options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return values
    }

    /// libpq's messages may repeat the address, password and all: only those are passed on that repeat a keyword alone.
    private static func unreadable(_ text: String, _ message: String) -> PlumbError {
        let suggestion = "Write it as postgres://user@host:5432/database, or postgres: and host=… dbname=… user=…"
        for start in ["invalid URI query parameter: \"", "invalid connection option \""] {
            guard let range = message.firstRange(of: start) else { continue }
            // What follows a ? or a blank in a password would be taken for a keyword.
            let isURI = text.hasPrefix("postgresql://")
            let query = isURI ? text.firstIndex(of: "?").map { text[$0...] } ?? "" : text[...]
            guard !query.contains("@"), !text.contains("password") else { break }
            let keyword = message[range.upperBound...].prefix { $0 != "\"" }
            return PlumbError(
                .badInput, "The database's address has a keyword that Postgres does not know: \(keyword).",
                suggestion: "The keywords are those of psql, such as host, port, dbname, user, sslmode and service.")
        }
        let problem =
            switch true {
            case message.contains("missing \"=\""): "has a keyword without \"=\" and a value"
            case message.contains("percent-encoded"): "has a % that is not followed by two hexadecimal digits"
            case message.contains("unterminated quoted"): "has a quote that is not closed"
            case message.contains("IPv6"): "has an IPv6 address without its closing bracket"
            default: "can't be read"
            }
        return PlumbError(.badInput, "The database's address \(problem).", suggestion: suggestion)
    }

    /// The database that libpq takes where none is named.
    private static func standardName(user: String?) -> String {
        guard let options = PQconndefaults() else { return "postgres" }
        defer { PQconninfoFree(options) }
        let values = values(of: options)
        return values["dbname"] ?? user ?? values["user"] ?? "postgres"
    }
}
