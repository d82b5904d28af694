internal import CPostgres
package import PlumbCore

/// What a Postgres server, or libpq, said went wrong.
///
/// The codes: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
package struct PostgresFailure: Error, Hashable, Sendable {
    /// The SQLSTATE, five letters and digits; nil where libpq itself failed.
    package var state: String?

    /// The server's message, or libpq's.
    package var message: String

    /// More of it.
    package var detail: String?

    /// What the server suggests.
    package var hint: String?

    /// The character of the query where it went wrong, 1-based.
    package var position: Int?

    /// Whether the connection ended.
    package var isConnectionLost = false
}

extension PostgresFailure {
    /// What a result says went wrong.
    init(_ result: OpaquePointer) {
        func text(_ field: UnsafePointer<CChar>?) -> String? { field.map { String(cString: $0) } }
        state = text(plumb_pg_error_state(result))
        message = text(plumb_pg_error_message(result)) ?? Self.firstLine(String(cString: PQresultErrorMessage(result)))
        detail = text(plumb_pg_error_detail(result))
        hint = text(plumb_pg_error_hint(result))
        position = text(plumb_pg_error_position(result)).flatMap { Int($0) }
    }

    /// A connection that ended.
    static func lost(_ message: String) -> PostgresFailure {
        PostgresFailure(message: firstLine(message), isConnectionLost: true)
    }

    static func firstLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
    }

    /// The error of a query on a database of this name.
    ///
    /// - Parameters:
    ///   - name: the database's name for people.
    ///   - sql: the query; nil where its places tell nothing to whoever reads the error.
    ///   - prefix: how many characters stand before the query in what was sent.
    /// - Returns: the error that a person can read.
    package func error(on name: String, in sql: String? = nil, after prefix: Int = 0) -> PlumbError {
        let code = state ?? ""
        // 08P01 is about what was sent, not about the connection.
        if isConnectionLost || code != "08P01" && ["08", "57P"].contains(where: code.hasPrefix) {
            return PlumbError(
                .databaseUnavailable, "The connection to \(name) was lost: \(message).",
                suggestion: "Try again; if it stays so, look whether the server runs.", detail: diagnosis)
        }
        switch code {
        case "57014":
            return PlumbError(.limitExceeded, "\(name) stopped the query: \(message).", detail: diagnosis)
        case "55P03":
            return PlumbError(
                .limitExceeded, "A table that the query reads is locked by somebody else's work.",
                suggestion: "Try again later.", detail: diagnosis)
        case "25P03":
            return PlumbError(.limitExceeded, "\(name) ended a session that was idle.", detail: diagnosis)
        case "53300":
            return PlumbError(
                .databaseUnavailable, "\(name) takes no more connections: \(message).",
                suggestion: "Try again later, or let fewer be open at a time.", detail: diagnosis)
        case "53100":
            return PlumbError(
                .limitExceeded, "The disk of the server of \(name) is full: \(message).",
                suggestion: "Free some of it; a query that sorts or joins less needs less of it too.", detail: diagnosis
            )
        case "53400", "53200", "53000", "54000", "54001", "54011", "54023":
            return PlumbError(
                .limitExceeded, "The query needs more than \(name) may give it: \(message).",
                suggestion: "Narrow the question down.", detail: diagnosis)
        case "42501", "25006":
            return PlumbError(
                .refused, "\(name) does not permit the query: \(message).", suggestion: hint, detail: diagnosis)
        default:
            return PlumbError(
                .queryFailed, "The query failed: \(message)\(place(in: sql, after: prefix)).", suggestion: hint,
                detail: diagnosis)
        }
    }

    private var diagnosis: String {
        ["Postgres \(state ?? "(libpq)"): \(message)", detail].compactMap { $0 }.joined(separator: "\n")
    }

    private func place(in sql: String?, after prefix: Int) -> String {
        guard let sql, let position, position > prefix else { return "" }
        // Postgres counts code points, from 1.
        let before = String(String.UnicodeScalarView(sql.unicodeScalars.prefix(position - prefix - 1)))
        let place = StatementText.place(ofByte: before.utf8.count, in: sql)
        return " (line \(place.line), column \(place.column))"
    }
}

extension PostgresFailure {
    /// The error of a connection that could not be made.
    func connectingError(to location: PostgresLocation) -> PlumbError {
        let name = location.name
        let (problem, remedy): (String, String?) =
            switch state ?? "" {
            case "28P01", "28000":
                (
                    "does not let this user in: \(message)",
                    "Give the user in the address, and the password in PGPASSWORD or ~/.pgpass."
                )
            case "3D000": ("is not a database of this server: \(message)", "psql --list shows the databases there are.")
            case "53300": ("takes no more connections: \(message)", "Try again later, or let fewer be open at a time.")
            case "57P03": ("can't be used yet: \(message)", "Try again when the server has started.")
            case "": ("can't be reached: \(message)", "Check the host, the port and that the server runs.")
            default: ("can't be used: \(message)", nil)
            }
        return PlumbError(.databaseUnavailable, "\(name) \(problem).", suggestion: remedy, detail: diagnosis)
    }
}
