internal import Foundation
internal import PlumbCore

/// When a call that failed is tried again.
struct RetryPolicy: Sendable {
    /// Times that it is tried again, at most.
    var retries: Int
    /// The longest first wait, in seconds.
    var firstSeconds = 0.5
    /// The longest wait, in seconds.
    var longestSeconds = 60.0

    /// Whether another try may go better.
    func triesAgain(_ failure: CallFailure, attempt: Int) -> Bool { attempt < retries && !failure.isFinal }

    /// How long to wait before the next try, in seconds.
    ///
    /// Exponential back-off with full jitter, so that those who failed together don't come back together:
    /// <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>. What the server asks for counts as
    /// well, up to the longest wait.
    ///
    /// - Parameters:
    ///   - attempt: how many tries have failed before this one.
    ///   - retryAfter: what the server asks for, in seconds.
    ///   - random: 0...1.
    /// - Returns: seconds.
    func wait(attempt: Int, retryAfter: Double?, random: Double) -> Double {
        let ceiling = min(longestSeconds, firstSeconds * pow(2, Double(min(attempt, 30))))
        return max(ceiling * random, min(retryAfter ?? 0, longestSeconds))
    }

    /// What a Retry-After field asks for, in seconds; nil for what is neither seconds nor a date.
    ///
    /// Source: <https://www.rfc-editor.org/rfc/rfc9110#field.retry-after>.
    static func seconds(_ field: String?, now secondsSince1970: Double) -> Double? {
        guard let text = field?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
        if let seconds = Double(text) { return seconds.isFinite ? max(0, seconds) : nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text).map { max(0, $0.timeIntervalSince1970 - secondsSince1970) }
    }
}

/// A call that failed.
struct CallFailure: Error {
    /// What is told.
    var error: PlumbError
    /// What the server asks to be left alone for, in seconds.
    var retryAfter: Double?
    /// Whether another try would fail in the same way.
    var isFinal: Bool

    /// Makes a failure, which is final by its class.
    init(_ error: PlumbError, retryAfter: Double? = nil) {
        self.error = error
        self.retryAfter = retryAfter
        isFinal = !error.code.isModelFailure || [.modelRefused, .modelContextExceeded].contains(error.code)
    }
}
