import Foundation
import PlumbCore
import Testing

/// Values that are written as JSON and read back.
struct CodingTests {
    private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    static let values: [SQLValue] = [
        .null, .integer(0), .integer(-1), .integer(.max), .integer(.min), .integer(1 << 53 + 1),
        .real(0), .real(2), .real(-2.5), .real(0.1), .real(1e300), .real(.leastNonzeroMagnitude), .real(.infinity),
        .real(-.infinity),
        .real(.greatestFiniteMagnitude), .real(9_007_199_254_740_992), .text(""), .text("NULL"), .text("12"),
        .text("O'Brien \"x\" \\ \u{0}\u{1F600} Zürich 東京 שלום"), .blob([]), .blob([0, 127, 128, 255]),
    ]

    @Test(arguments: values)
    func aValueIsReadBackAsItWas(value: SQLValue) throws {
        #expect(try roundTrip([value]) == [value])
        #expect(try roundTrip(["key": value]) == ["key": value])
    }

    @Test func minusZeroAndNotANumberSurvive() throws {
        guard case .real(let zero) = try roundTrip(SQLValue.real(-0.0)) else {
            Issue.record("-0.0 became another kind of value")
            return
        }
        #expect(zero == 0 && zero.sign == .minus)
        guard case .real(let number) = try roundTrip(SQLValue.real(.nan)) else {
            Issue.record("NaN became another kind of value")
            return
        }
        #expect(number.isNaN)
    }

    @Test(arguments: [#"{"blob": "0"}"#, #"{"blob": "zz"}"#, #"{"blob": "é0"}"#, #"{"other": 1}"#, "[1]", "{}"])
    func otherFormsAreNoValues(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(SQLValue.self, from: Data(text.utf8)) }
    }

    @Test func blobsAreHexadecimal() throws {
        let text = String(decoding: try JSONEncoder().encode(SQLValue.blob([1, 171])), as: UTF8.self)
        #expect(text == #"{"blob":"01ab"}"#)
        #expect(try JSONDecoder().decode(SQLValue.self, from: Data(#"{"blob":"01AB"}"#.utf8)) == .blob([1, 171]))
    }

    @Test(arguments: [
        TableName("singer"), TableName(""), TableName("order details"), TableName("a.b"), TableName("t", schema: "s"),
        TableName("t", schema: ""), TableName("シンガー", schema: "ä"),
    ])
    func aTableNameIsReadBackAsItWas(name: TableName) throws {
        #expect(try roundTrip(name) == name)
        #expect(try roundTrip([ColumnReference(name, "c")]) == [ColumnReference(name, "c")])
    }

    @Test func aNameWithoutSchemaIsAString() throws {
        #expect(String(decoding: try JSONEncoder().encode(TableName("singer")), as: UTF8.self) == #""singer""#)
    }

    @Test func namesWithAndWithoutSchemaDiffer() {
        #expect(TableName("b", schema: "a") != TableName("a.b"))
        #expect([TableName("b", schema: "a"), "c", "a"].sorted() == ["a", "c", TableName("b", schema: "a")])
        #expect(TableName("b", schema: "a").description == "a.b")
    }

    @Test func everyVerdictIsReadBackAsItWas() throws {
        let result = QueryResult(
            columns: [ResultColumn(name: "n", declaredType: "INT"), ResultColumn(name: "n")],
            rows: [[.integer(1), .null], [.real(1), .blob([9])]], isComplete: false)
        let verdicts: [Verdict] = [
            .accepted(
                AcceptedQuery(
                    sql: "SELECT 1", candidate: 1, confidence: 0.5, assumptions: ["a"], warnings: ["w"], result: result,
                    rejected: [RejectedCandidate(candidate: 0, reason: "r")])),
            .repair(RepairFeedback(sql: "SELECT", problem: "p")),
            .clarify(
                Clarification(
                    question: "?", unplacedWords: ["x"], known: ["t"],
                    guess: Candidate(sql: "SELECT 2", confidence: 0.1, assumptions: []))),
            .clarify(Clarification(question: "?", unplacedWords: [], known: [])),
            .refuse(reason: "no"), .fail(reason: "why"),
        ]
        #expect(try roundTrip(verdicts) == verdicts)
    }

    @Test func aLastVerdictTellsWhetherThereIsAnAnswer() {
        let accepted = AcceptedQuery(
            sql: "SELECT 1", candidate: 0, confidence: 0.5, result: QueryResult(columns: [], rows: []))
        let answer = Answer(question: Question("?"), verdict: .accepted(accepted), stages: [])
        #expect(answer.sql == "SELECT 1" && answer.confidence == 0.5 && answer.result != nil)
        let none = Answer(question: Question("?"), verdict: .refuse(reason: "no"), stages: [])
        #expect(none.sql == nil && none.confidence == 0 && none.result == nil)
    }

    @Test func aQuestionIsReadBackAsItWas() throws {
        let question = Question(
            "and in France?", evidence: "hint", earlier: [.init(question: "how many?", sql: nil)],
            askedOn: CalendarDate(year: 2024, month: 2, day: 29))
        #expect(try roundTrip(question) == question)
    }
}
