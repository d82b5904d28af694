internal import PlumbCore
internal import PlumbReports

/// Says that a model could be asked, to a person who has a key for one and named none.
enum ModelHint {
    /// The variables that providers' keys are in, with the options that name a model of theirs.
    private static let keys = [
        (variable: "OPENAI_API_KEY", options: "--model NAME"),
        (variable: "ANTHROPIC_API_KEY", options: "--model NAME --provider anthropic"),
    ]

    /// Says so, in one line; nothing where there is no key.
    static func say(on console: Console) {
        guard let key = keys.first(where: { Environment.value($0.variable)?.isEmpty == false }) else { return }
        console.say(
            console.messages.screen.coloring(
                .faint, "No model is asked, although \(key.variable) is set: \(key.options) asks one.") + "\n")
    }
}
