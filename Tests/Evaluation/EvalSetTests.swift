import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

import struct Foundation.Data
import class Foundation.FileManager

/// Files of examples.
struct EvalSetTests {
    private let place: ScratchDatabase

    init() throws {
        place = try ScratchDatabase()
    }

    private func set(_ text: String) throws -> EvalSet {
        let path = "\(place.folder)/music.jsonl"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try EvalSet(contentsOf: path)
    }

    private func example(_ id: String, gold: String = #"[{"sql": "SELECT 1"}]"#) -> String {
        #"{"id": "\#(id)", "database": "music", "question": "how many?", "gold": \#(gold)}"#
    }

    private func complaint(_ text: String) -> String? {
        do {
            _ = try set(text)
            return nil
        } catch {
            return (error as? PlumbError).map { "\($0.code): \($0.message)" }
        }
    }

    @Test func examplesAreReadInOrder() throws {
        let set = try set([example("b"), "", "  ", example("a")].joined(separator: "\n"))
        #expect(set.name == "music")
        #expect(set.examples.map(\.id) == ["b", "a"])
        #expect(set.examples.first?.gold.map(\.sql) == ["SELECT 1"])
        #expect(set.examples.first?.tags == nil)
    }

    @Test func linesMayEndAsOnWindows() throws {
        #expect(try set([example("a"), example("b"), ""].joined(separator: "\r\n")).examples.count == 2)
        #expect(try set("").examples.isEmpty)
    }

    @Test func whatIsNoExampleIsToldByItsLine() throws {
        for broken in [
            "{", "[]", "{}", #"{"id": "x"}"#, "x", #"{"id": 1, "database": "d", "question": "q", "gold": []}"#,
        ] {
            let message = try #require(complaint([example("a"), "", broken].joined(separator: "\n")))
            #expect(message.hasPrefix("badInput: ") && message.contains("music.jsonl, line 3: not an example"))
        }
    }

    @Test func anExampleNeedsGoldAndItsOwnName() throws {
        let noGold = try #require(complaint(example("a", gold: "[]")))
        #expect(noGold.contains("line 1: 'a' has no gold query"))
        let twice = try #require(complaint([example("a"), example("b"), example("a")].joined(separator: "\n")))
        #expect(twice.contains("line 3: 'a' stands twice"))
    }

    @Test func aMissingFileIsToldByItsPath() {
        #expect(throws: PlumbError.self) { try EvalSet(contentsOf: "\(place.folder)/nowhere.jsonl") }
    }

    @Test(arguments: Repository.sampleDatabases)
    func theProjectsOwnSetsAreRead(name: String) throws {
        let set = try EvalSet(contentsOf: Repository.root.appending(path: "evalsets/\(name).jsonl").path)
        #expect(set.name == name)
        #expect(set.examples.count >= 20)
        #expect(set.examples.allSatisfy { $0.database == name })
    }
}
