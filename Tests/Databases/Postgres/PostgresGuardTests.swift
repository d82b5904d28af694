import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// Nothing that a question says may write, reach beyond the tables that it may read, or tell of the server; the login
/// role is a superuser.
@Suite(.needsPostgres, .serialized) struct PostgresGuardTests {
    static let schema = """
        CREATE TABLE t (id integer PRIMARY KEY, name varchar(20), secret text);
        INSERT INTO t VALUES (1, 'one', 'x'), (2, 'two', 'y');
        CREATE TABLE hidden (a integer); INSERT INTO hidden VALUES (7);
        CREATE VIEW v AS SELECT name FROM t; CREATE VIEW over_hidden AS SELECT a FROM hidden;
        CREATE VIEW over_all AS SELECT t FROM t;
        CREATE TABLE parts (id integer, day date) PARTITION BY RANGE (day);
        CREATE TABLE parts_2024 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE SEQUENCE s; SELECT nextval('s');
        CREATE FUNCTION write_it() RETURNS integer LANGUAGE plpgsql AS $$
          BEGIN INSERT INTO hidden VALUES (8); RETURN 1; END $$;
        CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
        CREATE FUNCTION whole(t) RETURNS text LANGUAGE sql AS 'SELECT ''called''::text';
        CREATE SCHEMA app; CREATE TABLE app.u (a integer); INSERT INTO app.u VALUES (1);
        CREATE FUNCTION app.f() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
        SELECT lo_create(4242);
        """

