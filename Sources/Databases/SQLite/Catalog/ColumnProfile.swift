internal import PlumbCore

/// Gathers what there is to know of one column while its rows go by.
struct ColumnProfile {
    private(set) var rows = 0
    private(set) var nulls = 0
    private(set) var counts: [SQLValue: Int] = [:]
    private(set) var forms = ColumnTypes.Forms()
    private var longTexts: Set<Int> = []
    private var minimum: SQLValue?
    private var maximum: SQLValue?

    /// Text longer than this is told apart, but not kept; in bytes.
    static let longestText = 200

    /// A column with at most this many values has them all listed.
    static let exhaustiveCount = 50

    /// How many frequent values are listed of others.
    static let frequentCount = 20

    /// Takes in the value of one row.
    mutating func add(_ statement: SQLiteStatement, at index: Int) {
        rows += 1
        switch statement.storage(at: index) {
        case .null:
            nulls += 1
        case .blob:
            forms.blobs += 1
        case .text where statement.size(at: index) > Self.longestText:
            if longTexts.insert(statement.text(at: index).hashValue).inserted { forms.texts += 1 }
        case .text, .integer, .real:
            let value = statement.value(at: index)
            if let position = counts.index(forKey: value) {
                counts.values[position] += 1
            } else {
                counts[value] = 1
                noteForm(of: value)
                noteBounds(value)
            }
        }
    }

    private mutating func noteForm(of value: SQLValue) {
        switch value {
        case .integer(let number):
            forms.integers += 1
            if number != 0, number != 1 { forms.otherIntegers += 1 }
        case .real: forms.reals += 1
        case .text(let text) where !text.isEmpty:
            forms.texts += 1
            switch ColumnTypes.form(of: text) {
            case .date: forms.dates += 1
            case .timestamp: forms.timestamps += 1
            case .time: forms.times += 1
            case .other: break
            }
        default: break
        }
    }

    private mutating func noteBounds(_ value: SQLValue) {
        if minimum.map({ value.isOrdered(before: $0) }) ?? true { minimum = value }
        if maximum.map({ $0.isOrdered(before: value) }) ?? true { maximum = value }
    }

    /// Whether the column is text too long to be named in a question.
    var isProse: Bool {
        guard counts.count + longTexts.count > 0 else { return false }
        if longTexts.count * 2 > counts.count { return true }
        let bytes = counts.keys.reduce(0) { sum, value in
            if case .text(let text) = value { sum + text.utf8.count } else { sum }
        }
        return bytes > 60 * counts.count
    }

    /// The statistics, which say more where every row went by.
    func statistics(isComplete: Bool) -> ColumnStatistics {
        let distinct = counts.count + longTexts.count
        let hasHidden = !longTexts.isEmpty || forms.blobs > 0
        let isExhaustive = isComplete && !hasHidden && distinct <= Self.exhaustiveCount
        let frequent = counts.sorted { left, right in
            (right.value, left.key) < (left.value, right.key)
        }
        return ColumnStatistics(
            distinctCount: isComplete && forms.blobs == 0 ? distinct : nil,
            nullShare: rows == 0 ? 0 : Double(nulls) / Double(rows),
            minimum: hasHidden ? nil : minimum, maximum: hasHidden ? nil : maximum,
            frequentValues: frequent.prefix(isExhaustive ? Self.exhaustiveCount : Self.frequentCount).map {
                ValueCount(value: $0.key, count: $0.value)
            }, isExhaustive: isExhaustive)
    }

    /// The texts and how often each occurs, most frequent first.
    func texts(atMost limit: Int, bytes: Int) -> [TextCount] {
        let texts = counts.compactMap { value, count -> TextCount? in
            guard case .text(let text) = value, !text.isEmpty, text.utf8.count <= bytes else { return nil }
            return TextCount(text: text, count: count)
        }
        return Array(texts.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(limit))
    }
}

/// A text and the number of rows that hold it.
struct TextCount: Hashable, Sendable {
    var text: String
    var count: Int
}

private func < (left: (Int, SQLValue), right: (Int, SQLValue)) -> Bool {
    left.0 != right.0 ? left.0 < right.0 : left.1.isOrdered(before: right.1)
}

extension SQLValue {
    /// Whether SQLite sorts it first: NULL, numbers, text by its bytes, blobs.
    ///
    /// Source: <https://www.sqlite.org/datatype3.html#sort_order>.
    func isOrdered(before other: SQLValue) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
        default:
            if let left = number, let right = other.number { left < right } else { rank < other.rank }
        }
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .integer, .real: 1
        case .text: 2
        case .blob: 3
        }
    }
}
