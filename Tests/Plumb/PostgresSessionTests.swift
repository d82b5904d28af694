import Plumb
import TestSupport
import Testing

/// Sessions of a Postgres database: what its options and settings change.
@Suite(.needsPostgres)
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

    // MARK: Settings

    /// Orders of two tenants, which a role that is gone at the end reads by the setting `app.tenant`.
    private func withTenants(
        connections: Int, _ body: (Session) async throws -> Void
    ) async throws {
        let address = try await TestPostgres.makeDatabase()
        let role = "plumb_\(UInt64.random(in: .min ... .max))"
        for statement in [
            "CREATE TABLE orders (id integer PRIMARY KEY, tenant text NOT NULL)",
            "INSERT INTO orders SELECT i, CASE WHEN i <= 30 THEN 'acme' ELSE 'o''brien' END FROM generate_series(1, 50) i",
            "ALTER TABLE orders ENABLE ROW LEVEL SECURITY", "CREATE ROLE \(role)", "GRANT SELECT ON orders TO \(role)",
            "CREATE POLICY tenants ON orders TO \(role) USING (tenant = current_setting('app.tenant', true))",
        ] {
            try await TestPostgres.run(statement, on: address)
        }
        let options = PostgresDatabase.Options(role: role, connections: connections)
        let outcome: Result<Void, any Error>
        do {
            let options = DatabaseOptions(cache: .none, postgres: options)
            outcome = .success(try await body(Session(database: address, options: options)))
        } catch {
            outcome = .failure(error)
        }
        for statement in ["DROP OWNED BY \(role)", "DROP ROLE \(role)"] {
            try await TestPostgres.run(statement, on: address)
        }
        try outcome.get()
    }

    @Test func tenantsShareConnectionsAndSeeTheirOwnRowsAlone() async throws {
        try await withTenants(connections: 2) { session in
            let tenants = [
                (try session.with(settings: ["app.tenant": "acme"]), Int64(30)),
                (try session.with(settings: ["app.tenant": "o'brien"]), 20), (session, 0),
            ]
            try await withThrowingTaskGroup(of: ([Row], Int64).self) { group in
                for task in 0..<60 {
                    let (tenant, count) = tenants[task % 3]
                    group.addTask { (try await rows(tenant, "SELECT count(*) FROM orders"), count) }
                }
                for try await (found, count) in group { #expect(found == [[.integer(count)]]) }
            }
            for (tenant, count) in tenants {
                #expect(tenant.catalog == session.catalog)
                let answer = try await tenant.answer("How many orders are there?")
                #expect(answer.result?.rows == [[.integer(count)]])
            }
        }
    }

    /// With one connection, whoever comes next has the one that the tenant before had.
    @Test func nothingOfATenantStaysWithTheConnection() async throws {
        try await withTenants(connections: 1) { session in
            let acme = try session.with(settings: ["app.tenant": "acme"])
            let cursor = try await acme.execute("SELECT id FROM orders")
            _ = try await cursor.next()
            await cursor.close()
            #expect(try await rows(session, "SELECT count(*) FROM orders") == [[.integer(0)]])
            // Settings are in place of the session's, not besides.
            let other = try acme.with(settings: ["app.unit": "x"])
            #expect(try await rows(other, "SELECT count(*) FROM orders") == [[.integer(0)]])
            let error = #expect(throws: PlumbError.self) { try session.with(settings: ["role": "postgres"]) }
            #expect(error?.code == .badInput)
        }
    }
}
