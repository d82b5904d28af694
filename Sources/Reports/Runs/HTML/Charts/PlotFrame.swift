/// The axes of a square plot of two shares.
struct PlotFrame {
    static let viewBox = "0 0 340 250"
    private static let left = 42.0
    private static let right = 328.0
    private static let top = 12.0
    private static let bottom = 208.0

    /// The largest share of the vertical axis.
    let highest: Double

    init(highest: Double = 1) {
        self.highest = highest
    }

    /// Where a share lies from left to right.
    func x(_ share: Double) -> Double { Self.left + min(max(share, 0), 1) * (Self.right - Self.left) }

    /// Where a share lies from bottom to top.
    func y(_ share: Double) -> Double {
        Self.bottom - min(max(share / highest, 0), 1) * (Self.bottom - Self.top)
    }

    /// A grid with its labels.
    ///
    /// - Parameters:
    ///   - across: what the horizontal axis shows.
    ///   - up: what the vertical axis shows.
    /// - Returns: the drawing's background.
    func grid(across: String, up: String) -> String {
        var content = ""
        for step in 0...4 {
            let share = Double(step) / 4
            content += SVG.line("grid", Self.left, y(share * highest), Self.right, y(share * highest))
            content += SVG.text("tick end", Self.left - 6, y(share * highest) + 4, Wording.percent(share * highest))
            content += SVG.text("tick middle", x(share), Self.bottom + 17, Wording.percent(share))
        }
        content += SVG.text("axis middle", (Self.left + Self.right) / 2, Self.bottom + 36, across)
        return content + SVG.text("axis", Self.left + 4, Self.top + 10, up)
    }
}
