/// Numbers, times and lists in words, the same in every report.
package enum Wording {
    /// `1 row`, `2 rows`, `1,204 rows`.
    package static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }

    /// The number with a comma between thousands.
    package static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.append(digits.suffix(3))
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([Substring(digits)] + groups.reversed()).joined(separator: ",")
    }

    /// A time that a person can compare at a glance: `0.4 ms`, `12 ms`, `1.3 s`, `2 min 5 s`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds > 0 else { return "0 ms" }
        if seconds < 0.00995 { return "\(fixed(seconds * 1000, 1)) ms" }
        if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 59.95 { return "\(fixed(seconds, 1)) s" }
        let whole = Int(min(seconds.rounded(), 1e9))
        return "\(whole / 60) min \(whole % 60) s"
    }

    /// A number with so many digits after the point, 0...6.
    package static func fixed(_ number: Double, _ digits: Int) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "\(number)" }
        let scale = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][min(max(digits, 0), 6)]
        let scaled = Int((abs(number) * Double(scale)).rounded())
        let sign = number < 0 && scaled != 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % scale)
        return "\(sign)\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// A share, 0...1, as whole percent; never 100% unless it is.
    package static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "?" }
        let rounded = Int((min(max(share, 0), 1) * 100).rounded())
        return "\(rounded == 100 && share < 1 ? 99 : rounded)%"
    }

    /// As many items as fit, then how many more: `customers, orders, +3`.
    static func list(_ items: [String], width: Int) -> String {
        let items = items.map(VisibleText.of)
        let whole = items.joined(separator: ", ")
        if DisplayWidth.of(whole) <= width { return whole }
        for kept in stride(from: min(items.count - 1, width / 3), to: 0, by: -1) {
            let text = items.prefix(kept).joined(separator: ", ") + ", +\(grouped(items.count - kept))"
            if DisplayWidth.of(text) <= width { return text }
        }
        return VisibleText.clipped(whole, to: width).text
    }

    /// `“a”, “b” and “c”`.
    static func quoted(_ words: [String]) -> String {
        let quoted = words.map { "“\(VisibleText.of($0))”" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " and " + last
    }
}
