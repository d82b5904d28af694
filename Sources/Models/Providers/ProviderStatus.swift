internal import PlumbCore

/// What the status of a response says of a failure.
enum ProviderStatus {
    /// The class of failure that a status stands for.
    static func code(_ status: Int) -> PlumbError.Code {
        switch status {
        case 429: .modelRateLimited
        case 413: .modelContextExceeded
        // What a server was not built for it won't do the next time either.
        case 501, 505: .modelRefused
        case 408, 409, 425, 500...: .modelOverloaded
        default: .modelRefused
        }
    }

    /// Whether a message says that the prompt is too long, as servers do that have no code for it.
    static func speaksOfContext(_ message: String) -> Bool {
        let message = message.lowercased()
        return ["context length", "context size", "context window", "prompt is too long", "maximum context"]
            .contains { message.contains($0) }
    }
}
