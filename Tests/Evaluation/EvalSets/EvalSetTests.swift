import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

import struct Foundation.Data
import class Foundation.FileManager
import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

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

    private func example(_ id: String, gold: String = #"[{"sql": "SELECT 1"}]"#, more: String = "") -> String {
        #"{"id": "\#(id)", "database": "music", "question": "how many?", "gold": \#(gold)\#(more)}"#
    }

    private func complaint(_ text: String) -> PlumbError? {
        do {
            _ = try set(text)
            return nil
        } catch {
            return error as? PlumbError
        }
    }

    @Test func examplesAreReadInOrder() throws {
        let set = try set([example("b"), "", "  ", example("a")].joined(separator: "\n"))
        #expect(set.name == "music")
        #expect(set.examples.map(\.id) == ["b", "a"])
        #expect(set.examples.first?.gold.map(\.sql) == ["SELECT 1"])
    }

    @Test func whatIsLeftOutHasItsDefault() throws {
        let example = try #require(try set(example("a")).examples.first)
        #expect(example == Example(id: "a", database: "music", question: "how many?", gold: [.init(sql: "SELECT 1")]))
        #expect(example.expected == .answer && example.tags.isEmpty && example.turns.isEmpty && example.stages == nil)
    }

    @Test func everyFieldIsRead() throws {
        let text = """
            {"id": "a", "database": "music", "question": "and in France?", "evidence": "FR is France", \
            "turns": [{"question": "how many singers?", "sql": "SELECT count(*) FROM singer"}, {"question": "well?"}], \
            "gold": [{"sql": "SELECT 1", "source": "author", "reading": "all of them", "dialect": "postgres"}], \
            "tags": ["filter", "voice-terse"], "difficulty": "hard", "expected": "answer", "contract": "strict", \
            "group": "g1", "reason": "a follow-up", "stages": {"tables": ["singer"], "columns": ["singer.country"], \
            "values": [{"words": "France", "column": "singer.country", "value": "FR"}]}}
            """
        let read = try #require(try set(text).examples.first)
        let country = ColumnReference("singer", "country")
        let expected = Example(
            id: "a", database: "music", question: "and in France?", evidence: "FR is France",
            turns: [
                .init(question: "how many singers?", sql: "SELECT count(*) FROM singer"),
                .init(question: "well?", sql: nil),
            ],
            gold: [.init(sql: "SELECT 1", source: "author", reading: "all of them", dialect: .postgres)],
            tags: ["filter", "voice-terse"], difficulty: "hard", contract: .strict, group: "g1", reason: "a follow-up",
            stages: GoldStages(
                tables: ["singer"], columns: [country],
                values: [.init(words: "France", column: country, value: .text("FR"))]))
        #expect(read == expected)
        #expect(read.asked == Question(read.question, evidence: read.evidence, earlier: read.turns))
        #expect(try JSONDecoder().decode(Example.self, from: JSONEncoder().encode(read)) == read)
    }

    @Test func whatIsNotToBeAnsweredNeedsNoGold() throws {
        let line = #"{"id": "a", "database": "music", "question": "who is best?", "expected": "clarify"}"#
        #expect(try set(line).examples.first?.expected == .clarify)
        #expect(
            try set(example("a", gold: "[]", more: #", "expected": "refuse""#)).examples.first?.gold.isEmpty == true)
    }

    @Test func linesMayEndAsOnWindows() throws {
        #expect(try set([example("a"), example("b"), ""].joined(separator: "\r\n")).examples.count == 2)
        #expect(try set("").examples.isEmpty)
    }

    @Test func theHashIsThatOfTheBytes() throws {
        #expect(try set("").hash == "cbf29ce484222325")
        let hash = try set(example("a")).hash
        #expect(try hash == set(example("a")).hash && hash != set(example("a") + "\n").hash && hash.count == 16)
    }

    @Test(arguments: [
        ("{", "the line is not JSON"), ("x", "the line is not JSON"), ("[]", "the line is not an object"),
        ("{}", "'id' is missing"), (#"{"id": "x"}"#, "'database' is missing"),
        (#"{"id": 1, "database": "d", "question": "q", "gold": []}"#, "'id' is not text"),
        (#"{"id": " ", "database": "d", "question": "q", "gold": []}"#, "'id' is blank"),
        (#"{"id": "x", "database": "d", "question": "q"}"#, "'gold' is missing"),
        (#"{"id": "x", "database": "d", "question": "q", "gold": "SELECT 1"}"#, "'gold' is not a list"),
        (#"{"id": "x", "database": "d", "question": "q", "gold": ["SELECT 1"]}"#, "'gold[0]' is not an object"),
        (#"{"id": "x", "database": "d", "question": "q", "gold": [{"sql": "1"}, {}]}"#, "'gold[1].sql' is missing"),
    ])
    func whatIsNoExampleIsToldByItsLineAndField(broken: String, message: String) throws {
        let error = try #require(complaint([example("a"), "", broken].joined(separator: "\n")))
        #expect(error.code == .badInput)
        #expect(error.message.hasSuffix("music.jsonl, line 3: \(message)"))
        #expect(error.suggestion != nil)
    }

    @Test(
        arguments: [
            (#", "expected": "maybe""#, "'expected' is 'maybe'", "Write answer, clarify or refuse."),
            (#", "difficulty": "extra""#, "'difficulty' is 'extra'", "Write easy, medium or hard."),
            (#", "contract": "exact""#, "'contract' is 'exact'", "Write spider, bird or strict."),
            (#", "stages": {"columns": ["name"]}"#, "'name' names no column of a table", "Write table.column."),
            (#", "turns": [{"sql": "SELECT 1"}]"#, "'turns[0].question' is missing", nil),
        ] as [(String, String, String?)])
    func aWrongValueIsToldWithWhatIsAllowed(more: String, message: String, suggestion: String?) throws {
        let error = try #require(complaint(example("a", more: more)))
        #expect(error.message.hasSuffix("music.jsonl, line 1: \(message)"))
        if let suggestion { #expect(error.suggestion == suggestion) }
    }

    @Test func noSwiftTypeIsNamed() throws {
        for broken in [
            #"{"id": {}}"#, #"{"id": null}"#, example("a", gold: "3"), example("a", more: #", "tags": "x""#),
        ] {
            let error = try #require(complaint(broken))
            #expect(!error.description.contains("Swift") && !error.description.contains("Array"))
            #expect(!error.description.contains("String"))
        }
    }

    @Test func anExampleNeedsGoldAndItsOwnName() throws {
        let noGold = try #require(complaint(example("a", gold: "[]")))
        #expect(noGold.message.contains("line 1: 'a' has no gold query"))
        let twice = try #require(complaint([example("a"), example("b"), example("a")].joined(separator: "\n")))
        #expect(twice.message.contains("line 3: 'a' stands in line 1 already"))
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
