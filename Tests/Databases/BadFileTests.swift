import CSQLite
import Foundation
import PlumbCore
import PlumbDatabases
import Testing

/// Files that can't be read: each gives an error that says what is wrong and what to do.
@Suite struct BadFileTests {
    private func error(opening path: String, cache: DatabaseOptions.Cache = .none) async throws -> PlumbError {
        let error = try #require(await failure { try await OpenDatabase.open(path, options: .init(cache: cache)) })
        #expect(error.code == .databaseUnavailable)
        return error
    }

    @Test func aMissingFileIsSaidWithTheNearestName() async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a)")
        let error = try await error(opening: file.folder + "/shpo.sqlite")
        #expect(error.description.contains("There is no file"))
        #expect(error.suggestion == "Did you mean shop.sqlite?")
        #expect(try await self.error(opening: file.folder + "/shop").suggestion == "Did you mean shop.sqlite?")
        #expect(
            try await self.error(opening: file.folder + "/quite-else.db").suggestion?.contains("shop.sqlite") == true)
        #expect(try await self.error(opening: file.folder + "/no/such.db").message.contains("no file"))
        #expect(!FileManager.default.fileExists(atPath: file.folder + "/shpo.sqlite"))
    }

    @Test func aFolderIsNoDatabase() async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a)")
        let error = try await error(opening: file.folder)
        #expect(error.message.contains("folder"))
        #expect(error.suggestion?.contains("shop.sqlite") == true)
    }

    @Test func aPipeIsNotWaitedFor() async throws {
        let file = try TemporaryDatabase()
        #expect(mkfifo(file.folder + "/pipe.sqlite", 0o600) == 0)
        #expect(try await error(opening: file.folder + "/pipe.sqlite").message.contains("not a regular file"))
    }

    @Test(arguments: [
        ("id,name\n1,Zoë\n", "it holds text"), ("CREATE TABLE t (a);", "it holds text"),
        ("PK\u{3}\u{4}xxxx", "zip"), ("PAR1xxxx", "Parquet"),
    ])
    func otherFilesAreTold(_ content: String, _ word: String) async throws {
        let file = try TemporaryDatabase()
        #expect(try await error(opening: file.write(content, to: "x.sqlite")).message.contains(word))
    }

    @Test func anEncryptedFileMayBeEncrypted() async throws {
        let file = try TemporaryDatabase()
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<8192).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try Data(bytes).write(to: URL(fileURLWithPath: file.path))
        #expect(try await error(opening: file.path).message.contains("encrypted"))
    }

    @Test func anEmptyFileIsADatabaseWithoutTables() async throws {
        let file = try TemporaryDatabase()
        let database = try await file.open()
        #expect(database.catalog.tables.isEmpty)
        #expect(database.remarks.first?.contains("empty file") == true)
        #expect(try await database.executor.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func damagedPagesAreSaid() async throws {
        let file = try TemporaryDatabase(
            "CREATE TABLE t (a); CREATE TABLE u (a); \(numbers(5_000)) INSERT INTO t SELECT 'row ' || i FROM n")
        var bytes = try file.bytes
        for index in 8192..<bytes.count { bytes[index] = 0xAA }
        try bytes.write(to: URL(fileURLWithPath: file.path))
        let database = try await file.open()
        #expect(database.catalog.table("t")?.problem?.contains("damaged") == true)
        #expect(database.remarks.contains { $0.contains("t can't be read") })
        let error = try #require(await failure { try await database.executor.rows("SELECT * FROM t") })
        #expect(error.code == .databaseUnavailable)
        #expect(error.suggestion?.contains(".recover") == true)
        // The first page is the schema's.
        for index in 100..<4096 { bytes[index] = 0xAA }
        try bytes.write(to: URL(fileURLWithPath: file.path))
        #expect(try await self.error(opening: file.path).message.contains("damaged"))
    }

    @Test func aTruncatedFileIsDamaged() async throws {
        let file = try TemporaryDatabase(
            "CREATE TABLE t (a); \(numbers(5_000)) INSERT INTO t SELECT 'row ' || i FROM n")
        try file.bytes.prefix(6_000).write(to: URL(fileURLWithPath: file.path))
        let database = try? await file.open()
        if let database {
            #expect(database.catalog.table("t")?.problem != nil)
        }
        for length in [1, 15, 16, 50, 99, 100, 511] {
            try file.bytes.prefix(length).write(to: URL(fileURLWithPath: file.path + ".short"))
            #expect(
                await failure { try await OpenDatabase.open(file.path + ".short", options: .init(cache: .none)) } != nil
            )
        }
    }

    @Test func aLockedDatabaseIsSaidToBeLocked() async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a)")
        let writer = try Writer(file.path)
        try writer.run("BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)")
        let start = ContinuousClock.now
        #expect(try await error(opening: file.path).message.contains("locked by another process"))
        #expect(ContinuousClock.now - start < .seconds(10))
        try writer.run("COMMIT")
        #expect(try await file.open().catalog.tables.count == 1)
    }

    @Test func aLockWhileAQueryRunsIsWaitedForAndSaid() async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        let database = try await file.connect()
        let writer = try Writer(file.path)
        try writer.run("BEGIN EXCLUSIVE")
        let error = await failure { try await database.rows("SELECT * FROM t") }
        #expect(error?.code == .databaseUnavailable)
        #expect(error?.message.contains("locked") == true)
        let task = Task { try await database.rows("SELECT * FROM t") }
        try await Task.sleep(for: .milliseconds(200))
        try writer.run("COMMIT")
        #expect(try await task.value == [[.integer(1)]])
    }

    @Test func aHotJournalIsSaid() async throws {
        let file = try TemporaryDatabase(
            "CREATE TABLE t (a); \(numbers(5_000)) INSERT INTO t SELECT 'row ' || i FROM n")
        let copy = file.folder + "/hot.sqlite"
        let writer = try Writer(file.path)
        // A small cache makes the writer spill to the file, and a copy of both is what a crash leaves.
        try writer.run("PRAGMA cache_size = 1; BEGIN; UPDATE t SET a = a || ' changed'")
        try FileManager.default.copyItem(atPath: file.path, toPath: copy)
        try FileManager.default.copyItem(atPath: file.path + "-journal", toPath: copy + "-journal")
        let error = try await error(opening: copy)
        #expect(error.message.contains("in the middle of a write"))
        #expect(error.suggestion?.contains("quick_check") == true)
        try writer.run("ROLLBACK")
    }

    @Test func aDatabaseInWALModeIsReadWithItsLog() async throws {
        let file = try TemporaryDatabase("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        let writer = try Writer(file.path)
        try writer.run("PRAGMA wal_autocheckpoint = 0; INSERT INTO t VALUES (2)")
        let database = try await file.open()
        #expect(database.catalog.table("t")?.rowCount?.count == 2)
        #expect(try await file.open().isCatalogCached)
        try writer.run("INSERT INTO t VALUES (3)")
        #expect(try await database.executor.rows("SELECT count(*) FROM t") == [[.integer(3)]])
        let again = try await file.open()
        #expect(!again.isCatalogCached)
        #expect(again.catalog.table("t")?.rowCount?.count == 3)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read and write everything"))
    func whatMayNotBeReadIsSaid() async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a)")
        chmod(file.path, 0)
        #expect(try await error(opening: file.path).message.contains("can't be read"))
        chmod(file.path, 0o600)
        try file.run("PRAGMA journal_mode = WAL")
        chmod(file.folder, 0o500)
        defer { chmod(file.folder, 0o700) }
        #expect(try await OpenDatabase.open(file.path, options: .init(cache: .none)).catalog.tables.count == 1)
    }

    @Test(arguments: ["a b.sqlite", "file:x?mode=memory", "ü'\"%41.sqlite", "-dash.sqlite", "#?&.db"])
    func oddPathsAreOnlyPaths(_ name: String) async throws {
        let file = try TemporaryDatabase("CREATE TABLE t (a)", name: "plain.sqlite")
        try FileManager.default.moveItem(atPath: file.path, toPath: "\(file.folder)/\(name)")
        let database = try await OpenDatabase.open("\(file.folder)/\(name)", options: file.options)
        #expect(database.catalog.tables.map(\.name) == ["t"])
    }
}