    static let attacks = [
        // Statements.
        "INSERT INTO t VALUES (3, 'three')", "UPDATE t SET name = 'x'", "DELETE FROM t", "TRUNCATE t", "DROP TABLE t",
        "CREATE TABLE u (a int)", "CREATE TEMP TABLE u (a int)", "CREATE TABLE u AS SELECT 1",
        "ALTER TABLE t ADD x int",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "DO $$ BEGIN DELETE FROM t; END $$",
        "CALL pg_catalog.pg_stat_reset()", "COPY t TO '/tmp/plumb-stolen'", "COPY t FROM '/etc/passwd'",
        "COPY (SELECT 1) TO PROGRAM 'touch /tmp/plumb-stolen'", "COPY t FROM PROGRAM 'id'", "VACUUM", "ANALYZE",
        "REINDEX TABLE t",
        "CLUSTER", "CHECKPOINT", "LOCK TABLE t", "LISTEN x", "NOTIFY x", "UNLISTEN *", "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "DEALLOCATE ALL", "DECLARE c CURSOR FOR SELECT 1", "FETCH c", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s",
        "END",
        "START TRANSACTION READ WRITE", "SET TRANSACTION READ WRITE", "SET default_transaction_read_only = off",
        "SET ROLE postgres", "RESET ROLE", "RESET ALL", "SET SESSION AUTHORIZATION postgres", "SHOW data_directory",
        "DISCARD ALL", "GRANT ALL ON t TO PUBLIC", "REVOKE ALL ON t FROM PUBLIC", "CREATE ROLE r SUPERUSER",
        "ALTER SYSTEM SET work_mem = 1",
        "ALTER ROLE postgres PASSWORD 'x'", "LOAD 'x'", "CREATE EXTENSION dblink", "CREATE DATABASE x",
        "DROP DATABASE postgres",
        "COMMENT ON TABLE t IS 'x'", "SECURITY LABEL ON TABLE t IS 'x'", "REFRESH MATERIALIZED VIEW v",
        "EXPLAIN ANALYZE DELETE FROM t",
        "EXPLAIN SELECT 1", "MERGE INTO t USING t s ON false WHEN NOT MATCHED THEN INSERT VALUES (9, 'x')",
        "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z", "VALUES (1); DELETE FROM t", "SELECT 1; COMMIT; DELETE FROM t",
        "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
        "WITH x AS (INSERT INTO t VALUES (5) RETURNING *) SELECT * FROM x",
        "WITH x AS (UPDATE t SET name = 'x' RETURNING *) SELECT * FROM x", "SELECT * INTO u FROM t",
        "SELECT * FROM t FOR UPDATE", "SELECT * FROM t FOR SHARE", "SELECT * FROM (SELECT * FROM t FOR UPDATE) x",
        "/* SELECT */ DELETE FROM t", "-- SELECT\nDELETE FROM t", "/* /* */ SELECT 1 */ DELETE FROM t",
        "TABLE t; DROP TABLE t",
        "SELECT 1) TO PROGRAM 'id' --", "SELECT $1", "SELECT 1\0; DELETE FROM t", "\u{FEFF}DELETE FROM t",
        // Functions.
        "SELECT pg_read_file('/etc/passwd')", "SELECT pg_read_binary_file('/etc/passwd')", "SELECT pg_ls_dir('/')",
        "SELECT * FROM pg_ls_dir('/')", "SELECT pg_stat_file('/')", "SELECT * FROM pg_ls_logdir()",
        "SELECT lo_import('/etc/passwd')",
        "SELECT lo_export(4242, '/tmp/plumb-stolen')", "SELECT lo_create(0)", "SELECT lo_unlink(4242)",
        "SELECT lo_put(4242, 0, 'x')",
        "SELECT lo_get(4242)", "SELECT lo_from_bytea(0, 'x')", "SELECT lo_open(4242, 131072)", "SELECT pg_sleep(1)",
        "SELECT pg_sleep_for('1 s')",
        "SELECT pg_sleep_until('tomorrow')", "SELECT set_config('role', 'postgres', true)",
        "SELECT set_config('transaction_read_only', 'off', false)", "SELECT current_setting('data_directory')",
        "SELECT pg_terminate_backend(1)", "SELECT pg_cancel_backend(1)", "SELECT pg_reload_conf()",
        "SELECT pg_rotate_logfile()",
        "SELECT pg_switch_wal()", "SELECT pg_create_restore_point('x')", "SELECT pg_promote()",
        "SELECT pg_notify('x', 'y')",
        "SELECT nextval('s')", "SELECT setval('s', 99)", "SELECT currval('s')", "SELECT lastval()",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_lock(1)", "SELECT pg_advisory_xact_lock(1)", "SELECT pg_advisory_unlock_all()",
        "SELECT query_to_xml('DELETE FROM t', true, true, '')", "SELECT table_to_xml('hidden', true, true, '')",
        "SELECT database_to_xml(true, true, '')", "SELECT schema_to_xml('public', true, true, '')",
        "SELECT cursor_to_xml('c', 1, true, true, '')",
        "SELECT ts_stat('SELECT secret FROM t')", "SELECT * FROM ts_stat('SELECT secret FROM t')",
        "SELECT dblink('', 'SELECT 1')",
        "SELECT dblink_exec('', 'DELETE FROM t')", "SELECT pg_stat_reset()", "SELECT pg_stat_get_activity(NULL)",
        "SELECT version()",
        "SELECT inet_server_addr()", "SELECT pg_backend_pid()", "SELECT pg_postmaster_start_time()",
        "SELECT txid_current()",
        "SELECT pg_export_snapshot()", "SELECT pg_import_system_collations('public')",
        "SELECT pg_logical_emit_message(true, 'x', 'y')",
        "SELECT pg_create_physical_replication_slot('x')", "SELECT brin_summarize_new_values('x')",
        "SELECT gin_clean_pending_list('x')",
        "SELECT has_table_privilege('t', 'SELECT')", "SELECT pg_get_viewdef('over_hidden')",
        "SELECT pg_relation_filepath('t')",
        "SELECT write_it()", "SELECT public.write_it()", "SELECT twice(1)", "SELECT app.f()",
        "SELECT * FROM write_it()",
        "SELECT pg_catalog.pg_sleep(1)", "SELECT \"pg_sleep\"(1)", "SELECT PG_SLEEP(1)",
        "SELECT U&\"pg_sl\\0065ep\"(1)",
        "SELECT pg_catalog . pg_read_file ('/etc/passwd')", "SELECT 1 WHERE pg_sleep(1) IS NULL",
        "SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL)",
        "SELECT 1 ORDER BY pg_sleep(1)", "SELECT 1 LIMIT (SELECT 1 FROM pg_sleep(1))",
        "SELECT CASE WHEN true THEN pg_sleep(1) END",
        "SELECT * FROM t, LATERAL pg_sleep(1)", "SELECT * FROM ROWS FROM (pg_sleep(1))",
        "SELECT xmlparse(DOCUMENT pg_read_file('/etc/passwd'))",
        "SELECT 1 OPERATOR(public.+) 1", "SELECT name FROM t TABLESAMPLE tsm_evil(1)",
        "SELECT sum(1) OVER (ORDER BY pg_sleep(1))",
        // A name behind a dot calls a function.
        "SELECT ('/etc/passwd'::text).pg_read_file", "SELECT (x).pg_sleep FROM (SELECT 0.1::float8 AS x) s",
        "SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd']) AS x",
        "SELECT unnest.pg_read_file FROM unnest(ARRAY['/etc/passwd'])",
        "SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd']) AS x(y)",
        "SELECT (('/etc/passwd'::text).pg_read_file).length",
        "SELECT x.pg_read_file FROM ROWS FROM (unnest(ARRAY['/etc/passwd'])) AS x", "SELECT t.whole FROM t",
        "SELECT (t).whole FROM t",
        "SELECT x.pg_sleep FROM generate_series(1, 1) AS x", "SELECT 1 FROM t GROUP BY (1::float8).pg_sleep",
        // The server's own tables.
        "SELECT * FROM pg_shadow", "SELECT * FROM pg_authid", "SELECT rolpassword FROM pg_catalog.pg_authid",
        "SELECT * FROM pg_stat_activity",
        "SELECT * FROM pg_settings", "SELECT * FROM pg_hba_file_rules", "SELECT * FROM pg_class",
        "SELECT * FROM pg_largeobject",
        "SELECT * FROM information_schema.tables", "TABLE pg_class", "SELECT * FROM pg_toast.pg_toast_1255",
        "SELECT * FROM \"pg_class\"",
        "SELECT * FROM pg_user_mapping", "SELECT * FROM pg_file_settings",
        "WITH pg_class AS (SELECT * FROM pg_catalog.pg_class) SELECT 1 FROM pg_class",
    ]

