internal import Foundation
internal import PlumbCore
internal import PlumbPrompts

/// Asks a model whether a result answers the question.
struct ResultJudge {
    let prompt: ModelPrompt
    let input: ExecutionCheck.Input
    let services: StageServices

    private static let schema = """
        {"type":"object","properties":{"answers":{"type":"boolean"},"problem":{"type":"string"}},\
        "required":["answers","problem"],"additionalProperties":false}
        """

    /// What a judge says.
    enum Finding {
        case nothing
        case problem(String)
        /// Its reply was no verdict, even when it was asked again: an answer is not lost for that.
        case unreadable
    }

    /// What the model finds wrong.
    ///
    /// - Throws: `PlumbError` where it gives no reply.
    func finding(on trial: Trial) async throws -> Finding {
        let request = prompt.request(
            input.question, schema: PromptSchema(input.slice), reply: .json(name: "verdict", schema: Self.schema)
        ) { context in
            context.set(sql: trial.sql, result: prompt.isPrivate ? nil : trial.result)
        }
        let reply: ChatReply
        do {
            reply = try await prompt.reply(to: request, with: services)
        } catch let error as PlumbError where error.code == .modelUnreadable {
            return .unreadable
        }
        guard let verdict = try? JSONDecoder().decode(Reply.self, from: Data(reply.text.utf8)) else {
            return .unreadable
        }
        if verdict.answers { return .nothing }
        let problem = verdict.problem?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return .problem(problem.isEmpty ? "the result may not answer the question" : problem)
    }

    private struct Reply: Decodable {
        var answers: Bool
        var problem: String?
    }
}
