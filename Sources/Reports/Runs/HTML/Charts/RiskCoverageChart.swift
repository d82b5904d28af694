internal import PlumbCore

/// The share of wrong answers over the share of questions that are answered.
struct RiskCoverageChart {
    let points: [RunSummary.RiskPoint]

    init(_ points: [RunSummary.RiskPoint]) {
        self.points = points
    }

    /// The drawing; nil where there are no points.
    var markup: String? {
        guard let last = points.last else { return nil }
        let highest = ((points.map(\.risk).max() ?? 0) * 5).rounded(.up) / 5
        let frame = PlotFrame(highest: max(0.2, min(highest, 1)))
        // More points than the drawing has room for say nothing more.
        let stride = max(1, points.count / 150)
        var shown = points.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        if shown.last != last { shown.append(last) }
        let path = shown.map { "\(SVG.number(frame.x($0.coverage))),\(SVG.number(frame.y($0.risk)))" }
        var content = frame.grid(across: "questions answered", up: "of these, wrong")
        content += "<polyline class=\"curve\" points=\"\(path.joined(separator: " "))\"/>"
        content += "<circle class=\"dot\" cx=\"\(SVG.number(frame.x(last.coverage)))\""
        content += " cy=\"\(SVG.number(frame.y(last.risk)))\" r=\"4\"/>"
        return SVG.drawing(
            PlotFrame.viewBox, class: "plot",
            description:
                "Risk over coverage. With every answer taken, \(Wording.share(last.coverage)) of questions are "
                + "answered and \(Wording.share(last.risk)) of the answers are wrong.", content)
    }
}
