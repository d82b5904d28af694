internal import PlumbCore

/// What ANALYZE found in a column; of a partitioned table that was never analyzed as a whole, in that of each part.
///
/// The view it comes from: <https://www.postgresql.org/docs/current/view-pg-stats.html>.
struct PostgresColumnSample {
    /// Texts that are wider than this on average are prose, whose values nobody names; in bytes.
    static let longestWidth = 60

    /// One row of `pg_stats`.
    struct Part {
        /// How many rows the table had.
        var rows: Double
        var nullShare: Double
        /// `n_distinct`: a number of values, or with a minus sign the share of rows that have one of their own.
        var distinct: Double
        var width: Int
        var common: [String]
        var shares: [Double]
        /// Values besides the common ones, in their order, as many as were asked for.
        var bounds: [String]
        /// The largest of them.
        var last: String?
        /// Whether `common` and `bounds` hold every value that ANALYZE keeps.
        var isWhole: Bool
        /// Whether ANALYZE looked at every row.
        var isComplete: Bool
    }

    private var rows = 0.0
    private var nulls = 0.0
    private var distinct = 0.0
    private var parts = 0
    private var width = 0
    /// Values and how many rows hold each, most frequent first, as ANALYZE keeps them.
    private var values: [(text: String, count: Double)] = []
    private var last: [String] = []
    /// Whether every value of the column is among `values`.
    private var isExhaustive = true

    mutating func add(_ part: Part) {
        parts += 1
        rows += part.rows
        nulls += part.rows * part.nullShare
        width = max(width, part.width)
        let different = part.distinct >= 0 ? part.distinct : -part.distinct * part.rows
        // Of parts that hold the same values nobody can tell how many there are in all: at least as many as in one.
        distinct = max(distinct, different.rounded())
        let share = part.shares.reduce(0, +)
        var found = zip(part.common, part.shares).map { (text: $0, count: $1 * part.rows) }
        let others = max(1, different - Double(part.common.count))
        let each = max(1, (1 - share - part.nullShare) * part.rows / others)
        found += part.bounds.map { ($0, each) }
        // No value is both a common one and a bound.
        values = values.isEmpty ? found : Self.merged(values + found)
        if let value = part.last { last.append(value) }
        let known = Double(part.common.count + part.bounds.count)
        isExhaustive = isExhaustive && part.isWhole && part.isComplete && known + 0.5 >= different
    }

    private static func merged(_ values: [(text: String, count: Double)]) -> [(text: String, count: Double)] {
        Dictionary(values.map { ($0.text, $0.count) }, uniquingKeysWith: +)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (text: $0.key, count: $0.value) }
    }

    /// The statistics of a column.
    ///
    /// - Parameters:
    ///   - type: what the values mean, and so how they are read.
    ///   - labels: the values of an enumeration, which are all that there can be.
    /// - Returns: the statistics.
    func statistics(of type: ColumnType, labels: [String]? = nil) -> ColumnStatistics {
        var known = values.compactMap { value in
            Self.value(value.text, type).map { ValueCount(value: $0, count: max(1, Int(clamping: value.count))) }
        }
        if let labels {
            let seen = Set(known.map(\.value))
            known += labels.map { .text($0) }.filter { !seen.contains($0) }.map { ValueCount(value: $0, count: 0) }
        }
        let isWhole = (isExhaustive || labels != nil) && known.count <= Self.exhaustiveCount
        // Of texts nobody knows the ends but where all are here: which comes first is the collation's say.
        let isOrdered = labels == nil && (type == .text ? isWhole : type != .other && type != .blob)
        let bounds = isOrdered ? Self.bounds(known.map(\.value) + last.compactMap { Self.value($0, type) }) : nil
        return ColumnStatistics(
            distinctCount: distinctCount, nullShare: rows > 0 ? min(1, max(0, nulls / rows)) : 0,
            minimum: bounds?.smallest, maximum: bounds?.largest,
            frequentValues: Array(known.prefix(isWhole ? Self.exhaustiveCount : Self.frequentCount)),
            isExhaustive: isWhole)
    }

    private static func bounds(_ values: [SQLValue]) -> (smallest: SQLValue, largest: SQLValue)? {
        guard var smallest = values.first, var largest = values.first else { return nil }
        for value in values.dropFirst() {
            if value.isOrdered(before: smallest) { smallest = value }
            if largest.isOrdered(before: value) { largest = value }
        }
        return (smallest, largest)
    }

    /// A column with at most this many values has them all listed, as those of SQLite have.
    private static let exhaustiveCount = ColumnProfile.exhaustiveCount
    private static let frequentCount = ColumnProfile.frequentCount

    private var distinctCount: Int? {
        if isExhaustive { return values.count }
        guard distinct > 0 || nulls > 0, parts == 1 else { return nil }
        return Int(clamping: distinct)
    }

    /// Whether the column has too many values, or too long ones, for all to be here.
    var isPartial: Bool { !isExhaustive }

    /// Whether the column is text too long to be named in a question.
    var isProse: Bool { width > Self.longestWidth }

    /// The texts to be found by words, most frequent first.
    var texts: [TextCount] {
        guard !isProse else { return [] }
        return values.prefix(ValueIndexLimits.perColumn).compactMap { text, count -> TextCount? in
            guard !text.isEmpty, text.utf8.count <= ValueIndexLimits.bytes else { return nil }
            return TextCount(text: text, count: max(1, Int(clamping: count)))
        }
    }

    private static func value(_ text: String, _ type: ColumnType) -> SQLValue? {
        switch type {
        case .integer: Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real)
        case .real: Double(text).flatMap { $0.isFinite ? .real($0) : nil }
        case .boolean: text == "t" ? .integer(1) : .integer(0)
        case .text, .date, .timestamp, .time: .text(text)
        case .blob, .other: nil
        }
    }
}

extension Int {
    /// The nearest whole number; the largest or smallest where there is none.
    fileprivate init(clamping number: Double) {
        self = Int(exactly: number.rounded()) ?? (number > 0 ? .max : 0)
    }
}
