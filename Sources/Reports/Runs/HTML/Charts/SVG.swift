/// Small pieces of SVG with numbers cut to what a screen can show.
enum SVG {
    /// A number of a drawing, with at most one digit after the point.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let text = Wording.fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A drawing that a screen reader announces by its description.
    static func drawing(_ viewBox: String, class name: String, description: String, _ content: String) -> String {
        let description = MarkupText.escaped(description)
        return
            "<svg class=\"\(name)\" viewBox=\"\(viewBox)\" role=\"img\" aria-label=\"\(description)\">\(content)</svg>"
    }

    /// A rectangle.
    static func rectangle(_ name: String, x: Double, y: Double, width: Double, height: Double, rounded: Double = 0)
        -> String
    {
        "<rect class=\"\(name)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(0, width)))\""
            + " height=\"\(number(height))\"" + (rounded > 0 ? " rx=\"\(number(rounded))\"" : "") + "/>"
    }

    /// A line.
    static func line(_ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "<line class=\"\(name)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
    }

    /// A text.
    static func text(_ name: String, _ x: Double, _ y: Double, _ text: String) -> String {
        "<text class=\"\(name)\" x=\"\(number(x))\" y=\"\(number(y))\">\(MarkupText.escaped(text))</text>"
    }
}
