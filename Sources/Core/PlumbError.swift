/// What went wrong, said so that a person can mend it.
///
/// `description` names what was wrong, where, and what to do; it is safe to show and to log.
/// `debugDescription` adds what the layer below said.
public struct PlumbError: Error, Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What kind of thing went wrong; new kinds may be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Storage: String {
            case badInput, databaseUnavailable, queryFailed, refused, limitExceeded, cancelled, contractViolated
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
