internal import PlumbCore

/// The output of the execution check: which candidate stands, and what became of the others.
struct VerdictExplanation {
    let verdict: Verdict

    init(_ verdict: Verdict) {
        self.verdict = verdict
    }

    func write(to lines: inout Lines) {
        switch verdict {
        case .accepted(let query):
            for rejected in query.rejected {
                lines.add(rejected.reason, after: "  put aside candidate \(rejected.candidate + 1)  ", leadRole: .doubt)
            }
            let rows = query.result.rows.count
            let count = query.result.isComplete ? Wording.count(rows, "row") : "more than \(Wording.count(rows, "row"))"
            lines.add(
                "\(count), \(Wording.percent(query.confidence)) sure",
                after: "  accepted candidate \(query.candidate + 1)  ", leadRole: .good)
            for assumption in query.assumptions { lines.add(assumption, after: "  assumed  ", leadRole: .faint) }
            for warning in query.warnings { lines.add(warning, after: "  note     ", leadRole: .doubt) }
        case .repair(let feedback): lines.add(feedback.problem, after: "  asks for another try  ", leadRole: .doubt)
        case .clarify(let clarification):
            lines.add(clarification.question, after: "  asks back  ", leadRole: .doubt)
        case .refuse(let reason): lines.add(reason, after: "  refused  ", leadRole: .bad)
        case .fail(let reason): lines.add(reason, after: "  no answer  ", leadRole: .bad)
        }
    }
}
