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

    /// What the model finds wrong; nil where it finds nothing.
    func problem(of trial: Trial) async throws -> String? {
        let request = prompt.request(
            input.question, schema: PromptSchema(input.slice), reply: .json(name: "verdict", schema: Self.schema)
        ) { context in
            context.set(sql: trial.sql, result: prompt.isPrivate ? nil : trial.result)
        }
        let reply = try await prompt.reply(to: request, with: services)
        guard let verdict = try? JSONDecoder().decode(Reply.self, from: Data(reply.text.utf8)) else {
            throw PlumbError(.modelUnreadable, "the model's verdict can't be read", detail: reply.text)
        }
        if verdict.answers { return nil }
        let problem = verdict.problem?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return problem.isEmpty ? "the result may not answer the question" : problem
    }

    private struct Reply: Decodable {
        var answers: Bool
        var problem: String?
    }
}
