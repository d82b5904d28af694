package import PlumbCore

/// Names and lists as Postgres reads them.
package enum PostgresText {
    /// A name in double quotes.
    package static func quoted(_ name: String) -> String {
        "\"\(name.replacing("\"", with: "\"\""))\""
    }

    /// A table's name, with its schema where it has one.
    package static func quoted(_ name: TableName) -> String {
        ([name.schema, name.name].compactMap { $0 }).map(quoted).joined(separator: ".")
    }

    /// Texts as an array, to be sent as one parameter:
    /// <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>.
    package static func array(_ texts: some Sequence<String>) -> String {
        let items = texts.map { "\"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
        return "{\(items.joined(separator: ","))}"
    }
}
