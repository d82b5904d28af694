import Foundation
import PlumbCore
import PlumbEvaluation
import TestSupport
import Testing

/// Files of gold queries and predictions.
struct PairFilesTests {
    private let place: ScratchDatabase

    init() throws { place = try ScratchDatabase() }

    private func pairs(_ gold: String, _ predictions: String) throws -> [QueryPair] {
        let paths = ["\(place.folder)/gold", "\(place.folder)/predictions"]
        try gold.write(toFile: paths[0], atomically: true, encoding: .utf8)
        try predictions.write(toFile: paths[1], atomically: true, encoding: .utf8)
        return try PairFiles.pairs(gold: paths[0], predictions: paths[1])
    }

    private func complaint(_ gold: String, _ predictions: String) -> String? {
        do {
            _ = try pairs(gold, predictions)
            return nil
        } catch {
            return (error as? PlumbError).flatMap { $0.code == .badInput ? $0.message : nil }
        }
    }

    @Test func spidersFilesAreRead() throws {
        let pairs = try pairs("SELECT 1\tone\r\nSELECT 2\ttwo\n", "SELECT a\nSELECT b\tignored\n")
        #expect(pairs.map(\.gold) == ["SELECT 1", "SELECT 2"])
        #expect(pairs.map(\.prediction) == ["SELECT a", "SELECT b"])
        #expect(pairs.map(\.database) == ["one", "two"])
        #expect(pairs.map(\.place) == [1, 2])
        #expect(pairs.allSatisfy { $0.session == nil })
    }

    @Test func aBlankLineIsNoPrediction() throws {
        let pairs = try pairs("SELECT 1\ta\nSELECT 2\ta\nSELECT 3\ta\n", "\nx\n\n\n")
        #expect(pairs.map(\.prediction) == ["", "x", ""])
    }

    @Test func blankLinesOfGoldPartSessions() throws {
        let pairs = try pairs("A\td\nB\td\n\nC\td\n\n", "a\nb\n\nc\n")
        #expect(pairs.map(\.session) == [1, 1, 2])
        #expect(pairs.map(\.turn) == [1, 2, 1])
        #expect(pairs.map(\.prediction) == ["a", "b", "c"])
        #expect(complaint("A\td\nB\td\n\nC\td\n", "a\n\nb\nc\n")?.contains("parts its sessions elsewhere") == true)
    }

    @Test func birdsFilesAreRead() throws {
        let json = #"{"1": "SELECT b\t----- bird -----\ttwo", "0": "SELECT 'ü'\t----- bird -----\tone", "2": 0}"#
        let pairs = try pairs("G\tone\nH\ttwo\nI\tthree", json)
        #expect(pairs.map(\.prediction) == ["SELECT 'ü'", "SELECT b", ""])
        #expect(pairs.map(\.database) == ["one", "two", "three"])
        let both = try self.pairs(#"{"0": "G\t----- bird -----\tone"}"#, "P\n")
        #expect(both.map(\.database) == ["one"])
    }

    @Test(arguments: [
        ("SELECT 1\ta\n", "x\ny\n", "1 queries"), ("SELECT 1\n", "x\n", "line 1: no database is named"),
        ("\ta\n", "x\n", "line 1: there is no query"), ("SELECT 1\ta", "{\"0\": ", "is not predictions in BIRD's form"),
        ("SELECT 1\ta", #"{"1": "x"}"#, "number 0 is missing"),
        ("SELECT 1\ta", #"{"x": "y"}"#, "is not predictions in BIRD's form"),
        ("SELECT 1\ta", "", "0"), ("", "", "holds no query"), ("\n\n", "\n", "holds no query"),
        ("SELECT 1\ta", #"["SELECT 1"]"#, "is a JSON list"), (#"[{"SQL": "SELECT 1"}]"#, "x", "is a JSON list"),
    ])
    func whatIsWrongIsTold(gold: String, predictions: String, words: String) throws {
        #expect(try #require(complaint(gold, predictions)).contains(words))
    }

    @Test func aQueryOfGoldMayHoldTabs() throws {
        let pairs = try pairs("SELECT\t1\ta\nSELECT 2\tb\n", "x\ny\n")
        #expect(pairs.map(\.gold) == ["SELECT\t1", "SELECT 2"] && pairs.map(\.database) == ["a", "b"])
    }

    @Test func aMarkOfByteOrderIsNoPartOfAFile() throws {
        let lines = try pairs("\u{FEFF}SELECT 1\ta\n", "\u{FEFF}SELECT 2\n")
        #expect(lines.map(\.gold) == ["SELECT 1"] && lines.map(\.prediction) == ["SELECT 2"])
        #expect(try pairs("SELECT 1\ta\n", "\u{FEFF}{\"0\": \"SELECT 2\"}").map(\.prediction) == ["SELECT 2"])
    }

    @Test func whyAFileCannotBeReadIsTold() throws {
        do {
            _ = try PairFiles.pairs(gold: place.folder, predictions: place.folder)
            Issue.record("a folder was read")
        } catch {
            #expect(error.message.contains("can't be read: Is a directory"))
        }
    }

    /// What a shell makes of `<(…)` and of `/dev/stdin`.
    @Test func aPipeIsRead() throws {
        let path = "\(place.folder)/gold"
        try "SELECT 1\ta\n".write(toFile: path, atomically: true, encoding: .utf8)
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data("SELECT 2\n".utf8))
        try pipe.fileHandleForWriting.close()
        let name = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try PairFiles.pairs(gold: path, predictions: name).map(\.prediction) == ["SELECT 2"])
    }

    @Test func aMissingFileIsToldByItsPath() {
        #expect(throws: PlumbError.self) {
            try PairFiles.pairs(gold: "\(place.folder)/nowhere", predictions: "\(place.folder)/nowhere")
        }
    }
}
