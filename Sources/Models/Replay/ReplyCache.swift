internal import Foundation
public import PlumbCore
internal import PlumbDatabases

/// Replies in a SQLite file, which several processes may use at once; `Documentation/Models.md` has its table.
///
/// A reply is kept under provider, model, sampling, messages and form: not under the server's address, and no key is ever
/// in it.
public actor ReplyCache: ReplyStore {
    private nonisolated let serial = SerialQueueExecutor(label: "plumb.replies")
    private let path: String
    private var file: StoreFile?

    /// The cache's thread: writing waits for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

    /// Opens a cache, making it where there is none.
    ///
    /// - Parameter path: the file; its folder is made where it is missing.
    /// - Returns: the open cache.
    /// - Throws: `PlumbError` with `databaseUnavailable` for a file that is something else.
    public static func open(_ path: String) async throws -> ReplyCache {
        let cache = ReplyCache(path: path)
        try await cache.prepare()
        return cache
    }

    /// Makes a cache whose file is opened, or made, when the first reply is looked for or kept.
    ///
    /// - Parameter path: the file; its folder is made where it is missing.
    public init(path: String) { self.path = path }

    private func prepare() throws(PlumbError) { _ = try opened() }

    private func open() throws(PlumbError) -> StoreFile {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = try StoreFile(
            path,
            .init(
                name: "The cache of replies", remedy: "Name another file, or move this one away",
                application: 0x506C_4D52, version: 1,
                schema: """
                    CREATE TABLE IF NOT EXISTS replies (
                        key TEXT PRIMARY KEY, request TEXT NOT NULL, reply TEXT NOT NULL, kept_at TEXT NOT NULL
                    ) WITHOUT ROWID;
                    """))
        self.file = file
        return file
    }

    private func opened() throws(PlumbError) -> StoreFile {
        guard let file else { return try open() }
        return file
    }

    /// The reply that is kept for a request; nil for none.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func reply(to request: ChatRequest) throws(PlumbError) -> ChatReply? {
        let text = ReplyRecord.json(request).json
        let rows = try opened().rows("SELECT request, reply FROM replies WHERE key = ?1", .text(Self.key(text)))
        // Two requests of one key are told apart by what they say.
        guard let row = rows.first, row[0] == .text(text), case .text(let reply) = row[1] else { return nil }
        return (try? JSONReader.value(reply)).flatMap(ReplyRecord.reply)
    }

    /// Keeps a reply, in place of one that is kept.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func keep(_ reply: ChatReply, to request: ChatRequest) throws(PlumbError) {
        let text = ReplyRecord.json(request).json
        try opened().rows(
            "INSERT OR REPLACE INTO replies VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            .text(Self.key(text)), .text(text), .text(ReplyRecord.json(reply).json))
    }

    /// How many replies are kept.
    ///
    /// - Throws: `PlumbError` with `databaseUnavailable`.
    public func count() throws(PlumbError) -> Int {
        guard case .integer(let count)? = try opened().rows("SELECT count(*) FROM replies").first?.first else {
            return 0
        }
        return Int(count)
    }

    private static func key(_ text: String) -> String {
        var hash = StableHash()
        hash.combine(text)
        // One hash of 64 bits might one day name two requests.
        var second = StableHash()
        second.combine(text.utf8.reversed())
        return hash.text + second.text
    }
}
