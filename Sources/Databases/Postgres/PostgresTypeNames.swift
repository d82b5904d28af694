internal import PlumbCore
internal import Synchronization

/// The names of types, as `format_type` writes them; each is asked for once.
final class PostgresTypeNames: Sendable {
    private struct Key: Hashable {
        var type: UInt32
        var modifier: Int32
    }

    private let known = Mutex<[Key: String]>([:])

    /// The names of the columns' types.
    func names(
        of columns: [PostgresColumn], on connection: PostgresConnection, until deadline: ContinuousClock.Instant
    ) async throws -> [String?] {
        let keys = columns.map { Key(type: $0.type, modifier: $0.modifier) }
        let missing = known.withLock { known in Set(keys).filter { known[$0] == nil } }
        if !missing.isEmpty {
            let types = missing.map { "\($0.type)" }.joined(separator: ",")
            let modifiers = missing.map { "\($0.modifier)" }.joined(separator: ",")
            let rows = try await connection.rows(
                """
                SELECT t, m, pg_catalog.format_type(t, m)
                FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.oid[]), pg_catalog.unnest($2::pg_catalog.int4[]))
                  AS u(t, m)
                """, ["{\(types)}", "{\(modifiers)}"], within: deadline.secondsLeft)
            known.withLock { known in
                for row in rows {
                    guard row.count == 3, let type = row[0].flatMap({ UInt32($0) }),
                        let modifier = row[1].flatMap({ Int32($0) })
                    else { continue }
                    known[Key(type: type, modifier: modifier)] = row[2]
                }
            }
        }
        return known.withLock { known in keys.map { known[$0] } }
    }
}
