internal import CPostgres

/// A column of a result, as the server describes it.
package struct PostgresColumn: Hashable, Sendable {
    /// The name that the query gives it.
    package var name: String

    /// The object identifier of its type; a domain's is that of the type under it.
    package var type: UInt32

    /// The type's modifier, such as a length; -1 for none.
    package var modifier: Int32

    /// Whether its values are a table's own, and not computed.
    package var isStored = false

    /// The columns of a result.
    static func columns(of result: OpaquePointer) -> [PostgresColumn] {
        (0..<PQnfields(result)).map { index in
            PostgresColumn(
                name: PQfname(result, index).map { String(cString: $0) } ?? "", type: PQftype(result, index),
                modifier: PQfmod(result, index), isStored: PQftable(result, index) != 0)
        }
    }
}
