internal import PlumbCore

extension Wording {
    /// A share, 0...1, as percent with one digit: `60.0%`; never `100.0%` unless it is.
    static func share(_ share: Double?) -> String {
        share.map { "\(points($0))%" } ?? "–"
    }

    /// A share, 0...1, in points of a hundred with one digit: `60.0`; never `100.0` unless it is.
    static func points(_ share: Double) -> String {
        guard share.isFinite else { return "?" }
        let text = fixed(share * 100, 1)
        return text == "100.0" && share < 1 ? "99.9" : text
    }

    /// A difference of shares in points, with its sign: `+4.7`, `−1.3`, `0.0`.
    static func change(_ share: Double?) -> String {
        share.map { signed(fixed($0 * 100, 1)) } ?? "–"
    }

    /// A number with its sign, the minus as wide as the plus.
    static func signed(_ text: String) -> String {
        if text.hasPrefix("-") { return "−" + text.dropFirst() }
        return text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
    }
}

extension RunSummary.Estimate {
    /// The value as percent.
    var share: String { Wording.share(value) }

    /// The ends of the interval in points, `52.0–67.5`; empty where there is none.
    var interval: String {
        guard let low, let high else { return "" }
        return "\(Wording.points(low))–\(Wording.points(high))"
    }

    /// The ends of a difference's interval in points, `−1.2 to +4.0`; empty where there is none.
    var changeInterval: String {
        guard let low, let high else { return "" }
        return "\(Wording.change(low)) to \(Wording.change(high))"
    }
}

extension RunSummary.Metric {
    /// The value: percent for shares, two digits for counts.
    var text: String {
        isShare ? estimate.share : estimate.value.map { Wording.fixed($0, 2) } ?? "–"
    }

    /// The ends of the interval in the same unit; empty where there is none.
    var interval: String {
        guard !isShare else { return estimate.interval }
        guard let low = estimate.low, let high = estimate.high else { return "" }
        return "\(Wording.fixed(low, 2))–\(Wording.fixed(high, 2))"
    }
}