    /// A database of its own, and everything that is in it as text.
    private struct Victim {
        let location: DatabaseLocation
        let owner: PostgresConnection

        init() async throws {
            let name = "guard_\(UUID().uuidString.prefix(8).lowercased())"
            let admin = try await TestPostgres.connect()
            try await admin.rows("CREATE DATABASE \(name)")
            let server = try TestPostgres.location(["dbname": name])
            location = DatabaseLocation(server: server)
            owner = try await PostgresConnection.connect(to: server)
            try await owner.run(script: PostgresGuardTests.schema)
        }

        func contents() throws -> String {
            let folder = try #require(ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES_BIN"])
            let dump = try TestPostgres.output(of: "\(folder)/pg_dump", ["--blobs", uri])
            let roles = try TestPostgres.output(of: "\(folder)/pg_dumpall", ["--globals-only", "-d", uri])
            // Each dump draws a key of its own.
            return (dump + roles).split(separator: "\n").filter { !$0.contains("restrict ") }.joined(separator: "\n")
        }

        private var uri: String {
            location.server?.parameters.map { "\($0.key)='\($0.value)'" }.joined(separator: " ") ?? ""
        }
    }

    @Test func noAttackChangesAnything() async throws {
        let victim = try await Victim()
        let before = try victim.contents()
        let database = try await PostgresDatabase.open(victim.location)
        for sql in Self.attacks {
            let prepared = await failure { try await database.prepare(sql) }
            let executed = await failure { try await database.rows(sql, seconds: 5) }
            #expect([.refused, .queryFailed].contains(prepared?.code), "\(sql)")
            #expect([.refused, .queryFailed].contains(executed?.code), "\(sql)")
        }
        #expect(try victim.contents() == before)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/plumb-stolen"))
    }

