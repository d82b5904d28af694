import PlumbCore
import PlumbDatabases
import TestSupport
import Testing

/// Files that several processes write.
struct StoreFileTests {
    private let folder: ScratchDatabase

    init() throws { folder = try ScratchDatabase("CREATE TABLE t (a)", name: "other") }

    private func store() throws -> StoreFile {
        try StoreFile(
            "\(folder.folder)/store.sqlite",
            .init(
                name: "The store", remedy: "Name another", application: 7, version: 1,
                schema: "CREATE TABLE t (a TEXT);"))
    }

    @Test func aFullStoreSaysSo() throws {
        let store = try store()
        // What SQLite says of a full disk it also says of a file that may not grow.
        try store.run("PRAGMA max_page_count = 4")
        let error = #expect(throws: PlumbError.self) {
            try store.run("INSERT INTO t VALUES (zeroblob(100000))")
        }
        #expect(error?.message == "The store can't be written: there is no room for it.")
        #expect(error?.suggestion?.contains("store.sqlite") == true)
        #expect(try store.rows("SELECT count(*) FROM t") == [[.integer(0)]])
    }

    @Test func aLockedStoreSaysSo() throws {
        let (store, other) = (try store(), try store())
        try other.run("BEGIN IMMEDIATE; INSERT INTO t VALUES ('a')")
        try store.run("PRAGMA busy_timeout = 10")
        let error = #expect(throws: PlumbError.self) { try store.run("INSERT INTO t VALUES ('b')") }
        #expect(error?.message == "The store has been locked by another process for too long.")
        try other.run("COMMIT")
        #expect(try store.rows("SELECT a FROM t") == [[.text("a")]])
    }
}
