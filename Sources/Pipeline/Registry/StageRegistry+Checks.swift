internal import PlumbCore
internal import PlumbExecutionCheck

extension StageRegistry {
    /// How queries can be checked: as ever, or with steps, of which `use` names one or several.
    static var executionChecks: [StageImplementation] {
        [
            check(
                "guarded", "Runs permitted queries within limits, and doubts results as an analyst would.", steps: [],
                parameters: [])
        ] + steps.map { check($0.name, $0.summary, steps: [$0.name], parameters: $0.parameters) }
    }

    /// An execution check of several steps; nil where one of them is none.
    static func check(steps names: [String]) -> StageImplementation? {
        let chosen = names.compactMap { name in steps.first { $0.name == name } }
        guard chosen.count == names.count, Set(names).count == names.count, !names.isEmpty else { return nil }
        return check(
            names.joined(separator: ", "), chosen.map(\.summary).joined(separator: " "), steps: names,
            parameters: chosen.flatMap(\.parameters))
    }

    private static let steps: [(name: String, summary: String, parameters: [Parameter])] = [
        (
            "mend", "Puts nearly right queries right, by rules and without a model.",
            [
                Parameter(
                    "mend_rules", .choices(MendRules.all.map(\.name)), standard: .list(MendRules.standard.map(\.name)),
                    "The rules, of which plumb sql mend --list tells more.")
            ]
        ),
        ("vote", "Runs all candidates, and takes the result that most of their weight is behind.", []),
        (
            "judge", "A model compares the result with the question.",
            PromptParameters.all(prompt: "judge", maximumTokens: 150).map { parameter in
                var parameter = parameter
                parameter.name = "judge_" + parameter.name
                return parameter
            }
        ),
        (
            "repair",
            "Sends a query that fails back to synthesis with what is wrong, and a result that a judge objects to.",
            [
                Parameter(
                    "repair_doubts", .boolean, standard: .boolean(false),
                    "Send a result that is doubted back, too, such as one without rows.")
            ]
        ),
    ]

    private static let shared = [
        Parameter(
            "accepts_guess", .boolean, standard: .boolean(false), "Answer with a best guess instead of asking back."),
        Parameter(
            "minimum_confidence", .number(0...1), standard: .number(0.1),
            "Below this confidence the person is asked back."),
    ]

    private static func check(
        _ name: String, _ summary: String, steps: [String], parameters: [Parameter]
    ) -> StageImplementation {
        StageImplementation(.executionCheck, name, summary, parameters: shared + parameters) {
            values, surroundings throws(PlumbError) in
            var chosen = CheckSteps(
                votes: steps.contains("vote"), repairs: steps.contains("repair"),
                repairsDoubts: steps.contains("repair") && values.boolean("repair_doubts"))
            if steps.contains("mend") { chosen.mend = values.list("mend_rules") ?? [] }
            if steps.contains("judge") {
                chosen.judge = try PromptParameters.prompt(values.without(prefix: "judge_"), surroundings)
            }
            return .executionCheck(
                GuardedExecutionCheck(
                    acceptsGuess: surroundings.acceptsGuess || values.boolean("accepts_guess"),
                    previewRows: surroundings.previewRows,
                    minimumConfidence: values.number("minimum_confidence") ?? 0.1, steps: chosen))
        }
    }
}
