internal import PlumbCore

/// A share as a bar with the interval drawn over it; it is stretched to the room there is.
struct EstimateBar {
    let estimate: RunSummary.Estimate
    /// The share up to which the bar is drawn dark; the rest is a gain.
    let start: Double?

    init(_ estimate: RunSummary.Estimate, gainFrom start: Double? = nil) {
        self.estimate = estimate
        self.start = start
    }

    /// The drawing; the figures stand beside it, so that it says nothing to a screen reader.
    var markup: String {
        guard let value = estimate.value, value.isFinite else { return "" }
        var content = SVG.rectangle("track", x: 0, y: 4, width: 1000, height: 12)
        let width = 1000 * min(max(value, 0), 1)
        let dark = min(width, start.map { 1000 * max($0, 0) } ?? width)
        content += SVG.rectangle("value", x: 0, y: 4, width: dark, height: 12)
        if dark < width { content += SVG.rectangle("gain", x: dark, y: 4, width: width - dark, height: 12) }
        if let low = estimate.low, let high = estimate.high {
            let (left, right) = (1000 * min(max(low, 0), 1), 1000 * min(max(high, 0), 1))
            content += SVG.line("interval", left, 10, right, 10)
            content += SVG.line("interval", left, 5.5, left, 14.5) + SVG.line("interval", right, 5.5, right, 14.5)
        }
        return
            "<svg class=\"bar\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\(content)</svg>"
    }
}

/// How examples went, as one bar of parts.
struct OutcomeBar {
    let counts: [(outcome: ExampleRecord.Outcome, count: Int)]

    init(_ counts: [(outcome: ExampleRecord.Outcome, count: Int)]) {
        self.counts = counts
    }

    /// The drawing; the legend below it says the same in words.
    var markup: String {
        let total = counts.reduce(0) { $0 + $1.count }
        guard total > 0 else { return "" }
        var x = 0.0
        var content = ""
        for part in counts where part.count > 0 {
            let width = 1000 * Double(part.count) / Double(total)
            content += SVG.rectangle(part.outcome.rawValue, x: x, y: 0, width: max(1, width - 2), height: 20)
            x += width
        }
        return
            "<svg class=\"outcomes\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\(content)</svg>"
    }
}
