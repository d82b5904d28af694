import Foundation
import PlumbCore
import PlumbDatabases
import Testing

@Suite struct CatalogStoreTests {
    static let schema = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, x REAL, b BLOB);
        INSERT INTO t VALUES (1, 'one', 0.5, x'00'), (2, 'ü', 9e999, NULL), (-3, NULL, -1e-300, x'');
        CREATE VIEW v AS SELECT * FROM t; CREATE VIEW w AS SELECT gone FROM t;
        CREATE TABLE u (t_id INTEGER REFERENCES t, UNIQUE (t_id));
        """

    @Test func aSecondOpeningReadsTheCache() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let first = try await file.open()
        #expect(!first.isCatalogCached)
        #expect(first.isCatalogKept)
        let called = Log<CatalogProgress>()
        let second = try await OpenDatabase.open(file.path, options: file.options) { called.append($0) }
        #expect(second.isCatalogCached)
        #expect(second.catalog == first.catalog)
        #expect(second.remarks == first.remarks)
        #expect(called.all.isEmpty)
        #expect(try await second.values.values(of: [["one"]]) == first.values.values(of: [["one"]]))
    }

    @Test(arguments: [
        "INSERT INTO t VALUES (4, 'four', 1, NULL)", "UPDATE t SET name = 'eno' WHERE id = 1", "CREATE TABLE more (a)",
        "PRAGMA journal_mode = WAL; INSERT INTO t (id) VALUES (9)",
    ])
    func aChangedDatabaseIsNoticed(_ change: String) async throws {
        let file = try TemporaryDatabase(Self.schema)
        let first = try await file.open()
        try file.run(change)
        let second = try await file.open()
        #expect(!second.isCatalogCached)
        #expect(second.catalog.fingerprint != first.catalog.fingerprint)
        #expect(try await file.open().isCatalogCached)
    }

    @Test func changedAnnotationsAreNoticed() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let first = try await file.open()
        try file.write("description: One.", to: "shop.yaml")
        let second = try await file.open()
        #expect(second.catalog.description == "One.")
        try file.write("description: Two.", to: "shop.yaml")
        let third = try await file.open()
        #expect(third.catalog.description == "Two.")
        #expect(Set([first, second, third].map(\.catalog.fingerprint)).count == 3)
        try FileManager.default.removeItem(atPath: file.folder + "/shop.yaml")
        #expect(try await file.open().catalog == first.catalog)
    }

    @Test func theFingerprintDoesNotDependOnWhereTheFileLies() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let other = try TemporaryDatabase()
        try FileManager.default.removeItem(atPath: other.path)
        try FileManager.default.copyItem(atPath: file.path, toPath: other.path)
        #expect(try await file.open().catalog == other.open().catalog)
    }

    @Test func theCacheIsTheUsersAlone() async throws {
        let file = try TemporaryDatabase(Self.schema)
        _ = try await file.open()
        let folder = file.folder + "/cache"
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder) == 0o700)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count == 1)
        for name in names { #expect(try mode("\(folder)/\(name)") == 0o600) }
    }

    @Test func aFolderThatCannotBeUsedIsDoneWithout() async throws {
        let file = try TemporaryDatabase(Self.schema)
        try file.write("not a folder", to: "cache")
        for _ in 0..<2 {
            let database = try await file.open()
            #expect(!database.isCatalogCached)
            #expect(!database.isCatalogKept)
            #expect(try await database.values.values(of: [["one"]]).first?.map(\.value) == ["one"])
        }
        let without = try await file.open(DatabaseOptions(cache: .none))
        #expect(!without.isCatalogKept)
    }

    @Test(arguments: [0, 1, 100, 4_096, 5_000]) func aDamagedCacheIsMadeAnew(_ length: Int) async throws {
        let file = try TemporaryDatabase(Self.schema)
        let first = try await file.open()
        let folder = file.folder + "/cache"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let url = URL(fileURLWithPath: "\(folder)/\(name)")
        try Data(contentsOf: url).prefix(length).write(to: url)
        let second = try await file.open()
        #expect(second.catalog == first.catalog)
        #expect(try await second.values.values(of: [["one"]]).first?.count == 1)
        #expect(try await file.open().catalog == first.catalog)
    }

    @Test func manyOpenAtOnce() async throws {
        let file = try TemporaryDatabase(Self.schema)
        let expected = try await file.open(DatabaseOptions(cache: .none)).catalog
        try await withThrowingTaskGroup(of: Catalog.self) { group in
            for _ in 0..<16 { group.addTask { try await file.open().catalog } }
            for try await catalog in group { #expect(catalog == expected) }
        }
        #expect(try await file.open().isCatalogCached)
        let names = try FileManager.default.contentsOfDirectory(atPath: file.folder + "/cache")
        #expect(names.count == 1)
    }

    @Test func whatIsOpenStaysAsItWasWhenTheCacheIsReplaced() async throws {
        let file = try TemporaryDatabase(Self.schema)
        _ = try await file.open()
        let old = try await file.open()
        try file.run("DELETE FROM t; INSERT INTO t VALUES (1, 'uno', 1, NULL)")
        let renewed = try await file.open()
        #expect(try await old.values.values(of: [["one"], ["uno"]]).map(\.count) == [1, 0])
        #expect(try await renewed.values.values(of: [["one"], ["uno"]]).map(\.count) == [0, 1])
    }
}
