internal import PlumbCore

/// Tells what a column's values mean, from its declared type and from the values themselves.
enum ColumnTypes {
    /// How many different values of each form a column holds.
    struct Forms {
        var integers = 0
        /// Integers apart from 0 and 1.
        var otherIntegers = 0
        var reals = 0
        var blobs = 0
        /// Texts of any form, empty ones apart.
        var texts = 0
        var dates = 0
        var timestamps = 0
        var times = 0

        var total: Int { integers + reals + blobs + texts }
    }

    /// The type by the declared type alone.
    static func type(declared: String) -> ColumnType {
        let name = Array(declared.asciiLowercased.utf8)
        return rules.first { words, _ in words.contains { holds($0, in: name) } }?.1 ?? .other
    }

    private static let rules: [([[UInt8]], ColumnType)] = [
        (["bool"], ColumnType.boolean), (["datetime", "timestamp"], .timestamp), (["date"], .date), (["time"], .time),
        (["int", "year", "serial"], .integer), (["char", "clob", "text", "string", "uuid", "json", "enum"], .text),
        (["blob", "binary", "bytea"], .blob), (["real", "floa", "doub", "dec", "num", "money"], .real),
    ].map { words, type in (words.map { Array($0.utf8) }, type) }

    /// Whether a text holds a word: by bytes, because every column of every table is asked many times.
    private static func holds(_ word: [UInt8], in text: [UInt8]) -> Bool {
        guard word.count <= text.count else { return false }
        return (0...text.count - word.count).contains { text[$0...].starts(with: word) }
    }

    /// The type by the values, or by the declared type where there are none.
    static func type(declared: String, forms: Forms) -> ColumnType {
        let byName = type(declared: declared)
        guard forms.total > 0 else { return byName }
        let numbers = forms.integers + forms.reals
        if forms.blobs * 2 > forms.total { return .blob }
        // A few texts such as N/A among numbers leave them numbers.
        if forms.texts > 0, numbers == 0 || forms.texts * 10 > forms.total {
            return numbers == 0 ? textType(forms) : .text
        }
        if byName == .boolean, forms.otherIntegers == 0, forms.reals == 0 { return .boolean }
        if forms.reals > 0 { return .real }
        return byName == .real && !isWholeNumber(declared) ? .real : .integer
    }

    private static func textType(_ forms: Forms) -> ColumnType {
        if forms.dates == forms.texts { return .date }
        if forms.dates + forms.timestamps == forms.texts { return .timestamp }
        return forms.times == forms.texts ? .time : .text
    }

    /// Whether a declared type of exact numbers has no places after the point: `NUMERIC`, `NUMBER(10)`, `DECIMAL(8,0)`.
    private static func isWholeNumber(_ declared: String) -> Bool {
        let name = declared.asciiLowercased
        guard name.contains("num") || name.contains("dec") else { return false }
        guard let comma = name.firstIndex(of: ",") else { return true }
        return name[name.index(after: comma)...].filter(\.isNumber) == "0"
    }

    // MARK: Forms of text

    /// A form that text may have.
    enum TextForm {
        case date, timestamp, time, other
    }

    /// Whether a text is a date (`yyyy-mm-dd`), a timestamp (a date, then a time) or a time (`hh:mm`, `hh:mm:ss`).
    static func form(of text: String) -> TextForm {
        guard 5...40 ~= text.utf8.count else { return .other }
        let bytes = Array(text.utf8)
        if let rest = afterDate(bytes[...]) {
            if rest.isEmpty { return .date }
            guard rest.first == 32 || rest.first == UInt8(ascii: "T") else { return .other }
            return isTime(rest.dropFirst()) ? .timestamp : .other
        }
        return isTime(bytes[...]) ? .time : .other
    }

    private static func afterDate(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.count >= 10, matches(bytes.prefix(10), "0000-00-00"),
            let month = number(bytes.dropFirst(5).prefix(2)), month <= 12,
            let day = number(bytes.dropFirst(8).prefix(2)), day <= 31
        else { return nil }
        return bytes.dropFirst(10)
    }

    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard matches(bytes.prefix(5), "00:00"), let hour = number(bytes.prefix(2)), hour <= 24 else { return false }
        var rest = bytes.dropFirst(5)
        if matches(rest.prefix(3), ":00") { rest = rest.dropFirst(3) }
        // Parts of a second, and a time zone.
        let tail = Set(".+-:Z0123456789".utf8)
        return rest.isEmpty || (!(48...57 ~= rest.first ?? 48) && rest.allSatisfy(tail.contains))
    }

    /// Whether bytes have the form of a pattern in which `0` stands for any digit.
    private static func matches(_ bytes: ArraySlice<UInt8>, _ pattern: StaticString) -> Bool {
        guard bytes.count == pattern.utf8CodeUnitCount else { return false }
        return pattern.withUTF8Buffer { pattern in
            zip(bytes, pattern).allSatisfy { byte, expected in
                expected == 48 ? 48...57 ~= byte : byte == expected
            }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
