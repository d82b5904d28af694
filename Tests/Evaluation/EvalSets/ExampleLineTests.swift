import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// Examples as lines.
struct ExampleLineTests {
    @Test func fieldsComeInOrderAndEmptyOnesNot() throws {
        let line = try Example(id: "a", database: "music", question: "a/b \"c\"\n?", gold: [.init(sql: "SELECT 1")])
            .line()
        #expect(
            line == #"{"id": "a", "database": "music", "question": "a/b \"c\"\n?", "gold": [{"sql":"SELECT 1"}], "#
                + #""expected": "answer"}"#)
    }

    @Test(arguments: Repository.sampleDatabases) func linesAreReadBack(name: String) throws {
        let set = try EvalSet(contentsOf: Repository.root.appending(path: "evalsets/\(name).jsonl").path)
        for example in set.examples {
            let line = try example.line()
            #expect(try JSONDecoder().decode(Example.self, from: Data(line.utf8)) == example)
        }
    }
}
