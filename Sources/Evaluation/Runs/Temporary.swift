internal import PlumbCore
extension Example {
    var asked: Question { Question(question, evidence: evidence) }
    var expectation: ExampleRecord.Expectation { ExampleRecord.Expectation(rawValue: expected ?? "answer") ?? .answer }
    var group: String? { nil }
}
extension Example.Gold { var reading: String? { nil } }
extension EvalSet { var hash: String { "0" } }
