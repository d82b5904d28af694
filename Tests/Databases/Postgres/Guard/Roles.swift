import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

extension PostgresGuardTests {
    /// Who reads, and with which settings.
    @Suite struct Roles {
        @Test func aRoleAndASettingChooseTheRows() async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(
                script: """
                    DROP ROLE IF EXISTS plumb_reader; CREATE ROLE plumb_reader; GRANT SELECT ON t TO plumb_reader;
                    ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY tenants ON t TO plumb_reader USING (name = current_setting('app.tenant', true))
                    """)
            let options = PostgresDatabase.Options(role: "plumb_reader", settings: ["app.tenant": "o'ne"])
            let database = try await PostgresDatabase.open(victim.location, options: options)
            #expect(try await database.rows("SELECT id FROM t") == [])
            #expect(
                try await database.with(settings: ["app.tenant": "two"]).rows("SELECT id FROM t") == [[.integer(2)]])
            #expect(try await database.rows("SELECT id FROM t") == [])
            let error = await failure { try await database.rows("SELECT * FROM hidden") }
            #expect(error?.code == .refused)
            #expect(error?.message.contains("permission denied") == true)
            // A superuser's policies hold for the role that stands in for it, and name it not.
            let standard = try await PostgresDatabase.open(victim.location)
            #expect(try await standard.rows("SELECT id FROM t") == [])
            try await victim.owner.run(
                script: "DROP POLICY tenants ON t; DROP OWNED BY plumb_reader; DROP ROLE plumb_reader")
        }

        @Test(arguments: ["role", "transaction_read_only", "statement_timeout", "app.x; DROP TABLE t", "app.", ".x"])
        func settingsOfTheServerCanNotBeMade(_ name: String) async throws {
            let location = DatabaseLocation(server: try TestPostgres.location())
            let error = await failure {
                try await PostgresDatabase.open(location, options: .init(settings: [name: "x"]))
            }
            #expect(error?.code == .badInput)
        }

        @Test func aRoleThatIsMissingIsSaid() async throws {
            let location = DatabaseLocation(server: try TestPostgres.location())
            let error = await failure { try await PostgresDatabase.open(location, options: .init(role: "no\"body")) }
            #expect(error?.code == .databaseUnavailable)
            #expect(error?.message.contains("no\"body") == true)
        }
    }
}
