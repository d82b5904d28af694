/// What values of a column mean, whatever the engine calls their type.
public enum ColumnType: String, Codable, Hashable, Sendable {
    case integer, real, text, boolean, date, timestamp, time, blob, other

    /// Whether sums and averages make sense.
    public var isNumeric: Bool { self == .integer || self == .real }

    /// Whether values are points in time.
    public var isTemporal: Bool { self == .date || self == .timestamp }
}

/// A column of a table or view.
public struct Column: Codable, Hashable, Sendable {
    /// The name as the database spells it.
    public var name: String

    /// The type as the database declares it; empty where it declares none.
    public var declaredType: String

    /// What the values mean, from the declared type and from the values themselves.
    public var type: ColumnType

    /// Whether the database lets the column be NULL.
    public var isNullable: Bool

    /// What an owner says the column is.
    public var description: String?

    /// Other words people use for it.
    public var synonyms: [String]

    /// The unit of its values, such as `kg`.
    public var unit: String?

    /// What was seen of its values; nil where they could not be read.
    public var statistics: ColumnStatistics?

    /// Makes a column.
    public init(
        name: String, declaredType: String = "", type: ColumnType, isNullable: Bool = true,
        description: String? = nil, synonyms: [String] = [], unit: String? = nil,
        statistics: ColumnStatistics? = nil
    ) {
        self.name = name
        self.declaredType = declaredType
        self.type = type
        self.isNullable = isNullable
        self.description = description
        self.synonyms = synonyms
        self.unit = unit
        self.statistics = statistics
    }
}

/// What was seen of a column's values.
public struct ColumnStatistics: Codable, Hashable, Sendable {
    /// The number of different values, NULL apart; nil where there were too many to count.
    public var distinctCount: Int?

    /// The share of NULLs among the rows that were looked at, 0...1.
    public var nullShare: Double

    /// The smallest value; nil where there is none.
    public var minimum: SQLValue?

    /// The largest value; nil where there is none.
    public var maximum: SQLValue?

    /// Values and how many rows hold each, most frequent first, at most a few dozen.
    public var frequentValues: [ValueCount]

    /// Whether `frequentValues` lists every value of the column.
    public var isExhaustive: Bool

    /// Makes statistics.
    public init(
        distinctCount: Int?, nullShare: Double, minimum: SQLValue?, maximum: SQLValue?,
        frequentValues: [ValueCount], isExhaustive: Bool
    ) {
        self.distinctCount = distinctCount
        self.nullShare = nullShare
        self.minimum = minimum
        self.maximum = maximum
        self.frequentValues = frequentValues
        self.isExhaustive = isExhaustive
    }
}

/// A value and the number of rows that hold it.
public struct ValueCount: Codable, Hashable, Sendable {
    /// The value.
    public var value: SQLValue

    /// The number of rows; 0 for a value that the type lists and nobody has seen.
    public var count: Int

    /// Makes a count.
    public init(value: SQLValue, count: Int) {
        self.value = value
        self.count = count
    }
}
