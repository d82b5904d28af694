internal import PlumbCore
internal import PlumbSQL

/// What is wrong with one query, and where.
struct SQLFailure: Error, Sendable {
    /// Something wrong at one place of the text.
    struct Place: Sendable {
        var message: String
        /// 1-based; nil where the whole text is meant.
        var line: Int?
        /// 1-based, in characters.
        var column: Int?
        /// The line of the text with a caret below it.
        var excerpt: String?
        /// What to do about it.
        var suggestion: String?
    }

    /// At least one.
    var places: [Place]

    /// How the command ends.
    var outcome: Outcome = .unanswered

    init(_ error: SQLSyntaxError) {
        places = [Place(message: error.message, line: error.line, column: error.column, excerpt: error.excerpt)]
    }

    init(_ error: PlumbError) {
        places = [Place(message: error.message, suggestion: error.suggestion)]
        outcome = Outcome(of: error)
    }

    init(_ message: String) {
        places = [Place(message: message)]
    }

    /// For people, each place on lines of its own.
    var text: String {
        places.map { place in
            let lead = place.line.map { "line \($0), column \(place.column ?? 1): " } ?? ""
            let message = lead + place.message + (place.excerpt.map { "\n" + Self.indented($0) } ?? "")
            return message + (place.suggestion.map { "\n" + $0 } ?? "")
        }.joined(separator: "\n")
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
    }

    /// For programs: the first place.
    var json: JSONValue {
        let first = places.first
        return .object([
            ("message", .string(first?.message ?? "")), ("line", first?.line.map { .integer($0) }),
            ("column", first?.column.map { .integer($0) }), ("suggestion", first?.suggestion.map { .string($0) }),
        ])
    }
}
