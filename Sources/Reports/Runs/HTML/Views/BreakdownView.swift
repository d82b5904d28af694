internal import PlumbCore

extension PageView.Breakdown {
    /// Longer lists than this stand in two tables.
    private static let longest = 12

    /// Makes the view of a list of parts.
    init(by: String, parts: [RunSummary.Breakdown]) {
        self.by = by
        let views = parts.map { part in
            let interval = part.accuracy.interval
            return PageView.Part(
                name: part.name, accuracy: part.accuracy.share, bar: EstimateBar(part.accuracy).markup,
                interval: interval.isEmpty ? "" : "95% interval \(interval)",
                count: Wording.grouped(part.accuracy.count))
        }
        guard views.count > Self.longest else {
            width = ""
            tables = [PageView.Table(caption: "By \(by)", captionStyle: "", parts: views)]
            return
        }
        width = " long"
        let half = (views.count + 1) / 2
        tables = [
            PageView.Table(caption: "By \(by)", captionStyle: "", parts: Array(views.prefix(half))),
            PageView.Table(caption: "By \(by), continued", captionStyle: "faded", parts: Array(views.dropFirst(half))),
        ]
    }
}
