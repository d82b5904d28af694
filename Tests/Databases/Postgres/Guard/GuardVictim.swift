import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// A database of its own, and everything that is in it as text.
struct GuardVictim {
    let location: DatabaseLocation
    let owner: PostgresConnection

    private static let schema = """
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

    init() async throws {
        let name = "guard_\(UUID().uuidString.prefix(8).lowercased())"
        let admin = try await TestPostgres.connect()
        try await admin.rows("CREATE DATABASE \(name)")
        let server = try TestPostgres.location(["dbname": name])
        location = DatabaseLocation(server: server)
        owner = try await PostgresConnection.connect(to: server)
        try await owner.run(script: Self.schema)
    }

    func contents() throws -> String {
        let folder = try #require(ProcessInfo.processInfo.environment["PLUMB_TEST_POSTGRES_BIN"])
        let dump = try ShellRun(succeeding: ["\(folder)/pg_dump", "--blobs", uri]).output
        let roles = try ShellRun(succeeding: ["\(folder)/pg_dumpall", "--globals-only", "-d", uri]).output
        // Each dump draws a key of its own.
        return (dump + roles).split(separator: "\n").filter { !$0.contains("restrict ") }.joined(separator: "\n")
    }

    private var uri: String {
        location.server?.parameters.map { "\($0.key)='\($0.value)'" }.joined(separator: " ") ?? ""
    }
}