    /// The layers below the text hold by themselves: the transaction and the role.
    @Test func theServerRefusesByItself() async throws {
        let victim = try await Victim()
        let before = try victim.contents()
        let database = try await PostgresDatabase.open(victim.location)
        let refusedByServer = [
            "INSERT INTO t VALUES (3, 'three')", "UPDATE t SET name = 'x'", "DROP TABLE t", "SELECT nextval('s')",
            "SELECT write_it()", "SELECT pg_read_file('/etc/passwd')",
            "SELECT pg_terminate_backend(pg_backend_pid())",
            "SELECT pg_ls_dir('/')", "SELECT lo_import('/etc/passwd')", "ALTER SYSTEM SET work_mem = 1",
            "CREATE ROLE r",
            "COPY (SELECT 1) TO PROGRAM 'touch /tmp/plumb-stolen'", "SELECT ('/etc/passwd'::text).pg_read_file",
        ]
        for sql in refusedByServer {
            try await database.withGuardedConnection { connection in
                #expect(await failure { try await connection.rows(sql, within: 5) } != nil, "\(sql)")
            }
        }
        #expect(try victim.contents() == before)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/plumb-stolen"))
    }

    @Test func whatOnlyReadsIsPermitted() async throws {
        let victim = try await Victim()
        let database = try await PostgresDatabase.open(victim.location)
        for sql in [
            "SELECT 1", "SELECT 1;", "(SELECT 1)", "VALUES (1)", "TABLE t", "SELECT * FROM v",
            "WITH x AS (SELECT * FROM t) SELECT x.name, upper(name) FROM x",
            "SELECT t.name, length(t.name) FROM t WHERE name ILIKE 'o%'",
            "SELECT date_trunc('month', now()), extract(year FROM current_date), age(now())",
            "SELECT i.i, g FROM generate_series(1, 3) i, generate_series(1, 2) g",
            "SELECT e.key, e.value FROM jsonb_each('{\"a\": 1}') e", "SELECT (jsonb_each('{\"a\": 1}')).key",
            "SELECT u.x FROM unnest(ARRAY[1, 2]) WITH ORDINALITY AS u(x, n)",
            "SELECT 'x' || 1, 5 % 2, 2 ^ 3, 'a' ~ 'b', '{1}'::int[] && '{1}'",
            "SELECT row_number() OVER w FROM t WINDOW w AS (ORDER BY id)", "SELECT * FROM t TABLESAMPLE bernoulli (50)",
            "SELECT * FROM app.u",
            "SELECT string_agg(name, ', ' ORDER BY name), percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM t",
            "SELECT 'DELETE FROM t; DROP TABLE t'",
        ] {
            #expect(await failure { try await database.rows(sql) } == nil, "\(sql)")
        }
    }

