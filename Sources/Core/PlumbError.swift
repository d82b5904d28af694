/// What went wrong, said so that a person can mend it.
///
/// `description` names what was wrong, where, and what to do; it is safe to show and to log.
/// `debugDescription` adds what the layer below said.
public struct PlumbError: Error, Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What kind of thing went wrong; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Storage: String {
            case badInput, databaseUnavailable, queryFailed, refused, limitExceeded, cancelled, contractViolated
            case modelUnreachable, modelTimeout, modelRateLimited, modelOverloaded, modelCutShort, modelUnreadable
            case modelRefused, modelContextExceeded, budgetSpent, replayMissing
        }

        private let storage: Storage

        /// What the caller gave can't be used: an option, a file, a configuration.
        public static let badInput = Code(storage: .badInput)
        /// The database can't be opened or read.
        public static let databaseUnavailable = Code(storage: .databaseUnavailable)
        /// The database could not run a query.
        public static let queryFailed = Code(storage: .queryFailed)
        /// The query is not permitted.
        public static let refused = Code(storage: .refused)
        /// A limit on time, rows, bytes or work was reached.
        public static let limitExceeded = Code(storage: .limitExceeded)
        /// The task was cancelled.
        public static let cancelled = Code(storage: .cancelled)
        /// A stage's output does not fulfil its contract.
        public static let contractViolated = Code(storage: .contractViolated)

        /// No connection to a model's server could be made, or it was lost before a reply began.
        public static let modelUnreachable = Code(storage: .modelUnreachable)
        /// A model did not reply in time.
        public static let modelTimeout = Code(storage: .modelTimeout)
        /// A provider takes no more calls for now (429).
        public static let modelRateLimited = Code(storage: .modelRateLimited)
        /// A model's server failed (408, 409, 5xx).
        public static let modelOverloaded = Code(storage: .modelOverloaded)
        /// A reply ended before it was complete.
        public static let modelCutShort = Code(storage: .modelCutShort)
        /// A reply is not in the form that was asked for, or not in the provider's.
        public static let modelUnreadable = Code(storage: .modelUnreadable)
        /// A provider does not take the call: a wrong key, an unknown model, a request it can't read (4xx); or it is not
        /// trusted.
        public static let modelRefused = Code(storage: .modelRefused)
        /// What was asked is longer than the model can read.
        public static let modelContextExceeded = Code(storage: .modelContextExceeded)
        /// A budget of calls, tokens, money or time is spent.
        public static let budgetSpent = Code(storage: .budgetSpent)
        /// Only recorded replies may be used, and there is none for this call.
        public static let replayMissing = Code(storage: .replayMissing)

        /// Whether a model failed to reply: the question may still be answered another time, or by another model.
        public var isModelFailure: Bool {
            switch storage {
            case .modelUnreachable, .modelTimeout, .modelRateLimited, .modelOverloaded, .modelCutShort,
                .modelUnreadable, .modelRefused, .modelContextExceeded:
                true
            default: false
            }
        }

        /// The code as one word.
        public var description: String { storage.rawValue }
    }

    /// What kind of thing went wrong.
    public var code: Code

    /// One or two sentences: what was wrong and where.
    public var message: String

    /// What to do about it; nil where nothing better than the message can be said.
    public var suggestion: String?

    /// What the layer below said, for a developer.
    public var detail: String?

    /// Makes an error.
    public init(_ code: Code, _ message: String, suggestion: String? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
        self.detail = detail
    }

    /// The message and what to do.
    public var description: String {
        suggestion.map { "\(message)\n\($0)" } ?? message
    }

    /// Everything that is known.
    public var debugDescription: String {
        "\(code): \(description)" + (detail.map { "\n[\($0)]" } ?? "")
    }
}
