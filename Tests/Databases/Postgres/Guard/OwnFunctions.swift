import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

extension PostgresGuardTests {
    /// Functions and operators of the database's own, under built-in names or by the caller's list.
    @Suite struct OwnFunctions {
        @Test(arguments: [
            (
                "CREATE FUNCTION lower(varchar) RETURNS text LANGUAGE sql AS 'SELECT ''shadow''::text'",
                "SELECT lower(name) FROM t"
            ),
            (
                "CREATE FUNCTION length(varchar) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 99'",
                "SELECT length(name) FROM t"
            ),
            ("CREATE AGGREGATE max(varchar) (sfunc = textcat, stype = text)", "SELECT max(name) FROM t"),
            (
                "CREATE OPERATOR = (leftarg = varchar, rightarg = integer, function = public.same)",
                "SELECT name FROM t WHERE name IN (1)"
            ),
            (
                "CREATE OPERATOR === (leftarg = varchar, rightarg = integer, function = public.same)",
                "SELECT name === 1 FROM t"
            ),
            (
                """
                CREATE FUNCTION alike(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT true';
                CREATE OPERATOR = (leftarg = varchar, rightarg = varchar, function = public.alike)
                """, "SELECT 1 FROM t a JOIN t b USING (name)"
            ),
        ])
        func aFunctionBehindABuiltInNameIsNotCalled(_ definition: String, _ sql: String) async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(
                script: """
                    CREATE FUNCTION same(varchar, integer) RETURNS boolean LANGUAGE sql AS 'SELECT true'; \(definition)
                    """)
            let database = try await PostgresDatabase.open(victim.location)
            #expect(await failure { try await database.rows(sql) }?.code == .refused)
        }

        /// Functions and operators under built-in names, each of which fits other types than the built-in one.
        private static let helpers = """
            CREATE FUNCTION round(double precision, integer) RETURNS numeric LANGUAGE sql IMMUTABLE
              AS 'SELECT pg_catalog.round($1::numeric, $2)';
            CREATE FUNCTION same(text, integer) RETURNS boolean LANGUAGE sql AS 'SELECT true';
            CREATE OPERATOR = (leftarg = text, rightarg = integer, function = public.same);
            CREATE FUNCTION glue(text, text) RETURNS text LANGUAGE sql AS 'SELECT $1 || $2';
            CREATE OPERATOR + (leftarg = text, rightarg = text, function = public.glue);
            """

        @Test(arguments: [
            "SELECT round(1.5)", "SELECT round(1.25, 1)", "SELECT round(avg(id), 2) FROM t", "SELECT id FROM t",
            "SELECT name FROM t WHERE name = 'a+b'", "SELECT id + 1 FROM t WHERE id IN (1, 2)",
            "SELECT count(*) FROM t a JOIN t b USING (id) WHERE a.id BETWEEN 1 AND 2",
            "SELECT 1 -- round(1.5::float8, 1)",
        ])
        func aHelperUnderABuiltInNameIsInNobodysWay(_ sql: String) async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(script: Self.helpers)
            let database = try await PostgresDatabase.open(victim.location)
            #expect(await failure { try await database.rows(sql) } == nil)
            #expect(await failure { try await database.prepare(sql) } == nil)
        }

        @Test(arguments: [
            "SELECT round(1.5::float8, 1)", "SELECT round(id, 1.5::float8::int) FROM (SELECT 1::float8 AS id) x",
            "SELECT 1 FROM t WHERE name::text = 1", "SELECT 1 FROM t WHERE name::text IN (1, 2)",
            "SELECT 1 FROM t WHERE id = 1 AND EXISTS (SELECT 1 FROM t u WHERE u.secret = t.id)",
            "SELECT CASE secret WHEN 1 THEN 2 END FROM t", "SELECT nullif(secret, 1) FROM t",
            "SELECT secret + secret FROM t",
            "SELECT 1 FROM t WHERE secret = ANY (ARRAY[1])",
            "SELECT 1 FROM t WHERE secret IN (SELECT 1)", "SELECT sum(round(id::float8, 1)) OVER () FROM t",
            "SELECT * FROM round(1.5::float8, 1)", "SELECT 1 FROM t WHERE secret IS DISTINCT FROM 1",
            "WITH x AS (SELECT 1 ORDER BY round(1::float8, 1)) SELECT * FROM x",
            "SELECT 1 FROM t GROUP BY round(id::float8, 1)", "SELECT 1 LIMIT round(1.5::float8, 0)",
        ])
        func aHelperThatTheServerWouldCallIsRefused(_ sql: String) async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(script: Self.helpers)
            let database = try await PostgresDatabase.open(victim.location)
            #expect(await failure { try await database.rows(sql) }?.code == .refused)
            #expect(await failure { try await database.prepare(sql) }?.code == .refused)
        }

        @Test func aPathThatPutsThePublicSchemaFirstChangesNothing() async throws {
            let victim = try await GuardVictim()
            try await victim.owner.run(
                script: """
                    CREATE FUNCTION upper(text) RETURNS text LANGUAGE sql AS 'SELECT ''shadow''::text';
                    ALTER ROLE postgres SET search_path = public, pg_catalog
                    """)
            defer { Task { try await victim.owner.run(script: "ALTER ROLE postgres RESET search_path") } }
            let database = try await PostgresDatabase.open(victim.location)
            let rows = try? await database.rows("SELECT upper('x')")
            #expect(rows == nil || rows == [[.text("X")]])
            try await victim.owner.run(script: "ALTER ROLE postgres RESET search_path")
        }

        @Test func allowedFunctionsAreCalledIfTheyHaveNoEffects() async throws {
            let victim = try await GuardVictim()
            let options = PostgresDatabase.Options(functions: ["twice", "write_it", "app.f", "whole"])
            let database = try await PostgresDatabase.open(victim.location, options: options)
            #expect(try await database.rows("SELECT twice(4), app.f()") == [[.integer(8), .integer(1)]])
            #expect(await failure { try await database.rows("SELECT write_it()") }?.code == .refused)
            #expect(await failure { try await database.rows("SELECT t.whole FROM t") }?.code == .refused)
            #expect(await failure { try await database.rows("SELECT f()") } != nil)
        }
    }
}
