import Plumb
import TestSupport
import Testing

/// Sessions of a Postgres database: what its options and settings change.
@Suite(.enabled(if: TestPostgres.address != nil, Comment(rawValue: TestPostgres.missing)))
struct PostgresSessionTests {
    private func session(
        _ script: [String], _ postgres: PostgresDatabase.Options = .init()
    ) async throws -> Session {
        let address = try await TestPostgres.makeDatabase()
        for statement in script { try await TestPostgres.run(statement, on: address) }
        return try await Session(database: address, options: DatabaseOptions(cache: .none, postgres: postgres))
    }

    private func rows(_ session: Session, _ sql: String) async throws -> [Row] {
        let cursor = try await session.execute(sql)
        var rows: [Row] = []
        while let batch = try await cursor.next() { rows += batch }
        return rows
    }

    // MARK: Functions

    private static let functions = [
        "CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT 2 * $1'",
        "CREATE FUNCTION restless(integer) RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT 2 * $1'",
    ]

    @Test func aFunctionThatIsAllowedAndStableAnswers() async throws {
        let session = try await session(Self.functions, .init(functions: ["twice", "restless"]))
        #expect(try await rows(session, "SELECT twice(4), abs(-1)") == [[.integer(8), .integer(1)]])
        let error = await #expect(throws: PlumbError.self) { try await rows(session, "SELECT restless(4)") }
        #expect(error?.code == .refused)
    }

    @Test func aFunctionThatIsNotListedIsRefused() async throws {
        for options in [PostgresDatabase.Options(), .init(functions: ["restless"])] {
            let session = try await session(Self.functions, options)
            let error = await #expect(throws: PlumbError.self) { try await rows(session, "SELECT twice(4)") }
            #expect(error?.code == .refused)
            #expect(error?.message.contains("twice") == true)
        }
    }
}
