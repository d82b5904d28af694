import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

extension PostgresGuardTests {
    /// Tables and columns that are closed.
    @Suite struct Policies {
        @Test func closedTablesAreClosedHoweverTheyAreReached() async throws {
            let victim = try await GuardVictim()
            let policy = AccessPolicy(deniedTables: ["hidden", "parts", TableName("u", schema: "app")])
            let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
            for sql in [
                "SELECT * FROM hidden", "SELECT * FROM public.hidden", "SELECT * FROM over_hidden",
                "SELECT * FROM parts_2024",
                "SELECT * FROM app.u", "SELECT 1 WHERE EXISTS (SELECT FROM hidden)", "TABLE hidden",
                "SELECT * FROM \"hidden\"",
            ] {
                #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
            }
            #expect(try await database.rows("SELECT count(*) FROM v") == [[.integer(2)]])
            let path = try await PostgresDatabase.open(
                DatabaseLocation(
                    server: #require(victim.location.server).with(["options": "-csearch_path=app,public"])),
                options: .init(policy: policy))
            #expect(await failure { try await path.rows("SELECT * FROM u") }?.code == .refused)
        }

        @Test func onlyListedTablesAreOpen() async throws {
            let victim = try await GuardVictim()
            let policy = AccessPolicy(allowedTables: ["t", "over_hidden", "parts"])
            let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
            #expect(try await database.rows("SELECT count(*) FROM t, parts") == [[.integer(0)]])
            for sql in [
                "SELECT * FROM v", "SELECT * FROM over_hidden", "SELECT * FROM app.u", "SELECT * FROM parts_2024",
            ] {
                #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
            }
        }

        @Test(arguments: [
            AccessPolicy(deniedColumns: [ColumnReference("t", "secret")]),
            AccessPolicy(deniedColumns: [ColumnReference("T", "Secret")]),
            AccessPolicy(allowedColumns: [ColumnReference("t", "id"), ColumnReference("t", "name")]),
        ])
        func closedColumnsAreClosedHoweverTheyAreReached(_ policy: AccessPolicy) async throws {
            let victim = try await GuardVictim()
            let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
            #expect(
                try await database.rows("SELECT id, name FROM t ORDER BY id LIMIT 1") == [[.integer(1), .text("one")]])
            for sql in [
                "SELECT secret FROM t", "SELECT * FROM t", "SELECT t FROM t", "SELECT to_jsonb(t) FROM t", "TABLE t",
                "SELECT x.c FROM t AS x(a, b, c)",
                "SELECT (t).secret FROM t", "SELECT row_to_json(x) FROM t AS x", "SELECT t.* FROM t",
                "SELECT * FROM over_all", "SELECT id FROM t ORDER BY secret",
                "SELECT id FROM t NATURAL JOIN t AS o", "SELECT count(secret) FROM t",
                "SELECT (x).secret FROM (SELECT t AS x FROM t) y",
            ] {
                #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
            }
        }
    }
}
