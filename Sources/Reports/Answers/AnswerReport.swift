public import PlumbCore

/// What an answer says besides its rows: its query, how sure it is, what it assumed, or why there is none.
public struct AnswerReport: Sendable {
    /// Below this confidence an answer is called unsure.
    public static let unsureBelow = 0.6

    private let answer: Answer
    private let prettySQL: @Sendable (String) -> String

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - answer: the answer.
    ///   - prettySQL: lays a query out over several lines.
    public init(_ answer: Answer, prettySQL: @escaping @Sendable (String) -> String) {
        self.answer = answer
        self.prettySQL = prettySQL
    }

    /// The accepted query between empty lines; empty where there is none.
    public func query(for screen: Screen) -> String {
        guard let sql = answer.sql else { return "" }
        var lines = Lines(for: screen)
        lines.add()
        lines.add(sql: prettySQL(sql), indent: 2)
        lines.add()
        return lines.text
    }

    /// What stands below the rows: their number, the confidence, assumptions and warnings.
    ///
    /// - Parameters:
    ///   - rows: the rows that were shown; nil where the query was shown instead.
    ///   - screen: where the text will be read.
    /// - Returns: whole lines; empty where there is no accepted query.
    public func summary(of rows: ShownRows?, for screen: Screen) -> String {
        guard let accepted = answer.accepted else { return "" }
        var lines = Lines(for: screen)
        let isUnsure = accepted.confidence < Self.unsureBelow
        let sure = "\(isUnsure ? "only " : "")\(Wording.percent(accepted.confidence)) sure"
        lines.add(
            screen.coloring(.faint, rows.map { $0.text + " · " } ?? "")
                + screen.coloring(isUnsure ? .doubt : .faint, sure))
        let spent = UsageText.facts(answer.usage)
        if !spent.isEmpty { lines.add(spent.joined(separator: " · "), after: "model    ", role: .faint) }
        if let hint = rows?.hint { lines.add(hint, after: "", role: .faint) }
        for mend in accepted.mends { lines.add("\(mend.note) (\(mend.rule))", after: "mended   ", leadRole: .doubt) }
        for assumption in accepted.assumptions { lines.add(assumption, after: "assumed  ", leadRole: .doubt) }
        for warning in accepted.warnings { lines.add(warning, after: "note     ", leadRole: .doubt) }
        return lines.text
    }

    /// Why there is no answer, and what the database does have; empty where there is an answer.
    ///
    /// - Parameters:
    ///   - guessHint: how the reader gets the best guess run, as a whole sentence; nil where that is not offered.
    ///   - screen: where the text will be read.
    /// - Returns: whole lines.
    public func refusal(guessHint: String?, for screen: Screen) -> String {
        var lines = Lines(for: screen)
        switch answer.verdict {
        case .accepted: break
        case .clarify(let clarification): write(clarification, guessHint: guessHint, to: &lines)
        case .refuse(let reason): lines.add(reason, after: "refused  ", leadRole: .bad)
        case .fail(let reason): lines.add(reason, after: "no answer  ", leadRole: .bad)
        case .repair(let feedback): lines.add(feedback.problem, after: "no answer  ", leadRole: .bad)
        }
        return lines.text
    }

    private func write(_ clarification: Clarification, guessHint: String?, to lines: inout Lines) {
        lines.add(clarification.question, after: "unsure   ", leadRole: .doubt)
        if !clarification.unplacedWords.isEmpty {
            lines.add(
                "found no place for \(Wording.quoted(clarification.unplacedWords))", after: "words    ",
                leadRole: .faint)
        }
        if !clarification.known.isEmpty {
            lines.add(clarification.known.joined(separator: ", "), after: "known    ", leadRole: .faint)
        }
        guard let guess = clarification.guess else { return }
        lines.add("\(Wording.percent(guess.confidence)) sure", after: "guess    ", leadRole: .faint)
        lines.add()
        lines.add(sql: prettySQL(guess.sql), indent: 2)
        lines.add()
        for assumption in guess.assumptions { lines.add(assumption, after: "assumes  ", leadRole: .faint) }
        if let guessHint { lines.add(guessHint, after: "", role: .faint) }
    }
}

/// How many rows of a result were shown, and how many there are.
public struct ShownRows: Hashable, Sendable {
    /// The rows that were shown.
    public var shown: Int
    /// The rows that are known to exist, at least `shown`.
    public var known: Int
    /// Whether there may be more than `known`.
    public var hasMore: Bool
    /// How the reader sees the others, as a whole sentence; nil where nothing is to be said.
    public var hint: String?

    /// Makes a count.
    public init(shown: Int, known: Int, hasMore: Bool, hint: String? = nil) {
        self.shown = shown
        self.known = max(shown, known)
        self.hasMore = hasMore
        self.hint = hint
    }

    /// The count in words, such as `100 of 340 rows`.
    public var text: String {
        if hasMore, shown == known { return "the first \(Wording.count(shown, "row")); there are more" }
        if hasMore { return "the first \(Wording.grouped(shown)) of more than \(Wording.count(known, "row"))" }
        return shown < known
            ? "the first \(Wording.grouped(shown)) of \(Wording.count(known, "row"))" : Wording.count(shown, "row")
    }
}
