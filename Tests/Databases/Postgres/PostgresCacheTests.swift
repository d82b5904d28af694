import Foundation
import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// What was read once is used until something changes, and keeps no secret.
@Suite(.needsPostgres) struct PostgresCacheTests {
    private static let script = """
        CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN name AS text;
        CREATE TABLE t (id int PRIMARY KEY, name public.name, mood mood); INSERT INTO t VALUES (1, 'one', 'ok');
        CREATE TABLE u (t_id int); CREATE SCHEMA elsewhere; ANALYZE;
        """

    @Test func aSecondOpeningReadsTheCache() async throws {
        let database = try await TestDatabase(Self.script)
        let first = try await database.open()
        #expect(!first.isCatalogCached)
        #expect(first.isCatalogKept)
        // Other sessions' temporary tables, and rows, change nothing that is read.
        try await database.run("CREATE TEMP TABLE passing (id int); INSERT INTO u VALUES (1)")
        let second = try await database.open()
        #expect(second.isCatalogCached)
        #expect(second.catalog == first.catalog)
        #expect(second.remarks == first.remarks)
        #expect(try await second.values.values(of: [["one"]]) == first.values.values(of: [["one"]]))
    }

    @Test(arguments: [
        "CREATE TABLE more (a int)", "DROP TABLE u", "ALTER TABLE u RENAME TO w", "ALTER TABLE t DROP COLUMN mood",
        "ALTER TABLE t RENAME COLUMN name TO title", "ALTER TABLE t ALTER COLUMN name SET NOT NULL",
        "ALTER TYPE mood ADD VALUE 'happy'", "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'",
        "COMMENT ON TABLE t IS 'things'", "COMMENT ON COLUMN t.name IS 'a name'",
        "COMMENT ON DOMAIN public.name IS 'x'",
        "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t NOT VALID", "CREATE UNIQUE INDEX ON u (t_id)",
        "CREATE VIEW v AS SELECT 1 AS one", "CREATE SCHEMA other", "ALTER TABLE t SET SCHEMA elsewhere",
        "INSERT INTO t VALUES (2, 'two', 'ok'); ANALYZE t", "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
    ])
    func aChangeIsNoticed(_ change: String) async throws {
        let database = try await TestDatabase(Self.script)
        _ = try await database.open()
        #expect(try await database.open().isCatalogCached)
        try await database.run(change)
        #expect(try await !database.open().isCatalogCached)
        #expect(try await database.open().isCatalogCached)
    }

    /// Which tables a view reads decides whether a policy closes it.
    @Test(arguments: [
        "CREATE OR REPLACE VIEW shown AS", "CREATE OR REPLACE RULE \"_RETURN\" AS ON SELECT TO shown DO INSTEAD",
    ])
    func aReplacedViewIsNoticed(_ replacement: String) async throws {
        let database = try await TestDatabase(Self.script + "CREATE VIEW shown AS SELECT id FROM t;")
        let policy = AccessPolicy(deniedColumns: [ColumnReference("u", "t_id")])
        #expect(try await database.open { $0.policy = policy }.catalog.table("shown") != nil)
        try await database.run("\(replacement) SELECT t_id AS id FROM u")
        let open = try await database.open { $0.policy = policy }
        #expect(!open.isCatalogCached)
        #expect(open.catalog.table("shown") == nil)
    }

    @Test func whoAsksAndHowIsPartOfTheKey() async throws {
        let database = try await TestDatabase(Self.script + "GRANT SELECT ON t TO {reader};")
        let whole = try await database.open()
        #expect(try await database.open(asReader: true).catalog.tables.map(\.name.name) == ["t"])
        let options = try await database.open(address: ["options": "-c search_path=pg_temp"])
        #expect(options.catalog.tables.map(\.name.description) == ["public.t", "public.u"])
        let narrow = try await database.open { $0.policy = AccessPolicy(deniedTables: ["u"]) }
        #expect(narrow.catalog.tables.map(\.name.name) == ["t"])
        let again = try await database.open()
        #expect(again.isCatalogCached)
        #expect(again.catalog == whole.catalog)
    }

    @Test func aPasswordIsNowhere() async throws {
        let database = try await TestDatabase(Self.script)
        let open = try await database.open(address: ["password": "hunter2secret"])
        #expect(open.isCatalogKept)
        #expect(!"\(open.location) \(open)".contains("hunter2secret"))
        let other = try await database.open(address: ["password": "another"])
        #expect(other.isCatalogCached, "the password is no part of the key")
        let files = try FileManager.default.contentsOfDirectory(atPath: database.cache)
        #expect(!files.isEmpty)
        for file in files {
            #expect(!file.contains("hunter2secret"))
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(database.cache)/\(file)"))
            #expect(bytes.range(of: Data("hunter2secret".utf8)) == nil)
        }
    }
}
