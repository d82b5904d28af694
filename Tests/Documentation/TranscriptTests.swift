import Foundation
import Testing

extension RecordedTests {
    /// What documents show after a `$` is what the command prints, times apart.
    ///
    /// `make transcripts` writes it down anew.
    @Suite struct TranscriptTests {
        @Test(arguments: Document.names) func commandsPrintWhatIsShown(_ name: String) throws {
            var document = try Document(name)
            let count = document.blocks.count { $0.language == "console" }
            guard count > 0 else { return }
            let workshop = try Workshop()
            for index in 0..<count {
                let block = document.blocks.filter { $0.language == "console" }[index]
                let shown = document.text(of: block)
                var printed: [String] = []
                for command in shown where command.hasPrefix("$ ") {
                    printed.append(command)
                    printed += Self.lines(try workshop.run(String(command.dropFirst(2))).output)
                }
                guard Self.withoutTimes(shown) != Self.withoutTimes(printed) else { continue }
                if Document.isRecording {
                    try document.replace(block, with: printed)
                    Issue.record("recorded a transcript in \(name): look at it, then run again")
                } else {
                    Issue.record(
                        """
                        \(name), line \(block.range.lowerBound + 1), shows something else than what is printed:
                        \(printed.joined(separator: "\n"))
                        If that is right, run make transcripts.
                        """)
                }
            }
        }

        /// The lines without blank ones at the end, nor two blank ones in a row.
        static func lines(_ output: String) -> [String] {
            var lines: [String] = []
            for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
                let line = String(line.replacing(/\s+$/, with: ""))
                if line.isEmpty, lines.last?.isEmpty ?? true { continue }
                lines.append(line)
            }
            while lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        }

        private static func withoutTimes(_ lines: [String]) -> [String] {
            lines.map { $0.replacing(/\s+[0-9.]+ (?:µs|ms|s)\b/, with: " #") }
        }
    }
}
