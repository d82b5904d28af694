import Foundation

/// `make bench`: measures what Plumb promises, and says whether it holds.
///
/// Run in the project's folder, after `make build` and `make sample-dbs`.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == FirstQuery.argument, arguments.count == 4 {
            try await FirstQuery.measureOnce(database: arguments[1], cache: arguments[2], question: arguments[3])
            return
        }
        do {
            try await measure(arguments)
        } catch {
            try FileHandle.standardError.write(contentsOf: Data("benchmarks: \(error)\n".utf8))
            exit(1)
        }
    }

    /// What is measured, by the name under which it can be asked for alone.
    ///
    /// First comes what must run before this process itself takes memory.
    private static let parts: [(name: String, lines: @Sendable (Place) async throws -> [String])] = [
        ("--rows", { try MillionRows($0).lines() }), ("--process", { try WholeProcess($0).lines() }),
        ("--scoring", { try Scoring($0).lines() }), ("--parsing", { try Parsing($0).lines() }),
        ("--evals", { try Evals($0).lines() }), ("--workers", { try Workers($0).lines() }),
        ("--first-query", { try FirstQuery($0).lines() }),
        ("--session", { try await OpenSession($0).lines() }), ("--models", { try await ModelCalls($0).lines() }),
        ("--catalog", { try ServerCatalog($0).lines() }),
    ]

    private static func measure(_ wanted: [String]) async throws {
        if let unknown = wanted.first(where: { name in !parts.contains { $0.name == name } }) {
            throw Place.Missing(
                description: "there is no \(unknown): \(parts.map(\.name).joined(separator: ", "))")
        }
        let place = try Place()
        defer { place.remove() }
        print("| what | measured | goal | |")
        print("| --- | --- | --- | --- |")
        for part in parts where wanted.isEmpty || wanted.contains(part.name) {
            for line in try await part.lines(place) { print(line) }
        }
    }
}

/// Where things are, and a folder for what the benchmarks make.
struct Place {
    let plumb: String
    let scratch: String

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    init() throws {
        let project = FileManager.default.currentDirectoryPath
        plumb = "\(project)/.build/release/plumb"
        guard FileManager.default.isExecutableFile(atPath: plumb) else {
            throw Missing(description: "there is no \(plumb): run make bench in the project's folder")
        }
        scratch = NSTemporaryDirectory() + "plumb-benchmarks-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    }

    /// The sample database that questions are asked of.
    var shop: String { "sample-dbs/shop.sqlite" }

    /// The folder of catalogs that were read, in the form that the library and the command both find.
    var cache: String { "\(scratch)/plumb" }

    /// The environment of every command: a cache of its own, and nothing of the person who runs the benchmarks.
    var environment: [String] {
        ["XDG_CACHE_HOME=\(scratch)", "HOME=\(scratch)", "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]
    }

    func remove() { try? FileManager.default.removeItem(atPath: scratch) }

    /// The first thirty questions that the project's eval set asks of the shop.
    func questions() throws -> [String] {
        struct Example: Decodable { var question: String }
        let text = try String(contentsOfFile: "evalsets/shop.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").prefix(30).map {
            try JSONDecoder().decode(Example.self, from: Data($0.utf8)).question
        }
    }
}
