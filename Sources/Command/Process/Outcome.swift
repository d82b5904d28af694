internal import ArgumentParser
internal import PlumbCore

/// How a command ended, as its exit code.
enum Outcome: Int32, CaseIterable {
    case answered = 0
    case unanswered = 1
    case refused = 2
    case databaseError = 3
    case modelError = 4
    case badUsage = 64
    case fault = 70
    case outputFailed = 74
    case interrupted = 130

    /// What the code means, in the words of the help.
    var meaning: String {
        switch self {
        case .answered: "answered"
        case .unanswered: "no confident answer"
        case .refused: "refused: what was asked is not permitted"
        case .databaseError: "the database can't be read, or a query failed or reached its limit"
        case .modelError: "a model gave no reply, or its budget is spent"
        case .badUsage: "bad usage"
        case .fault: "a fault in Plumb itself"
        case .outputFailed: "the output can't be written"
        case .interrupted: "interrupted; 143 by SIGTERM, 129 by SIGHUP"
        }
    }

    /// The codes and their meanings, a line each, for the help.
    static var documentation: String {
        allCases.map { code in
            let number = String(code.rawValue)
            return number + String(repeating: " ", count: 5 - number.count) + code.meaning
        }.joined(separator: "\n  ")
    }

    /// What an error comes to.
    init(of error: any Error) {
        switch error {
        case is CancellationError: self = .interrupted
        case OutputError.closed: self = .answered
        case is OutputError: self = .outputFailed
        case let error as PlumbError:
            switch error.code {
            case .badInput: self = .badUsage
            case .refused: self = .refused
            case .cancelled: self = .interrupted
            case .contractViolated: self = .fault
            case .budgetSpent, .replayMissing: self = .modelError
            default: self = error.code.isModelFailure ? .modelError : .databaseError
            }
        default: self = .fault
        }
    }

    /// The error that makes ArgumentParser end with this code.
    var exitCode: ExitCode { ExitCode(rawValue) }
}
