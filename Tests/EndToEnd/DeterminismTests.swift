import Foundation
import TestSupport
import Testing

/// The same questions, asked by several processes: nothing may depend on the order of a dictionary, which differs from
/// one process to the next.
struct DeterminismTests {
    @Test func everyProcessGivesTheSameStages() throws {
        let workplace = try Workplace()
        let clinic = try Repository.sample("clinic")
        let questions = [
            "Which insurers are private?", "What is the average bill of an inpatient stay?",
            "How many patients are there?",
            "Which doctor saw the most patients?", "total charges per department in 2023", "patients without a visit",
            "the five most expensive bills", "names of patients by date of birth",
        ]
        func explanation() throws -> String {
            let run = try PipedRun(
                ["ask", "--database", clinic.path, "--explain", "--best-guess", "--today", "2024-06-30"],
                input: Data(questions.joined(separator: "\n").utf8), in: workplace)
            return (run.output + run.messages).replacing(/[0-9.]+ ?(ms|µs|s)\b/, with: "…")
        }
        _ = try explanation()  // Reads the catalog.
        let first = try explanation()
        #expect(first.contains("pat"))
        for _ in 0..<6 { #expect(try explanation() == first) }
    }
}
