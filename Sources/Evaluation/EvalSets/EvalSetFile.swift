internal import Foundation
package import PlumbCore
internal import PlumbDatabases

/// A file of JSON Lines, one example a line; blank lines are passed over.
package struct EvalSetFile: Sendable {
    /// The path.
    package let path: String
    /// The hash of the file's bytes: sixteen hexadecimal digits.
    package let hash: String
    /// What each line holds, in order.
    package let lines: [Line]

    /// A line that is not blank.
    package struct Line: Sendable {
        /// 1-based.
        package var number: Int
        /// The example, or why it can't be read.
        package var content: Result<Example, PlumbError>
    }

    /// Reads a file.
    ///
    /// - Throws: `PlumbError` with `badInput` where there is none.
    package init(contentsOf path: String) throws(PlumbError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PlumbError(.badInput, "there is no eval set at \(path)", suggestion: "Name a .jsonl file.")
        }
        self.path = path
        var hash = StableHash()
        hash.combine(data)
        self.hash = hash.text
        let decoder = JSONDecoder()
        lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                guard line.contains(where: { $0 > 32 }) else { return nil }
                let number = index + 1
                return Line(number: number, content: Self.example(Data(line), decoder, at: "\(path), line \(number)"))
            }
    }

    private static func example(_ line: Data, _ decoder: JSONDecoder, at place: String) -> Result<Example, PlumbError> {
        do {
            return .success(try decoder.decode(Example.self, from: line))
        } catch {
            let problem = FieldProblem(error)
            return .failure(
                PlumbError(
                    .badInput, "\(place): \(problem.message)", suggestion: problem.suggestion, detail: "\(error)"))
        }
    }
}
