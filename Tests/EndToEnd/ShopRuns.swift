import Foundation
import Testing

/// A suite that runs `plumb eval` over the sample database.
protocol ShopRuns {
    /// The folder of the test, in which `databases` holds the sample database.
    var workplace: Workplace { get }
}

extension ShopRuns {
    /// Makes the folder.
    static func makeWorkplace() throws -> Workplace {
        let workplace = try Workplace()
        let folder = URL(filePath: workplace.path("databases"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: URL(filePath: workplace.database), to: folder.appending(path: "shop.sqlite"))
        return workplace
    }

    /// Writes a file.
    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: workplace.path(name), atomically: true, encoding: .utf8)
    }

    /// The figures of a store's latest run, without what depends on the clock.
    func figures(_ store: String) throws -> String {
        let run = try PipedRun(["report", "last", "--json", "-", "--store", store], in: workplace)
        #expect(run.code == 0, "\(run.messages)")
        return run.output.replacing(
            /"(cost|latency|seconds|secondsByStage|startedAt|id)":("[^"]*"|\{[^}]*\}|[0-9.eE+-]+)/, with: "")
    }
}
