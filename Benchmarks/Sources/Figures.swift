import Foundation

/// Figures of one kind from many runs.
struct Figures {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    /// The value that a share of all are at most, 0...1.
    func quantile(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
    }

    var median: Double { quantile(0.5) }
}

/// One line of the report, as a row of a Markdown table.
func line(_ what: String, _ measured: String, goal: String = "", isMet: Bool? = nil) -> String {
    "| \(what) | \(measured) | \(goal) | \(isMet.map { $0 ? "met" : "**missed**" } ?? "") |"
}

/// Seconds as milliseconds.
func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1_000) }

/// Bytes as megabytes of a million.
func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1e6) }
