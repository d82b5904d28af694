internal import PlumbCore

/// A value as a table for people shows it.
struct TableCell {
    /// What is shown, without colour.
    var text: String
    /// How many terminal cells that takes.
    var width: Int
    /// How many of them come from the decimal point on, 0 for whole numbers; nil for what is not a plain number.
    var fractionWidth: Int?
    /// Whether the value is NULL.
    var isNull: Bool

    /// Makes the cell of a value.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - limit: the most terminal cells it may take.
    init(_ value: SQLValue, limit: Int) {
        isNull = value.isNull
        fractionWidth = nil
        switch value {
        case .null: text = "NULL"
        case .integer(let integer):
            text = String(integer)
            fractionWidth = 0
        case .real(let real):
            text = Self.text(of: real)
            if !text.contains("e"), let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) {
                fractionWidth = text.utf8.distance(from: point, to: text.utf8.endIndex)
            }
        // Quotes keep a text that spells NULL apart from NULL where there is no colour.
        case .text("NULL"): text = "\"NULL\""
        case .text(let string):
            (text, width) = VisibleText.clipped(string, to: limit)
            return
        case .blob(let bytes):
            var shown = Array("x'".utf8)
            shown.append(hexadecimal: Array(bytes.prefix(max(4, limit / 2))))
            shown.append(UInt8(ascii: "'"))
            (text, width) = VisibleText.clipped(String(decoding: shown, as: UTF8.self), to: limit)
            return
        }
        width = text.utf8.count
    }

    /// At most 15 significant digits, which are all that every double keeps: 59.4, not 59.400000000000006.
    private static func text(of real: Double) -> String {
        let exact = real.description
        guard exact.utf8.count > 16, real.isFinite, abs(real) < 1e15, abs(real) >= 1e-4 else { return exact }
        var wholeDigits = 0
        var magnitude = abs(real)
        while magnitude >= 1 {
            magnitude /= 10
            wholeDigits += 1
        }
        // Below one, zeros after the point are not significant.
        while wholeDigits <= 0, magnitude < 0.1, magnitude > 0 {
            magnitude *= 10
            wholeDigits -= 1
        }
        return DecimalText.rounded(exact, fractionDigits: 15 - wholeDigits)
    }
}

/// Decimal numbers as text.
enum DecimalText {
    /// A number such as `-12.3456`, rounded half up to so many digits after the point, without trailing zeros but with
    /// at least one digit after the point.
    static func rounded(_ text: String, fractionDigits: Int) -> String {
        guard let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return text }
        var digits = Array(text.utf8)
        let pointOffset = text.utf8.distance(from: text.utf8.startIndex, to: point)
        let kept = pointOffset + 1 + max(1, fractionDigits)
        guard digits.count > kept else { return text }
        let roundsUp = digits[kept] >= UInt8(ascii: "5")
        digits.removeSubrange(kept...)
        if roundsUp { increment(&digits) }
        while digits.last == UInt8(ascii: "0"), digits.dropLast().last != UInt8(ascii: ".") { digits.removeLast() }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func increment(_ digits: inout [UInt8]) {
        for index in digits.indices.reversed() {
            switch digits[index] {
            case UInt8(ascii: "9"): digits[index] = UInt8(ascii: "0")
            case UInt8(ascii: "0")..<UInt8(ascii: "9"):
                digits[index] += 1
                return
            default: continue
            }
        }
        digits.insert(UInt8(ascii: "1"), at: digits.first == UInt8(ascii: "-") ? 1 : 0)
    }
}
