import Foundation
import PlumbCore
import PlumbPipeline
import TestSupport

@testable import PlumbEvaluation

/// A suite whose runs go over a small database of singers.
protocol SingerRuns {
    /// The database, in the folder of the test.
    var database: ScratchDatabase { get }
}

extension SingerRuns {
    /// Makes the database, and more in it.
    static func makeDatabase(_ more: String = "") throws -> ScratchDatabase {
        try ScratchDatabase(
            """
            CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, age INTEGER);
            INSERT INTO singer VALUES (1, 'Ada', 'France', 40), (2, 'Bob', 'Spain', 30), (3, 'Cid', 'France', 20);
            """ + more, name: "music")
    }

    /// An eval set of some lines.
    func set(_ lines: String) throws -> EvalSet {
        let file = "\(database.folder)/singers.jsonl"
        try lines.write(toFile: file, atomically: true, encoding: .utf8)
        return try EvalSet(contentsOf: file)
    }

    /// A run that is to be started.
    func run(
        _ store: RunStore, _ pipeline: Pipeline = .builtIn(), _ change: (inout EvalRun.Options) -> Void = { _ in }
    ) throws -> EvalRun {
        var options = EvalRun.Options(jobs: 2, version: "test")
        change(&options)
        return EvalRun(pipeline, store: store, databases: try DatabaseSource(database.folder), options: options)
    }

    /// What a run comes to, times left out.
    func figures(_ record: RunRecord) throws -> String {
        var summary = record.summary
        summary.latency = nil
        for place in summary.stages.indices { summary.stages[place].seconds = nil }
        return try RunStore.text(summary)
    }
}
