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
            if arguments == [Parsing.argument] {
                let place = try Place()
                defer { place.remove() }
                for line in try Parsing(place).lines() { print(line) }
            } else {
                try await measure()
            }
        } catch {
            try FileHandle.standardError.write(contentsOf: Data("benchmarks: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func measure() async throws {
        let place = try Place()
        defer { place.remove() }
        print("| what | measured | goal | |")
        print("| --- | --- | --- | --- |")
        // Before everything that takes memory in this process.
        for line in try MillionRows(place).lines() { print(line) }
        for line in try WholeProcess(place).lines() { print(line) }
        for line in try Scoring(place).lines() { print(line) }
        for line in try Parsing(place).lines() { print(line) }
        for line in try FirstQuery(place).lines() { print(line) }
        for line in try await OpenSession(place).lines() { print(line) }
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

    /// The questions that the project's eval set asks of the shop.
    func questions() throws -> [String] {
        struct Example: Decodable { var question: String }
        let text = try String(contentsOfFile: "evalsets/shop.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(Example.self, from: Data($0.utf8)).question
        }
    }
}
