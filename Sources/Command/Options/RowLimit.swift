internal import ArgumentParser

/// How many rows to show: a number, or `all`.
enum RowLimit: ExpressibleByArgument, Hashable, Sendable {
    case rows(Int)
    case all

    init?(argument: String) {
        if argument == "all" {
            self = .all
        } else if let number = Int(argument), number >= 1 {
            self = .rows(number)
        } else {
            return nil
        }
    }

    /// The number; nil for all.
    var rows: Int? {
        if case .rows(let number) = self { number } else { nil }
    }
}
