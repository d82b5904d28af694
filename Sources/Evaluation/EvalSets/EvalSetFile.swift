internal import Foundation
package import PlumbCore

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
        var hash = FNVHash()
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

/// FNV-1a with 64 bits: the same in every process.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>. It tells versions of a file apart; it keeps no secret.
private struct FNVHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
