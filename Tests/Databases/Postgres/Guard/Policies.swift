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

        @Test func typesTellOfNoClosedTable() async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(
                script: """
                    CREATE DOMAIN d AS hidden; CREATE DOMAIN e AS d; CREATE TYPE w AS (a int, e e);
                    CREATE DOMAIN r AS regclass; CREATE DOMAIN s AS r; CREATE TYPE x AS (a s[]); CREATE DOMAIN plain AS text
                    """)
            let policy = AccessPolicy(deniedTables: ["hidden"])
            let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
            let open = try await PostgresDatabase.open(victim.location)
            for type in ["hidden", "d", "e", "_e", "public.d", "w", "w[]"] {
                let sql = "SELECT json_populate_record(null::\(type), '{}')"
                #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
            }
            for type in ["r", "s", "_s", "s[]", "x"] {
                let sql = "SELECT CAST(NULL AS \(type))"
                #expect(await failure { try await open.rows(sql) }?.code == .refused, "\(sql)")
            }
            #expect(try await open.rows("SELECT 'x'::plain, '1'::int") == [[.text("x"), .integer(1)]])
        }

        /// `t.f` calls `f` with the whole row where `t` has no column of the name.
        @Test(arguments: [
            AccessPolicy(deniedColumns: [ColumnReference("t", "secret")]),
            AccessPolicy(
                allowedColumns: [ColumnReference("t", "id"), ColumnReference("t", "name")], rowFilters: ["t": "id > 0"]),
        ])
        func wholeRowsAreClosedBehindADot(_ policy: AccessPolicy) async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(script: "CREATE DOMAIN same_row AS t")
            let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
            for sql in [
                "SELECT x.to_json FROM t AS x", "SELECT t.row_to_json FROM t", "SELECT t.to_jsonb FROM t",
                "SELECT t.json_agg FROM t", "SELECT t.array_agg FROM t", "SELECT t.concat FROM t",
                "SELECT t.quote_literal FROM t", "SELECT t.jsonb_build_array FROM t", "SELECT t.count FROM t",
                "SELECT 1 FROM t ORDER BY t.to_jsonb",
                "SELECT t.id FROM t WHERE t.concat LIKE '%x%'", "SELECT (SELECT t.concat) FROM t",
                "SELECT j FROM (t CROSS JOIN v) AS j", "SELECT j.c FROM (t CROSS JOIN v) AS j(a, b, c)",
                "SELECT j.num_nulls FROM (t CROSS JOIN v) AS j",
                "SELECT v.to_json FROM v, LATERAL (SELECT t.to_json FROM t) x",
            ] {
                #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
            }
            for sql in ["SELECT x.t FROM t AS x", "SELECT x.same_row FROM t AS x"] {
                #expect(await failure { try await database.rows(sql) } != nil, "\(sql)")
            }
            let rows = try await database.rows("SELECT t.name, (SELECT count(*) FROM t AS o) FROM t WHERE t.id = 1")
            #expect(rows == [[.text("one"), .integer(2)]])
        }

        /// Many functions of the server's have names that columns have, too.
        @Test func columnsNamedLikeFunctionsCanBeRead() async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(
                script: """
                    CREATE TABLE event (":rel" int, count int, date date, text text, format text, secret text);
                    INSERT INTO event VALUES (0, 1, '2024-01-01', 'a', 'b', 'c')
                    """)
            let policy = AccessPolicy(deniedColumns: [ColumnReference("event", "secret")])
            let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
            let sql = """
                SELECT e.count, e.text, e.format, s.json_agg, ":selectedCols".":rel" FROM event e
                JOIN event AS ":selectedCols" ON e.date = ":selectedCols".date
                CROSS JOIN (SELECT x.text FROM event x) AS s WHERE e.count IN (SELECT ":relid".count FROM event AS ":relid")
                GROUP BY 1, 2, 3, 5
                """
            #expect(
                try await database.rows(sql.replacing("s.json_agg", with: "min(s.text)"))
                    == [[.integer(1), .text("a"), .text("b"), .text("a"), .integer(0)]])
            // The row of a query is made of columns that were looked at.
            #expect(await failure { try await database.rows(sql) } == nil)
            let hidden = sql.replacing("s.json_agg", with: "min(e.jsonb_build_array::text)")
            #expect(await failure { try await database.rows(hidden) }?.code == .refused)
        }
    }
}
