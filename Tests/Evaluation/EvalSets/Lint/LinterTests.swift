import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// Rules together, and the project's own sets.
struct LinterTests {
    @Test func everyRuleHasItsOwnName() {
        let names = Linter.rules.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
    }

    @Test func anUnknownRuleIsRefused() {
        #expect(throws: PlumbError.self) {
            try Linter(rules: ["gold-rush"], databases: nil, thousandsOfSteps: 1, jobs: 1)
        }
    }

    @Test func withoutDatabasesNothingIsRun() async throws {
        let place = try ScratchDatabase()
        let path = "\(place.folder)/set.jsonl"
        let lines = try ["SELECT * FROM nowhere", "SELEC 1", "DROP TABLE singer"].enumerated().map {
            try LintCase.line([$1], id: "\($0)", question: "\($0)")
        }
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let linter = try Linter(databases: nil, thousandsOfSteps: 1, jobs: 1)
        let findings = try await linter.findings(in: [try EvalSetFile(contentsOf: path)])
        #expect(findings.map(\.rule) == ["gold-fails", "gold-writes"])
        #expect(findings.map(\.line) == [2, 3])
    }

    @Test func postgresQueriesAreReadAndNotRun() async throws {
        let line =
            #"{"id": "a", "database": "music", "question": "who?", "gold": [{"sql": "SELECT '1'::int", "dialect": "postgres"}]}"#
        for rule in ["gold-fails", "unknown-names", "gold-writes"] {
            #expect(try await LintCase().findings(rule, in: [line]).isEmpty)
        }
    }

    @Test(arguments: Repository.sampleDatabases) func theProjectsOwnSetsHoldNoErrors(name: String) async throws {
        let database = try Repository.sample(name)
        let linter = try Linter(
            databases: try DatabaseFolder(database.folder), thousandsOfSteps: 1_000_000, jobs: 2)
        let file = try EvalSetFile(contentsOf: Repository.root.appending(path: "evalsets/\(name).jsonl").path)
        let findings = try await linter.findings(in: [file])
        #expect(findings.filter { $0.level == .error }.isEmpty)
        #expect(findings.filter { ["gold-ties", "gold-order", "gold-empty"].contains($0.rule) }.isEmpty)
    }
}
