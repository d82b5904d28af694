public import PlumbCore

/// A stretch of time that a question names.
public struct TimeMention: Hashable, Sendable {
    /// The tokens.
    public var span: Range<Int>
    /// The first day.
    public var first: CalendarDate
    /// The last day.
    public var last: CalendarDate
    /// How finely it is named.
    public var grain: Grain
    /// What had to be assumed to understand it, such as the day on which "last month" was said; nil for nothing.
    public var assumption: String?

    /// How finely a time is named.
    public enum Grain: Hashable, Sendable {
        /// A year in four digits and nothing else, which may as well be a plain number.
        case bareYear
        case year, quarter, month, week, day
        /// A month of any year; `first.month` says which.
        case monthOfAnyYear
    }
}
