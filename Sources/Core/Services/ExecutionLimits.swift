/// Bounds on one query.
public struct ExecutionLimits: Codable, Hashable, Sendable {
    /// Wall-clock time from the start of the query to its last row, in seconds.
    public var seconds: Double

    /// The number of rows read; nil for no bound.
    public var rows: Int?

    /// The total size of values read, in bytes; nil for no bound.
    public var bytes: Int?

    /// Makes limits.
    ///
    /// The defaults suit a person who waits: 10 seconds, any number of rows and bytes.
    public init(seconds: Double = 10, rows: Int? = nil, bytes: Int? = nil) {
        self.seconds = seconds
        self.rows = rows
        self.bytes = bytes
    }
}
