import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

extension PostgresGuardTests {
    /// Whatever writes, reads files or tells of the server is refused, and again by the server itself.
    @Suite struct Attacks {
        static let attacks = [
            // Statements.
            "INSERT INTO t VALUES (3, 'three')", "UPDATE t SET name = 'x'", "DELETE FROM t", "TRUNCATE t",
            "DROP TABLE t",
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
            "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z", "VALUES (1); DELETE FROM t",
            "SELECT 1; COMMIT; DELETE FROM t",
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
            "SELECT E'a'\n'\\'' , pg_read_file('PG_VERSION') --'",
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
            "SELECT (t).whole FROM t", "SELECT t.pg_typeof FROM t", "SELECT x.pg_column_size FROM (SELECT 1) AS x",
            "SELECT x.hash_record FROM t AS x",
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

        @Test func noAttackChangesAnything() async throws {
            let victim = try await GuardVictim()
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
            let victim = try await GuardVictim()
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
            let victim = try await GuardVictim()
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
                "SELECT row_number() OVER w FROM t WINDOW w AS (ORDER BY id)",
                "SELECT * FROM t TABLESAMPLE bernoulli (50)",
                "SELECT * FROM app.u",
                "SELECT string_agg(name, ', ' ORDER BY name), percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM t",
                "SELECT 'DELETE FROM t; DROP TABLE t'",
            ] {
                #expect(await failure { try await database.rows(sql) } == nil, "\(sql)")
            }
        }
    }
}
