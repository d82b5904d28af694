internal import PlumbCore

/// A test of Spider's script that rejects results before it compares them, and rejects some that are the same.
///
/// It sorts the values of every row by their text as Python prints them, and expects the sorted rows to be the same. As `1`
/// and `1.0` are equal but print differently, the same row may be sorted in two ways. After `quick_rej` in `exec_eval.py`,
/// <https://github.com/taoyds/test-suite-sql-eval>.
struct PublishedRejection {
    let comparison: TableComparison
    let isOrdered: Bool

    /// Whether the script rejects the results.
    var rejects: Bool {
        guard comparison.pool.mixesForms, comparison.gold.width == comparison.prediction.width else { return false }
        let gold = sortedRows(of: comparison.gold)
        let prediction = sortedRows(of: comparison.prediction)
        return isOrdered ? gold != prediction : Set(gold) != Set(prediction)
    }

    private func sortedRows(of table: ResultTable) -> [[Int32]] {
        (0..<table.count).map { row in
            let cells = (0..<table.width).map { column in
                let value = table.value(row, column)
                return (
                    key: key(of: comparison.pool.value(value), isReal: table.isReal[row * table.width + column]), value
                )
            }
            // Python's sort is stable, and compares by code points.
            return cells.enumerated().sorted { left, right in
                left.element.key == right.element.key
                    ? left.offset < right.offset : left.element.key.lexicographicallyPrecedes(right.element.key)
            }.map(\.element.1)
        }
    }

    /// `str(value) + str(type(value))`, as code points.
    private func key(of value: SQLValue, isReal: Bool) -> [UInt32] {
        let text =
            switch value {
            case .null: "None<class 'NoneType'>"
            case .integer(let number):
                isReal ? "\(Self.python(Double(number)))<class 'float'>" : "\(number)<class 'int'>"
            case .real(let number): "\(Self.python(number))<class 'float'>"
            case .text(let text): "\(text)<class 'str'>"
            case .blob(let bytes): "b'\(String(decoding: bytes, as: UTF8.self))'<class 'bytes'>"
            }
        return text.unicodeScalars.map(\.value)
    }

    /// A number as Python prints it: the shortest digits that mean it, with an exponent below 1e-4 and from 1e16 on.
    static func python(_ number: Double) -> String {
        guard number.isFinite else { return number < 0 ? "-inf" : "inf" }
        var text = "\(number.magnitude)"
        var exponent = 0
        if let mark = text.firstIndex(of: "e") {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = String(text[..<mark])
        }
        let parts = text.split(separator: ".")
        var digits = parts.joined()
        // The place of the point, counted from the first digit that is not 0.
        var point = (parts.first?.count ?? 0) + exponent
        let zeros = digits.prefix { $0 == "0" }.count
        guard zeros < digits.count else { return number.sign == .minus ? "-0.0" : "0.0" }
        digits.removeFirst(zeros)
        point -= zeros
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (number < 0 ? "-" : "") + Self.placed(digits, point: point)
    }

    private static func placed(_ digits: String, point: Int) -> String {
        if point <= -4 || point > 16 {
            let power = point - 1
            let mantissa = digits.count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
            return "\(mantissa)e\(power < 0 ? "-" : "+")\(power.magnitude < 10 ? "0" : "")\(power.magnitude)"
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) + ".0" }
        return "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
}