    // MARK: Functions of the database's own

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
        let victim = try await Victim()
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
        "SELECT count(*) FROM t a JOIN t b USING (id) WHERE a.id BETWEEN 1 AND 2", "SELECT 1 -- round(1.5::float8, 1)",
    ])
    func aHelperUnderABuiltInNameIsInNobodysWay(_ sql: String) async throws {
        let victim = try await Victim()
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
        let victim = try await Victim()
        try await victim.owner.run(script: Self.helpers)
        let database = try await PostgresDatabase.open(victim.location)
        #expect(await failure { try await database.rows(sql) }?.code == .refused)
        #expect(await failure { try await database.prepare(sql) }?.code == .refused)
    }

    @Test func aPathThatPutsThePublicSchemaFirstChangesNothing() async throws {
        let victim = try await Victim()
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
        let victim = try await Victim()
        let options = PostgresDatabase.Options(functions: ["twice", "write_it", "app.f", "whole"])
        let database = try await PostgresDatabase.open(victim.location, options: options)
        #expect(try await database.rows("SELECT twice(4), app.f()") == [[.integer(8), .integer(1)]])
        #expect(await failure { try await database.rows("SELECT write_it()") }?.code == .refused)
        #expect(await failure { try await database.rows("SELECT t.whole FROM t") }?.code == .refused)
        #expect(await failure { try await database.rows("SELECT f()") } != nil)
    }

    // MARK: Policy

    @Test func closedTablesAreClosedHoweverTheyAreReached() async throws {
        let victim = try await Victim()
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
            DatabaseLocation(server: #require(victim.location.server).with(["options": "-csearch_path=app,public"])),
            options: .init(policy: policy))
        #expect(await failure { try await path.rows("SELECT * FROM u") }?.code == .refused)
    }

    @Test func onlyListedTablesAreOpen() async throws {
        let victim = try await Victim()
        let policy = AccessPolicy(allowedTables: ["t", "over_hidden", "parts"])
        let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
        #expect(try await database.rows("SELECT count(*) FROM t, parts") == [[.integer(0)]])
        for sql in ["SELECT * FROM v", "SELECT * FROM over_hidden", "SELECT * FROM app.u", "SELECT * FROM parts_2024"] {
            #expect(await failure { try await database.rows(sql) }?.code == .refused, "\(sql)")
        }
    }

    @Test(arguments: [
        AccessPolicy(deniedColumns: [ColumnReference("t", "secret")]),
        AccessPolicy(deniedColumns: [ColumnReference("T", "Secret")]),
        AccessPolicy(allowedColumns: [ColumnReference("t", "id"), ColumnReference("t", "name")]),
    ])
    func closedColumnsAreClosedHoweverTheyAreReached(_ policy: AccessPolicy) async throws {
        let victim = try await Victim()
        let database = try await PostgresDatabase.open(victim.location, options: .init(policy: policy))
        #expect(try await database.rows("SELECT id, name FROM t ORDER BY id LIMIT 1") == [[.integer(1), .text("one")]])
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

    // MARK: Role, settings, bounds

    @Test func aRoleAndASettingChooseTheRows() async throws {
        let victim = try await Victim()
        try await victim.owner.run(
            script: """
                DROP ROLE IF EXISTS plumb_reader; CREATE ROLE plumb_reader; GRANT SELECT ON t TO plumb_reader;
                ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                CREATE POLICY tenants ON t TO plumb_reader USING (name = current_setting('app.tenant', true))
                """)
        let options = PostgresDatabase.Options(role: "plumb_reader", settings: ["app.tenant": "o'ne"])
        let database = try await PostgresDatabase.open(victim.location, options: options)
        #expect(try await database.rows("SELECT id FROM t") == [])
        #expect(try await database.with(settings: ["app.tenant": "two"]).rows("SELECT id FROM t") == [[.integer(2)]])
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
        let error = await failure { try await PostgresDatabase.open(location, options: .init(settings: [name: "x"])) }
        #expect(error?.code == .badInput)
    }

    @Test func aRoleThatIsMissingIsSaid() async throws {
        let location = DatabaseLocation(server: try TestPostgres.location())
        let error = await failure { try await PostgresDatabase.open(location, options: .init(role: "no\"body")) }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("no\"body") == true)
    }

    @Test func whatCostsTooMuchIsNotRun() async throws {
        let location = DatabaseLocation(server: try TestPostgres.location())
        let database = try await PostgresDatabase.open(location, options: .init(maximumCost: 1_000))
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
        let error = await failure {
            try await database.rows("SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b")
        }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("1000 are allowed") == true)
        let series = "generate_series(1, 1000000)"
        let beyond = await failure {
            try await database.rows("SELECT count(*) FROM \(series) a, \(series) b, \(series) c, \(series) d")
        }
        #expect(beyond?.code == .limitExceeded)
        #expect(beyond?.message.contains("e+") == true)
    }

    @Test(arguments: [Double.infinity, .nan, -1, 1e300])
    func aBoundThatIsNoneIsRefused(_ seconds: Double) async throws {
        let location = DatabaseLocation(server: try TestPostgres.location())
        let lock = await failure { try await PostgresDatabase.open(location, options: .init(lockSeconds: seconds)) }
        #expect(lock?.code == .badInput)
        let cost = await failure { try await PostgresDatabase.open(location, options: .init(maximumCost: .nan)) }
        #expect(cost?.code == .badInput)
    }

    @Test func preparingCountsAgainstTheTimeLimit() async throws {
        let victim = try await Victim()
        let database = try await PostgresDatabase.open(victim.location, options: .init(maximumCost: 1e9))
        try await victim.owner.run(script: "BEGIN; LOCK TABLE t")
        let clock = ContinuousClock()
        let start = clock.now
        let error = await failure { try await database.rows("SELECT * FROM t", seconds: 0.5) }
        #expect(clock.now - start < .seconds(2))
        let running = await failure { try await database.rows("SELECT count(*) FROM \(Self.endless)", seconds: 0.5) }
        #expect(error?.code == .limitExceeded)
        #expect(error == running)
    }

    private static let endless = "generate_series(1, 1000) a, generate_series(1, 1000) b, generate_series(1, 1000) c"

    @Test func aHugeRowEndsTheConnection() async throws {
        let location = DatabaseLocation(server: try TestPostgres.location())
        let database = try await PostgresDatabase.open(location)
        let error = await failure { try await database.rows("SELECT repeat('x', 100000000)", seconds: 60) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("64 MB") == true)
        #expect(try await database.rows("SELECT length(repeat('x', 10000000)), repeat('x', 10000000)").count == 1)
    }

    @Test func temporaryFilesAreBounded() async throws {
        let location = DatabaseLocation(server: try TestPostgres.location())
        let database = try await PostgresDatabase.open(location, options: .init(workMemory: 1, temporaryFiles: 1))
        let error = await failure {
            try await database.rows("SELECT i FROM generate_series(1, 1000000) i ORDER BY i DESC", seconds: 30)
        }
        #expect(error?.code == .limitExceeded)
        #expect(error?.postgresState == "53400")
        #expect(try await database.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func everyQueryLeavesTheConnectionIdle() async throws {
        let location = DatabaseLocation(server: try TestPostgres.location(["application_name": "plumb-idle"]))
        let database = try await PostgresDatabase.open(location, options: .init(connections: 2))
        let watcher = try await TestPostgres.connect()
        _ = await failure { try await database.rows("SELECT 1 / 0") }
        _ = await failure { try await database.rows("SELECT missing") }
        let cursor = try await database.execute("SELECT * FROM generate_series(1, 1000000)", limits: ExecutionLimits())
        _ = try await cursor.next()
        await cursor.close()
        let clock = ContinuousClock()
        let start = clock.now
        let states = "SELECT DISTINCT state FROM pg_stat_activity WHERE application_name = 'plumb-idle'"
        while try await watcher.rows(states) != [["idle"]], clock.now - start < .seconds(5) {}
        #expect(clock.now - start < .seconds(1))
    }

    @Test func aLockedTableIsNotWaitedForForever() async throws {
        let victim = try await Victim()
        let database = try await PostgresDatabase.open(victim.location, options: .init(lockSeconds: 0.2))
        try await victim.owner.run(script: "BEGIN; LOCK TABLE t")
        let error = await failure { try await database.rows("SELECT * FROM t") }
        #expect(error?.code == .limitExceeded)
        #expect(error?.message.contains("locked") == true)
    }
}
