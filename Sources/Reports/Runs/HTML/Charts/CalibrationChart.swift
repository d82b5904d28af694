internal import PlumbCore

/// Confidence beside accuracy: on the diagonal both are the same.
struct CalibrationChart {
    let bins: [RunSummary.CalibrationBin]

    init(_ bins: [RunSummary.CalibrationBin]) {
        self.bins = bins
    }

    /// The drawing; nil where there are no answers.
    var markup: String? {
        guard let most = bins.map(\.count).max(), most > 0 else { return nil }
        let frame = PlotFrame()
        var content = frame.grid(across: "confidence", up: "right")
        content += SVG.line("diagonal", frame.x(0), frame.y(0), frame.x(1), frame.y(1))
        let path = bins.map { "\(SVG.number(frame.x($0.confidence))),\(SVG.number(frame.y($0.accuracy)))" }
        content += "<polyline class=\"curve thin\" points=\"\(path.joined(separator: " "))\"/>"
        for bin in bins {
            let radius = 3 + 6 * (Double(bin.count) / Double(most)).squareRoot()
            content += "<circle class=\"dot\" cx=\"\(SVG.number(frame.x(bin.confidence)))\""
            content += " cy=\"\(SVG.number(frame.y(bin.accuracy)))\" r=\"\(SVG.number(radius))\">"
            content += "<title>\(Wording.percent(bin.confidence)) sure, \(Wording.percent(bin.accuracy)) right, "
            content += "\(Wording.count(bin.count, "answer"))</title></circle>"
        }
        let words = bins.map { "\(Wording.percent($0.confidence)) sure: \(Wording.percent($0.accuracy)) right" }
        return SVG.drawing(
            PlotFrame.viewBox, class: "plot", description: "Calibration. " + words.joined(separator: "; ") + ".",
            content
        )
    }
}
